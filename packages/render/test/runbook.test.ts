// Tests that the runbook has the names of the plan, a way to run each command, and no value of a secret.

import { hours, bytes, type OperatorCommand, type PlannedStore } from '@llmflow/spec'
import { assert, describe, expect, it } from 'vitest'
import { runbookFiles } from '../src/runbook/runbook.js'
import { planOf, workloadOf } from './plans.js'

const within = (id: string, variables?: OperatorCommand['variables']): OperatorCommand => ({
  purpose: { en: `Look at ${id}`, ko: `${id} 확인` },
  within: id,
  ...(variables === undefined ? {} : { variables }),
  command: variables === undefined ? ["tool --say='it works'"] : [],
})

const beside = (command: string): OperatorCommand => ({
  purpose: { en: 'Look', ko: '확인' },
  command: [command],
})

const store: PlannedStore = {
  component: 'records',
  method: { en: 'A dump', ko: '덤프' },
  workload: 'records-backup',
  recoveryPoint: hours(1),
  bytes: bytes(1),
  recoveryTime: hours(2),
  after: [],
  steps: [within('records-backup', { RESTORE: 'latest' })],
}

const plan = {
  ...planOf([
    workloadOf('api'),
    workloadOf('records', { kind: 'stateful' }),
    workloadOf('records-backup', {
      kind: 'schedule',
      schedule: { cron: '0 * * * *', timeZone: 'Asia/Seoul' },
    }),
  ]),
  recovery: { records: store, forgotten: { ...store, steps: [] } },
  commands: { api: [within('api'), within('records'), beside('kubectl get nodes')] },
}

function textOf(target: 'kubernetes' | 'compose', path: string): string {
  const file = runbookFiles(plan, target).find((one) => one.path === `docs/runbook/${path}`)
  assert(file !== undefined, `${path} is rendered`)
  return file.text
}

describe('the commands of the runbook', () => {
  it('reach the first replica of a workload in a cluster', () => {
    const text = textOf('kubernetes', 'commands.md')
    expect(text).toContain("exec deployment/api -- tool --say='it works'")
    expect(text).toContain("exec records-0 -- tool --say='it works'")
    expect(text).toContain('kubectl get nodes')
  })

  it('reach a service of compose, which has no cluster to ask', () => {
    const text = textOf('compose', 'commands.md')
    expect(text).toContain("docker compose exec api tool --say='it works'")
    expect(text).toContain('docker compose exec records-0 tool')
    expect(text).not.toContain('kubectl')
  })
})

describe('the recovery of the runbook', () => {
  it('runs the job of a store the other way round', () => {
    expect(textOf('compose', 'recovery.md')).toContain(
      'docker compose run --rm --env RESTORE=latest records-backup',
    )
    const text = textOf('kubernetes', 'recovery.md')
    expect(text).toContain('--from=cronjob/records-backup')
    expect(text).toContain('RESTORE=latest')
  })

  it('says what is lost and how long it takes, in both languages', () => {
    expect(textOf('kubernetes', 'recovery.md')).toContain('| 1 | records | 1h | 2h |')
    expect(textOf('kubernetes', 'recovery.ko.md')).toContain('| 1 | records | 1시간 | 2시간 |')
  })

  it('says of a store without steps that nothing copies it', () => {
    expect(textOf('kubernetes', 'recovery.md')).toContain('Nothing copies this store')
  })
})

describe('the secrets of the runbook', () => {
  it('are named with their keys and never have a value', () => {
    const text = runbookFiles(
      {
        ...plan,
        secrets: {
          records: {
            keys: { password: { format: 'alphanumeric', length: 32, purpose: 'clients | tools' } },
            consumers: [{ workload: 'api', namespace: 'llmflow-system', key: 'password' }],
            namespaces: ['llmflow-system'],
            purpose: 'records',
          },
        },
      },
      'kubernetes',
    ).find(({ path }) => path.endsWith('/secrets.md'))?.text
    expect(text).toContain(
      String.raw`| records | password | 32 characters, alphanumeric | clients \| tools | api |`,
    )
  })
})
