// Who takes up new certificates: what others stand on first, one machine after the other.

import { describe, expect, it } from 'vitest'
import { takeUpOrder } from '../src/certificates/take-up.js'
import { wantedCertificates } from '../src/certificates/wanted.js'
import { plan } from './small-plan.js'

const all = wantedCertificates(plan)
const hostOf = (reload?: readonly string[]) => ({
  packages: [],
  user: 'store',
  group: 'store',
  command: [],
  ...(reload === undefined ? {} : { reload }),
})

describe('taking up certificates', () => {
  it('begins with what others connect to, and leaves to itself what reads its files anew', () => {
    const steps = takeUpOrder(plan, { wanted: all, change: 'leaf', target: 'kubernetes' })
    expect(steps).toEqual([
      {
        workload: 'registry',
        how: 'itself',
        machines: ['db-01', 'db-02'],
        isOneByOne: true,
        commands: [],
      },
      {
        workload: 'store',
        how: 'restart',
        machines: ['db-01', 'db-02'],
        isOneByOne: true,
        commands: [
          'ssh db-01 systemctl restart llmflow-store.service',
          'ssh db-02 systemctl restart llmflow-store.service',
        ],
      },
    ])
  })

  it('reloads what can, on the machines whose certificate is new', () => {
    const { store } = plan.workloads
    const reloading = {
      ...plan.workloads,
      ...(store && { store: { ...store, host: hostOf(['x']) } }),
    }
    const wanted = all.filter(({ machine }) => machine === 'db-02')
    const steps = takeUpOrder(
      { ...plan, workloads: reloading },
      { wanted, change: 'leaf', target: 'hosts' },
    )
    expect(steps.at(-1)).toMatchObject({ how: 'reload', machines: ['db-02'], isOneByOne: false })
  })

  it('restarts all when who is trusted changes, because not even the others read that anew', () => {
    const steps = takeUpOrder(plan, { wanted: all, change: 'trust', target: 'kubernetes' })
    expect(steps.map(({ workload, how }) => `${how} ${workload}`)).toEqual([
      'restart registry',
      'restart store',
    ])
  })

  it('includes the cluster when its issuer changes, and only then', () => {
    const steps = takeUpOrder(plan, { wanted: all, change: 'issuer', target: 'helm' })
    expect(steps.find(({ workload }) => workload === 'gateway')?.commands).toEqual([
      'kubectl -n data rollout restart deployment/gateway',
      'kubectl -n data rollout status deployment/gateway',
    ])
    const onMachines = takeUpOrder(plan, { wanted: all, change: 'issuer', target: 'hosts' })
    expect(onMachines.map(({ workload }) => workload)).not.toContain('gateway')
  })

  it('knows the services of a compose project', () => {
    const steps = takeUpOrder(plan, { wanted: all, change: 'leaf', target: 'compose' })
    expect(steps.find(({ workload }) => workload === 'store')?.commands).toEqual([
      'docker compose up --detach --wait --no-deps --force-recreate store-0',
      'docker compose up --detach --wait --no-deps --force-recreate store-1',
    ])
  })
})
