// What Prometheus and Grafana are told, and that they are told nothing where they are not.

import { describe, expect, it } from 'vitest'
import { isObject, type Panel } from '@llmflow/spec'
import { buildDashboards } from '../src/kubernetes/dashboard.js'
import { platform } from './platform.js'
import { planOf, prometheusAddon } from './plans.js'
import { placeOf, textAt } from './schemas/place.js'
import { objectAt, renderedObjects } from './tree.js'

describe('Prometheus', () => {
  it('scrapes a Service by the name of its port', () => {
    expect(objectAt(platform, 'llmflow-inference/servicemonitor-vllm.yaml')).toMatchObject({
      spec: {
        selector: {
          matchLabels: { 'app.kubernetes.io/name': 'vllm', 'llmflow.io/face': 'clients' },
        },
        endpoints: [{ port: 'http', path: '/metrics', interval: '15s', scheme: 'http' }],
      },
    })
  })

  it('scrapes pods where no Service shows the port', () => {
    expect(objectAt(platform, 'llmflow-system/podmonitor-keycloak.yaml')).toMatchObject({
      spec: { podMetricsEndpoints: [{ port: 'jgroups' }] },
    })
  })

  it('scrapes machines by address, under the job that a Service would have given', () => {
    expect(objectAt(platform, 'llmflow-infra/scrapeconfig-postgresql-metrics.yaml')).toMatchObject({
      spec: {
        staticConfigs: [
          {
            targets: ['10.40.5.11:9187', '10.40.5.12:9187', '10.40.5.13:9187'],
            labels: { job: 'postgresql', namespace: 'llmflow-infra' },
          },
        ],
        scheme: 'HTTP',
      },
    })
  })

  it('knocks where a prober may and there are no metrics', () => {
    const probes = renderedObjects(platform).filter(({ kind }) => kind === 'Probe')
    expect(probes.map(({ name }) => name)).toEqual(['web'])
    expect(objectAt(platform, 'llmflow-system/probe-web.yaml')).toMatchObject({
      spec: {
        prober: { url: 'blackbox-exporter.llmflow-monitoring.svc.cluster.local:9115' },
        targets: {
          staticConfig: { static: ['http://web.llmflow-system.svc.cluster.local:8000/health'] },
        },
      },
    })
  })

  it('alerts in both languages', () => {
    expect(objectAt(platform, 'llmflow-monitoring/prometheusrule-vllm.yaml')).toMatchObject({
      spec: {
        groups: [
          {
            name: 'vllm',
            rules: [
              {
                alert: 'TooSlow',
                expr: 'up < 1',
                for: '5m',
                labels: { severity: 'critical', component: 'vllm' },
                annotations: { summary: 'Slow', summary_ko: '느립니다' },
              },
            ],
          },
        ],
      },
    })
  })

  it('is not told anything by a platform without it', () => {
    const { addons: _addons, ...rest } = platform
    const edges = rest.edges.filter(({ to }) => to.kind !== 'addon')
    const kinds = renderedObjects({ ...rest, edges, addons: {} }).map(({ kind }) => kind)
    const told = ['ServiceMonitor', 'PodMonitor', 'ScrapeConfig', 'Probe', 'PrometheusRule']
    expect(kinds.filter((kind) => told.includes(kind))).toEqual([])
  })
})

describe('a dashboard', () => {
  const modelOf = (name: string, panels: readonly Panel[]) => {
    const addons = { prometheus: prometheusAddon }
    const dashboards = { [name]: { title: 'Title', panels } }
    const [map] = buildDashboards(planOf([], { addons, dashboards }))
    const model: unknown = JSON.parse(textAt(placeOf(map), 'data', `${name}.json`) ?? '')
    return model
  }
  const panel: Panel = {
    title: 'Panel',
    kind: 'timeseries',
    unit: 's',
    queries: Array.from({ length: 28 }, () => ({ expression: 'up', legend: '' })),
  }

  it('is found by Grafana', () => {
    expect(
      objectAt(platform, 'llmflow-monitoring/configmap-dashboard-inference.yaml'),
    ).toMatchObject({
      metadata: { labels: { grafana_dashboard: '1' } },
    })
  })

  it('asks the data source that its reader chooses, two panels in a row', () => {
    expect(modelOf('a', [panel, panel, panel])).toMatchObject({
      uid: 'llmflow-a',
      schemaVersion: 39,
      templating: { list: [{ name: 'datasource', type: 'datasource', query: 'prometheus' }] },
      panels: [
        { id: 1, gridPos: { x: 0, y: 0 }, datasource: { uid: '${datasource}' } },
        { id: 2, gridPos: { x: 12, y: 0 } },
        { id: 3, gridPos: { x: 0, y: 8 } },
      ],
    })
  })

  it('names every query of a panel differently', () => {
    const model = JSON.stringify(modelOf('a', [panel]))
    const references = [...model.matchAll(/"refId":"(\w+)"/g)].map(([, reference]) => reference)
    expect(new Set(references).size).toBe(28)
  })

  it('has an identifier that Grafana takes, however long its name', () => {
    const model = modelOf('n'.repeat(60), [])
    const identifier = isObject(model) ? model['uid'] : ''
    expect(identifier).toMatch(/^llmflow-[0-9a-f]{16}$/)
  })
})
