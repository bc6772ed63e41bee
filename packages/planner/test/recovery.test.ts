// Tests that every store of the guide’s platform comes back: in an order that its needs allow, by steps that exist.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Store } from '@llmflow/catalog'
import type { PlanningResult } from '@llmflow/planner'
import { bytes, explained, type Plan } from '@llmflow/spec'
import { inOrder } from '../src/plan/recovery.js'
import { planExample, plannedExample } from './plan-example.js'

const resultOf = (overlay: string): PlanningResult => planExample('guide-production', overlay)
const planOf = (overlay?: string): Plan => plannedExample('guide-production', overlay)

const codesOf = (overlay: string): readonly string[] =>
  resultOf(overlay).diagnostics.map(({ code }) => code)

describe('the order of stores', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  const graphs = fc.array(fc.subarray(names), { minLength: names.length, maxLength: names.length })
  const storeOf = (
    name: string,
    after: readonly string[],
  ): { component: string; store: Store } => ({
    component: name,
    store: {
      name,
      after,
      method: { en: '', ko: '' },
      bytes: explained(bytes(1), '', '', []),
      steps: [],
    },
  })

  it('has every need before what needs it, and forgets none', () => {
    fc.assert(
      fc.property(graphs, (needs) => {
        // A name may need only earlier letters: then there is an order.
        const stores = names.map((name, index) =>
          storeOf(
            name,
            (needs[index] ?? []).filter((need) => need < name),
          ),
        )
        const order = inOrder(stores.toReversed()).map(({ store }) => store)
        expect(order.map(({ name }) => name).toSorted()).toEqual(names)
        for (const [index, { after }] of order.entries()) {
          const earlier = order.slice(0, index).map(({ name }) => name)
          expect(earlier).toEqual(expect.arrayContaining([...after]))
        }
      }),
    )
  })

  it('ends where stores need each other', () => {
    expect(inOrder([storeOf('a', ['b']), storeOf('b', ['a'])])).toHaveLength(2)
  })
})

describe('the guide’s platform', () => {
  const plan = planOf()

  it('brings every store back by steps whose workloads exist', () => {
    expect(Object.keys(plan.recovery)).toEqual(
      expect.arrayContaining(['etcd', 'minio', 'postgresql', 'redis', 'milvus', 'milvus-etcd']),
    )
    for (const [name, { steps }] of Object.entries(plan.recovery)) {
      expect(steps.length > 0 ? [] : [name]).toEqual([])
      const places = steps.flatMap(({ within }) => within ?? [])
      expect(places.filter((id) => plan.workloads[id] === undefined)).toEqual([])
    }
  })

  it('has somebody who keeps each interval', () => {
    for (const [name, { workload, every }] of Object.entries(plan.schedules)) {
      const does =
        workload === undefined ? plan.recovery[name]?.addon : plan.workloads[workload]?.schedule
      expect({ name, every, isKept: does !== undefined }).toEqual({ name, every, isKept: true })
    }
  })

  it('loses no more than its objective, and says why', () => {
    for (const [name, { recoveryPoint }] of Object.entries(plan.recovery)) {
      expect(recoveryPoint).toBeLessThanOrEqual(3_600_000)
      expect(plan.reasons[`/recovery/${name}/recoveryPoint`]?.terms).not.toEqual([])
      expect(plan.reasons[`/recovery/${name}/recoveryTime`]?.terms).not.toEqual([])
    }
  })

  it('has an alert for every job that copies something', () => {
    const expressions = plan.alerts.map(({ expression }) => expression).join('\n')
    const jobs = Object.values(plan.recovery).flatMap(({ workload }) => workload ?? [])
    expect(jobs.length).toBeGreaterThan(5)
    for (const job of jobs) {
      const label = plan.workloads[job]?.runsOn === 'hosts' ? 'task' : 'cronjob'
      expect(expressions).toContain(`${label}="${job}"`)
    }
  })
})

describe('a platform', () => {
  it('without a place for copies is told so, and counts on none', () => {
    const overlay = 'backup: { endpoint: null }'
    expect(codesOf(overlay)).toContain('life/backup-never-runs')
    const { recovery } = planOf(overlay)
    expect(Object.values(recovery).flatMap(({ recoveryPoint }) => recoveryPoint ?? [])).toEqual([])
  })

  it('that asks for copies which nobody there makes is told who would', () => {
    const told = (overlay: string) =>
      resultOf(overlay).diagnostics.filter(({ severity }) => severity === 'error')
    expect(told('components: { velero: null }')).toMatchObject([
      {
        code: 'life/backup-never-runs',
        params: { store: 'configuration', reason: 'no-component', maker: 'velero' },
      },
    ])
    expect(told('backup: { stores: { floppy: { every: 1h, keep: 7d } } }')).toMatchObject([
      { code: 'spec/unknown-name' },
      { code: 'life/backup-never-runs', params: { maker: '' } },
    ])
  })

  it('whose data takes too long is told so', () => {
    expect(codesOf('objectives: { recoveryTime: 30m }')).toContain('life/recovery-time-missed')
    expect(codesOf('{}')).not.toContain('life/recovery-time-missed')
  })

  it('with a single PostgreSQL server loses what came since the dump: it archives no log', () => {
    const overlay = 'components: { postgresql: { topology: standalone } }'
    expect(planOf(overlay).recovery['postgresql']?.recoveryPoint).toBe(7 * 86_400_000)
    expect(codesOf(overlay)).toContain('life/backup-never-runs')
  })

  it('brings PostgreSQL back to a moment only when it is asked to', () => {
    const asked = planOf(
      'components: { postgresql: { options: { restore: "2026-11-23T09:30:00+09:00" } } }',
    )
    const filesOf = ({ workloads }: typeof asked) => JSON.stringify(workloads['postgresql']?.files)
    expect(filesOf(asked)).toContain('--target=2026-11-23 09:30:00+09:00')
    expect(filesOf(planOf())).not.toContain('--target')
  })
})
