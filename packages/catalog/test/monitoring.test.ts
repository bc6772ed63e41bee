// Monitoring: a chart that takes every monitor, storage that follows from series, and alerts on series that exist.

import { inventorySchema, isObject, type Addon } from '@llmflow/spec'
import { components, type Context } from '@llmflow/catalog'
import { assert, describe, expect, it } from 'vitest'
import { monitoring } from '../src/components/monitoring/component.js'
import { build, contextOf, targetsOf, workloadOf } from './contexts.js'
import { baseOf, seriesIn } from './series.js'

const everything = { monitoring: {}, keycloak: {}, postgresql: {}, unstructured: {}, dify: {} }
const context = contextOf({ components: everything })
const built = build(monitoring, context)

function chartOf(chosen: Context): Addon {
  const [chart] = monitoring.addons?.(chosen, monitoring.size(chosen)) ?? []
  assert(chart !== undefined)
  return chart
}

const withNodes = (count: number): Context => ({
  ...context,
  inventory: inventorySchema.parse({
    apiVersion: 'llmflow.io/v1',
    kind: 'Inventory',
    metadata: { name: 'example' },
    pools: [
      {
        name: 'all',
        roles: ['application'],
        nodes: { count, prefix: 'node' },
        cpu: 8,
        memory: '64GiB',
      },
    ],
  }),
})

describe('the chart', () => {
  const { values, secrets, edges } = chartOf(context)

  it('takes every monitor, rule and probe of the platform', () => {
    expect(values).toMatchObject({
      prometheus: {
        prometheusSpec: {
          ruleSelectorNilUsesHelmValues: false,
          serviceMonitorSelectorNilUsesHelmValues: false,
          podMonitorSelectorNilUsesHelmValues: false,
          probeSelectorNilUsesHelmValues: false,
          scrapeConfigSelectorNilUsesHelmValues: false,
        },
      },
    })
  })

  it('runs its node agent on every node', () => {
    expect(values).toMatchObject({
      'prometheus-node-exporter': { tolerations: [{ operator: 'Exists' }] },
    })
  })

  it('gives two Grafanas one database, whose password it reads', () => {
    expect(values).toMatchObject({
      grafana: {
        replicas: 2,
        'grafana.ini': { database: { type: 'postgres', max_open_conn: 10 } },
      },
    })
    expect(secrets).toContain('monitoring-database')
    expect(edges?.map(({ to }) => to)).toContainEqual({
      kind: 'workload',
      workload: 'postgresql-primary',
      port: 'postgresql',
    })
    expect(built.sizes['grafana']?.figures['databaseConnections']?.value.value).toBe(10)
  })

  it('runs one Grafana where there is no database', () => {
    const alone = chartOf(contextOf({ components: { monitoring: {} } }))
    expect(alone.values).toMatchObject({ grafana: { replicas: 1 } })
    expect(alone.secrets).toEqual(['grafana-admin'])
  })

  it('sends people to an address only where one leads there', () => {
    const urlsOf = (settings: Readonly<Record<string, unknown>>): readonly unknown[] => {
      const text = JSON.stringify(chartOf(contextOf(settings)).values)
      return [...text.matchAll(/"externalUrl":"([^"]+)"/g)].map(([, url]) => url)
    }
    const gateway = { monitoring: {}, keycloak: {}, postgresql: {} }
    expect(urlsOf({ components: { ...gateway, apisix: {} } })).toEqual([])
    const apisix = { options: { operatorRanges: ['10.10.0.0/24'] } }
    expect(urlsOf({ components: { ...gateway, apisix } })).toEqual([
      'https://prometheus.llmflow.example.com',
      'https://alerts.llmflow.example.com',
    ])
  })

  it('pulls every image through the platform’s registry', () => {
    const chosen = contextOf({ components: everything, registry: { host: 'harbor.example.com' } })
    const registries = (value: unknown): readonly unknown[] =>
      isObject(value)
        ? Object.entries(value).flatMap(([key, item]) =>
            key === 'registry' ? [item] : registries(item),
          )
        : []
    const found = registries(chartOf(chosen).values)
    expect(found.length).toBeGreaterThan(8)
    expect(
      found.filter((host) => typeof host !== 'string' || !host.startsWith('harbor.example.com/')),
    ).toEqual([])
  })

  it('sends alerts and the sign of life where the platform says', () => {
    const options = {
      alertWebhook: 'https://pager.example.com/a',
      watchdogWebhook: 'https://watch.example.com',
    }
    const { values: chosen } = chartOf(contextOf({ components: { monitoring: { options } } }))
    expect(chosen).toMatchObject({
      alertmanager: { config: { route: { receiver: 'platform' } } },
    })
    expect(JSON.stringify(chosen)).toContain('https://watch.example.com')
  })
})

it('sees a crash wherever a component runs', () => {
  const crash = monitoring
    .alerts?.(context, built.sizes)
    .find(({ name }) => name === 'PodCrashing')?.expression
  const homes = ['llmflow-system', 'llmflow-infra', 'llmflow-monitoring', 'llmflow-sandbox']
  for (const namespace of homes) expect(crash).toContain(namespace)
})

describe('the storage of metrics', () => {
  const bytesWith = (chosen: Context): number =>
    monitoring.size(chosen)['prometheus']?.figures['metricsBytes']?.value.value ?? 0

  it('grows with nodes and with the time that metrics are kept', () => {
    expect(bytesWith(withNodes(40))).toBeGreaterThan(bytesWith(withNodes(10)))
    const week = contextOf({ components: { monitoring: { options: { retention: '7d' } } } })
    expect(bytesWith(week)).toBeLessThan(bytesWith(context))
  })

  it('is what the formula says', () => {
    const series = 50_000 + 10 * 4000
    expect(bytesWith(withNodes(10))).toBe((series / 30) * 30 * 86_400 * 2)
  })
})

it('asks what has no metrics whether it is well', () => {
  expect(targetsOf(workloadOf(built, 'blackbox-exporter'))).toEqual([
    'unstructured:http',
    'dify-api:http',
  ])
})

it('asks nobody where all have metrics', () => {
  expect(build(monitoring, contextOf({ components: { monitoring: {} } })).workloads).toEqual({})
})

describe.each(['apisix', 'keycloak', 'monitoring', 'certificates', 'accelerators'])(
  '%s',
  (name) => {
    const component = components.find((one) => one.name === name)
    const all = Object.fromEntries(components.map((one) => [one.name, {}]))
    const whole = contextOf({ components: all })
    const known = new Set(
      components.flatMap(
        (one) => whole.factsOf(one.name).metrics?.metrics.map((metric) => metric.name) ?? [],
      ),
    )
    const unknown = (expression: string): readonly string[] =>
      seriesIn(expression).filter((series) => !known.has(series) && !known.has(baseOf(series)))

    it('alerts on series that something exports, each with one that trips it and one that does not', () => {
      const alerts = component?.alerts?.(whole, component.size(whole)) ?? []
      expect(alerts.length).toBeGreaterThan(0)
      for (const { expression, tests } of alerts) {
        expect(unknown(expression)).toEqual([])
        expect(tests.trips.length).toBeGreaterThan(0)
        expect(tests.quiet.length).toBeGreaterThan(0)
      }
    })

    it('draws series that something exports', () => {
      const panels = Object.values(component?.dashboards?.(whole) ?? {}).flatMap(
        (board) => board.panels,
      )
      const expressions = panels.flatMap(({ queries }) => queries.map((query) => query.expression))
      expect(expressions.flatMap(unknown)).toEqual([])
    })
  },
)
