import { describe, expect, it } from 'vitest'
import { findings } from '../findings.js'

const drawing = `# Platform

\`\`\`
platform/
├── Chart.yaml
├── charts/
│   ├── model-server/
│   └── search/
└── templates/
\`\`\`

\`\`\`yaml
# values.yaml
modelServer:
  enabled: true
  replicaCount: 2
search:
  enabled: true
\`\`\`
`

describe('values of charts', () => {
  it('reach a chart by its exact name, also in a drawn tree', () => {
    const codes = ['wiring/unread-values', 'wiring/switch-without-condition']
    expect(findings({ 'README.md': drawing }, ...codes)).toEqual([
      'warning wiring/unread-values "modelServer"',
      'warning wiring/switch-without-condition "enabled"',
    ])
    const right = drawing.replace('modelServer', 'model-server')
    expect(findings({ 'README.md': right }, 'wiring/unread-values')).toEqual([])
  })

  it('reach charts that lie in the folder without being declared', () => {
    const chart = (name: string): string => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`
    const texts = {
      'p/Chart.yaml': chart('p'),
      'p/charts/model-server/Chart.yaml': chart('model-server'),
      'p/values.yaml': 'modelServer: { replicaCount: 2 }\n',
    }
    expect(findings(texts, 'wiring/unread-values')).toEqual([
      'error wiring/unread-values "modelServer"',
    ])
  })

  it('may be read by a template of the chart itself', () => {
    const chart =
      'apiVersion: v2\nname: p\nversion: 1.0.0\ndependencies:\n  - { name: model-server, version: 1.0.0 }\n'
    const texts = { 'Chart.yaml': chart, 'values.yaml': 'modelServer: { replicaCount: 2 }\n' }
    const template = 'replicas: {{ .Values.modelServer.replicaCount }}\n'
    expect(findings(texts, 'wiring/unread-values')).toHaveLength(1)
    const read = { ...texts, 'templates/deployment.yaml': template }
    expect(findings(read, 'wiring/unread-values')).toEqual([])
  })
})

describe('numbers of replicas in values and autoscalers', () => {
  const code = 'capacity/bounds-differ'
  const scaler = (target: string): string => `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: scaler }
spec:
  scaleTargetRef: { name: ${target} }
  minReplicaCount: 3
  maxReplicaCount: 30
  triggers: [{ type: cron, metadata: { timezone: UTC, start: 0 8 * * *, end: 0 18 * * *, desiredReplicas: "9" } }]
`
  const values = 'chat:\n  worker:\n    replicas: 5\n    resources: { limits: { cpu: "1" } }\n'

  it('are of another installation in another folder', () => {
    const apart = { 'a/values.yaml': values, 'b/s.yaml': scaler('chat-worker') }
    expect(findings(apart, code)).toEqual([])
  })

  it('are held against each other by the name of the workload', () => {
    expect(findings({ 'values.yaml': values, 's.yaml': scaler('chat-worker') }, code)).toEqual([
      `warning ${code} "5"`,
    ])
    expect(findings({ 'values.yaml': values, 's.yaml': scaler('worker') }, code)).toEqual([])
  })

  it('agree where the fixed number is the minimum', () => {
    const right = values.replace('5', '3')
    expect(findings({ 'values.yaml': right, 's.yaml': scaler('chat-worker') }, code)).toEqual([])
  })
})

describe('object stores of Milvus', () => {
  const resource = (storage: string): string =>
    `apiVersion: milvus.io/v1beta1\nkind: Milvus\nmetadata: { name: m }\nspec: { dependencies: { storage: ${storage} } }\n`
  const values = 'milvus:\n  storage: { endpoint: "objects:9000" }\n'

  it('are two when values name one and the resource installs one', () => {
    const two = { 'values.yaml': values, 'm.yaml': resource('{ inCluster: { values: {} } }') }
    expect(findings(two, 'wiring/two-object-stores')).toEqual([
      'warning wiring/two-object-stores "inCluster"',
    ])
    const one = { 'values.yaml': values, 'm.yaml': resource('{ external: true }') }
    expect(findings(one, 'wiring/two-object-stores')).toEqual([])
  })
})
