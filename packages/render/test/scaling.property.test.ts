// One autoscaler at most owns a workload's replicas, and a drain always ends.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { membersOf, ratio, seconds, type Signal, type Workload } from '@llmflow/spec'
import { buildDeployment } from '../src/kubernetes/deployment.js'
import { buildHorizontalPodAutoscaler } from '../src/kubernetes/horizontal-pod-autoscaler.js'
import { buildPodDisruptionBudget } from '../src/kubernetes/pod-disruption-budget.js'
import { buildScaledObject } from '../src/kubernetes/scaled-object.js'
import { buildTriggerAuthentications } from '../src/kubernetes/trigger-authentication.js'
import { resolve } from '../src/template/resolve.js'
import { metricsPort, planOf, prometheusAddon, workloadOf } from './plans.js'

const signals: fc.Arbitrary<Signal> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('cpu' as const, 'memory' as const),
    target: fc.double({ min: 0.1, max: 1, noNaN: true }).map(ratio),
  }),
  fc.record({
    kind: fc.constant('query' as const),
    name: fc.constant('waiting'),
    query: fc.constant('sum(up)'),
    threshold: fc.integer({ min: 1, max: 50 }),
  }),
  fc.record({
    kind: fc.constant('redis-list' as const),
    sentinels: fc.constant([membersOf('redis', 'http', 'host-port')]),
    master: fc.constant('m'),
    list: fc.constantFrom('dataset', 'mail'),
    database: fc.nat(3),
    threshold: fc.integer({ min: 1, max: 50 }),
    user: fc.constant('keda'),
    secret: fc.constant({ secret: 'redis', key: 'password' }),
  }),
)

const redis = workloadOf('redis', { kind: 'stateful', ports: [metricsPort] })

const cases = fc
  .record({
    signals: fc.array(signals, { maxLength: 3 }),
    minimum: fc.integer({ min: 1, max: 4 }),
    more: fc.integer({ min: 0, max: 4 }),
    unavailableMax: fc.nat(4),
    hasPrometheus: fc.boolean(),
  })
  .map(({ signals: own, minimum, more, unavailableMax, hasPrometheus }) => {
    const workload = workloadOf('a', {
      replicas: { minimum, maximum: minimum + more },
      scaling: { signals: own, growAfter: seconds(30), shrinkAfter: seconds(7200) },
      unavailableMax,
    })
    const addons = hasPrometheus ? { prometheus: prometheusAddon } : {}
    return { workload, plan: planOf([workload, redis], { addons }) }
  })

const isWithoutMetrics = ({ scaling }: Workload, hasPrometheus: boolean): boolean =>
  (scaling?.signals ?? []).every(({ kind }) => kind === 'query' && !hasPrometheus)

describe('autoscaling', () => {
  it('is done by one autoscaler or none, and the replicas are fixed where there is none', () => {
    fc.assert(
      fc.property(cases, ({ workload, plan }) => {
        const metrics = buildHorizontalPodAutoscaler(plan, workload)
        const events = buildScaledObject(plan, workload)
        const { minimum, maximum } = workload.replicas
        const isFixed =
          minimum === maximum || isWithoutMetrics(workload, plan.addons['prometheus'] !== undefined)
        const owners = [metrics, events].filter((one) => one !== undefined)
        expect(owners).toHaveLength(isFixed ? 0 : 1)
        const replicas = buildDeployment(plan, workload)?.spec?.replicas
        expect(resolve(replicas)).toBe(isFixed ? minimum : undefined)
      }),
    )
  })

  it('takes its passwords from secrets that have a TriggerAuthentication', () => {
    fc.assert(
      fc.property(cases, ({ workload, plan }) => {
        const triggers = buildScaledObject(plan, workload)?.spec.triggers ?? []
        const wanted = triggers.flatMap(({ authenticationRef }) => authenticationRef?.name ?? [])
        const made = buildTriggerAuthentications(plan, workload).map(
          ({ metadata }) => metadata.name,
        )
        expect(made).toEqual([...new Set(wanted)])
      }),
    )
  })

  it('never looks back longer than Kubernetes allows', () => {
    const workload = workloadOf('a', {
      replicas: { minimum: 1, maximum: 2 },
      scaling: {
        signals: [{ kind: 'cpu', target: ratio(0.7) }],
        growAfter: seconds(0),
        shrinkAfter: seconds(7200),
      },
    })
    expect(buildHorizontalPodAutoscaler(planOf([workload]), workload)?.spec?.behavior).toEqual({
      scaleUp: { stabilizationWindowSeconds: 0 },
      scaleDown: { stabilizationWindowSeconds: 3600 },
    })
  })
})

describe('a drain', () => {
  it('always ends: a budget lets one replica go at least, and the only one has none', () => {
    fc.assert(
      fc.property(cases, ({ workload, plan }) => {
        const budget = buildPodDisruptionBudget(plan, workload)
        expect(budget === undefined).toBe(workload.replicas.maximum === 1)
        expect(budget?.spec?.minAvailable).toBeUndefined()
        expect(budget?.spec?.maxUnavailable ?? 1).toBeGreaterThanOrEqual(1)
      }),
    )
  })
})
