import { describe, expect, it } from 'vitest'
import { dashboardProvider } from '../../src/metrics/dashboards/dashboard-provider.js'
import { dashboardSource } from '../../src/metrics/dashboards/dashboard-source.js'
import { heatmap } from '../../src/metrics/dashboards/heatmap.js'
import { misspeltType } from '../../src/metrics/dashboards/misspelt-type.js'
import { panelKeys } from '../../src/metrics/dashboards/panel-keys.js'
import { panelType } from '../../src/metrics/dashboards/panel-type.js'
import { findings } from './findings.js'

const whole = '"gridPos": {}, "datasource": { "uid": "p" }'
const panel = (type: string, more = whole, expr = 'up'): string =>
  `{ "title": "P", "type": "${type}", ${more}${more === '' ? '' : ','} "targets": [{ "expr": "${expr}" }] }`
const dashboard = (panels: string, uid = '"uid": "d",'): string =>
  `{ ${uid} "title": "D", "panels": [${panels}] }`

describe('the type of a panel', () => {
  it('is one that is gone', () => {
    const at = (version: string) =>
      findings(panelType, {
        'd.json': dashboard(panel('graph')),
        'compose.yaml': `services: { grafana: { image: "grafana/grafana:${version}" } }\n`,
      })
    expect(at('12.0.0')).toEqual(['warning metrics/old-panel-type: graph'])
    expect(at('10.2.3')).toEqual(['info metrics/old-panel-type: graph'])
    expect(findings(panelType, { 'd.json': dashboard(panel('graph')) })).toEqual([
      'info metrics/old-panel-type: graph',
    ])
    expect(findings(panelType, { 'd.json': dashboard(panel('timeseries')) })).toEqual([])
    expect(findings(panelType, { 'd.json': dashboard(panel('toString')) })).toEqual([])
  })

  it('is found in rows', () => {
    const row = `{ "type": "row", "title": "R", "panels": [${panel('singlestat')}] }`
    expect(findings(panelType, { 'd.json': dashboard(row) })).toHaveLength(1)
  })
})

describe('the name of a panel type', () => {
  const found = (type: string) => findings(misspeltType, { 'd.json': dashboard(panel(type)) })

  it.each(['timeserie', 'time-series', 'bar-gauge', 'nodegraph', 'pieChart', 'heatmaps'])(
    'is almost that of a core type: %s',
    (type) => expect(found(type)).toEqual([`warning metrics/misspelt-panel-type: ${type}`]),
  )

  it.each([
    'timeseries',
    'stat',
    'graph',
    'table-old',
    'nodeGraph',
    '',
    '$type',
    'toString',
    'test',
    'graph2',
    'grafana-piechart-panel',
    'marcusolsson-dynamictext-panel',
    'plotly',
  ])('is right, or that of a plugin: %j', (type) => expect(found(type)).toEqual([]))
})

describe('the keys of panels', () => {
  it('are told once for each dashboard', () => {
    const bare = panel('timeseries', '')
    expect(findings(panelKeys, { 'd.json': dashboard(`${bare}, ${bare}`) })).toEqual([
      'warning metrics/incomplete-panels: "P"',
    ])
    expect(findings(panelKeys, { 'd.json': dashboard(panel('stat')) })).toEqual([])
  })

  it('may stand at the queries, and are not needed where nothing is asked', () => {
    const atQuery = `{ "title": "P", "type": "stat", "gridPos": {}, "targets": [{ "expr": "up", "datasource": { "uid": "p" } }] }`
    const text = `{ "title": "T", "type": "text", "gridPos": {} }`
    const row = `{ "title": "R", "type": "row" }`
    expect(findings(panelKeys, { 'd.json': dashboard([atQuery, text, row].join()) })).toEqual([])
  })
})

describe('a heatmap', () => {
  it('of a gauge has no buckets', () => {
    const gauge = 'DCGM_FI_DEV_GPU_UTIL'
    expect(findings(heatmap, { 'd.json': dashboard(panel('heatmap', whole, gauge)) })).toEqual([
      `warning metrics/heatmap-without-buckets: ${gauge}`,
    ])
    const calculated = `${whole}, "options": { "calculate": true }`
    expect(findings(heatmap, { 'd.json': dashboard(panel('heatmap', calculated, gauge)) })).toEqual(
      [],
    )
    const buckets = 'sum by (le) (rate(http_seconds_bucket[5m]))'
    expect(findings(heatmap, { 'd.json': dashboard(panel('heatmap', whole, buckets)) })).toEqual([])
    expect(findings(heatmap, { 'd.json': dashboard(panel('stat', whole, gauge)) })).toEqual([])
  })
})

describe('the file of a dashboard', () => {
  it('is a request to the HTTP API', () => {
    const wrapped = `{ "dashboard": ${dashboard(panel('stat'))} }`
    expect(findings(dashboardSource, { 'd.json': wrapped })).toEqual([
      'warning metrics/wrapped-dashboard: "dashboard"',
    ])
    expect(findings(dashboardSource, { 'd.json': dashboard(panel('stat')) })).toEqual([])
  })

  it('has no uid', () => {
    expect(findings(dashboardSource, { 'd.json': dashboard(panel('stat'), '') })).toEqual([
      'info metrics/no-dashboard-uid: "D"',
    ])
  })
})

describe('a folder of dashboards', () => {
  const compose = (mount: string): string =>
    `services:\n  grafana:\n    image: grafana/grafana:11.4.1\n    volumes: ["${mount}"]\n`
  const mounted = compose('./dashboards:/etc/grafana/provisioning/dashboards')

  it('needs a provider beside it', () => {
    expect(findings(dashboardProvider, { 'compose.yaml': mounted })).toEqual([
      'warning metrics/no-dashboard-provider: ./dashboards',
    ])
    const provider = 'apiVersion: 1\nproviders: [{ name: d, options: { path: /d } }]\n'
    const files = { 'compose.yaml': mounted, 'provider.yaml': provider }
    expect(findings(dashboardProvider, files)).toEqual([])
  })

  it('is none of the provisioning folder, or a volume', () => {
    const others = [
      compose('./d:/var/lib/dashboards'),
      compose('d:/etc/grafana/provisioning/dashboards'),
    ]
    expect(others.flatMap((text) => findings(dashboardProvider, { 'compose.yaml': text }))).toEqual(
      [],
    )
  })
})

describe('a ConfigMap with a dashboard', () => {
  const configMap = (labels: string): string => `
apiVersion: v1
kind: ConfigMap
metadata: { name: d, labels: { ${labels} } }
data:
  d.json: '{ "title": "D", "panels": [{ "title": "P", "type": "text" }] }'
`
  const stack = (sidecar: string): string =>
    `addons: [{ name: m, chart: kube-prometheus-stack, namespace: m, values: { grafana: { sidecar: { dashboards: { ${sidecar} } } } } }]`
  const judge = (labels: string, sidecar: string) =>
    findings(dashboardProvider, { 'd.yaml': configMap(labels), 'install.yaml': stack(sidecar) })

  it('needs the label that the sidecar looks for', () => {
    expect(judge('', '')).toEqual(['warning metrics/uncollected-dashboard: d'])
    expect(judge('grafana_dashboard: "1"', '')).toEqual([])
    expect(judge('grafana_dashboard: "1"', 'label: board')).toHaveLength(1)
    expect(judge('', 'enabled: false')).toEqual([])
    expect(findings(dashboardProvider, { 'd.yaml': configMap('') })).toEqual([])
  })
})
