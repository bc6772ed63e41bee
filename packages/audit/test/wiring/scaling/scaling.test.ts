import { audit } from '@llmflow/audit'
import { describe, expect, it } from 'vitest'
import { findings } from '../../findings.js'

const workload = (more = '', resources = '{ requests: { cpu: 100m } }', kind = 'Deployment') =>
  `apiVersion: apps/v1
kind: ${kind}
metadata: { name: web, namespace: shop }
spec:
  ${more}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: example.com/web:1
          resources: ${resources}
`

const horizontal = (bounds = 'minReplicas: 2\n  maxReplicas: 5', target = 'kind: Deployment') =>
  `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web, namespace: shop }
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    ${target}
    name: web
  ${bounds}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: { type: Utilization, averageUtilization: 70 }
`

const scaled = (more = '') => `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: web
  namespace: shop
  ${more}
spec:
  scaleTargetRef: { name: web }
  triggers: [{ type: cpu, metricType: Utilization, metadata: { value: "70" } }]
`

describe('two autoscalers', () => {
  const code = 'wiring/two-autoscalers'

  it('are one too many, unless one takes the other over', () => {
    const files = { 'h.yaml': horizontal(), 's.yaml': scaled() }
    expect(findings(files, code)).toEqual([`warning ${code} "web"`])
    const together = { 'all.yaml': `${horizontal()}---\n${scaled()}` }
    expect(findings(together, code)).toEqual([`error ${code} "web"`])
    const taking = 'annotations: { scaledobject.keda.sh/transfer-hpa-ownership: "true" }'
    expect(findings({ ...files, 's.yaml': scaled(taking) }, code)).toEqual([])
  })

  it('are one when KEDA made the other, or when both are versions of one object', () => {
    const made = horizontal().replace(
      'namespace: shop }',
      'namespace: shop, ownerReferences: [{ kind: ScaledObject, name: web }] }',
    )
    expect(findings({ 'h.yaml': made, 's.yaml': scaled() }, code)).toEqual([])
    expect(findings({ 'a/h.yaml': horizontal(), 'b/h.yaml': horizontal() }, code)).toEqual([])
    const elsewhere = scaled().replace('namespace: shop', 'namespace: office')
    expect(findings({ 'h.yaml': horizontal(), 's.yaml': elsewhere }, code)).toEqual([])
  })
})

describe('an autoscaler', () => {
  it('has its minimum at or below its maximum', () => {
    const code = 'capacity/bounds-contradict'
    const wrong = horizontal('minReplicas: 9\n  maxReplicas: 5')
    expect(findings({ 'h.yaml': wrong }, code)).toEqual([`error ${code} "9"`])
    expect(findings({ 'h.yaml': horizontal() }, code)).toEqual([])
    const values =
      'web:\n  image: { repository: a/b }\n  autoscaling: { minReplicas: 3, maxReplicas: 2 }\n'
    expect(findings({ 'values.yaml': values }, code)).toEqual([`error ${code} "3"`])
  })

  it('names its target by kind and group', () => {
    const code = 'wiring/scale-target-kind'
    const files = (target: string) => ({
      'w.yaml': workload(),
      'h.yaml': horizontal(undefined, target),
    })
    expect(findings(files('kind: StatefulSet'), code)).toEqual([`error ${code} "StatefulSet"`])
    expect(findings(files('kind: Deployment'), code)).toEqual([])
    expect(findings(files('kind: Deploymnt'), code)).toEqual([`error ${code} "Deploymnt"`])
    const custom = files('kind: Rollout')
    const argo = custom['h.yaml'].replace('apps/v1', 'argoproj.io/v1alpha1')
    expect(findings({ ...custom, 'h.yaml': argo }, code)).toEqual([])
    const grouped = files('kind: Deployment')
    const wrong = { ...grouped, 'h.yaml': grouped['h.yaml'].replace('apps/v1', 'v1') }
    expect(findings(wrong, code)).toEqual([`error ${code} "v1"`])
    const older = { ...grouped, 'h.yaml': grouped['h.yaml'].replace('apps/v1', 'apps/v1beta2') }
    expect(findings(older, code)).toEqual([])
  })

  it('owns the number of replicas', () => {
    const code = 'wiring/fixed-replicas'
    const files = { 'w.yaml': workload('replicas: 3'), 'h.yaml': horizontal() }
    expect(findings(files, code)).toEqual([`info ${code} "3"`])
    expect(findings({ ...files, 'w.yaml': workload() }, code)).toEqual([])
    expect(findings({ 'w.yaml': workload('replicas: 3') }, code)).toEqual([])
  })

  it('computes utilisation of requests', () => {
    const code = 'wiring/utilization-without-request'
    const files = (resources: string) => ({
      'w.yaml': workload('', resources),
      'h.yaml': horizontal(),
    })
    expect(findings(files('{}'), code)).toEqual([`error ${code} "cpu"`])
    expect(findings(files('{ limits: { cpu: 1 } }'), code)).toEqual([])
    const keda = { 'w.yaml': workload('', '{}'), 's.yaml': scaled() }
    expect(findings(keda, code)).toEqual([`error ${code} "cpu"`])
    const range = `apiVersion: v1
kind: LimitRange
metadata: { name: range, namespace: shop }
spec: { limits: [{ type: Container, defaultRequest: { cpu: 100m } }] }
`
    expect(findings({ ...files('{}'), 'r.yaml': range }, code)).toEqual([])
  })

  it('finds GPUs for its maximum, where all nodes are known', () => {
    const node = `apiVersion: v1
kind: Node
metadata: { name: gpu-1 }
status: { allocatable: { nvidia.com/gpu: 8 } }
`
    const found = (most: number) =>
      audit({
        files: [
          { name: 'n.yaml', text: node },
          { name: 'w.yaml', text: workload('', '{ limits: { nvidia.com/gpu: 4, cpu: 1 } }') },
          { name: 'h.yaml', text: horizontal(`minReplicas: 1\n  maxReplicas: ${most}`) },
        ],
        isComplete: true,
      }).diagnostics.filter(({ code }) => code === 'capacity/maxima-do-not-fit')
    expect(found(2)).toEqual([])
    expect(found(3)).toMatchObject([{ params: { wanted: 12, available: 8, fits: 2 } }])
  })

  it('stays within the quota of its namespace', () => {
    const quota = (hard: string, namespace = 'shop', more = '') => `apiVersion: v1
kind: ResourceQuota
metadata: { name: gpus, namespace: ${namespace} }
spec: { hard: { ${hard} }${more} }
`
    const files = {
      'w.yaml': workload('', '{ limits: { nvidia.com/gpu: 4, cpu: 1 } }'),
      'h.yaml': horizontal('minReplicas: 1\n  maxReplicas: 3'),
    }
    const found = (text: string, more = {}) =>
      findings({ ...files, ...more, 'q.yaml': text }, 'capacity/maxima-do-not-fit')
    const beyond = ['warning capacity/maxima-do-not-fit "3"']
    expect(found(quota('requests.nvidia.com/gpu: "8"'))).toEqual(beyond)
    expect(found(quota('requests.nvidia.com/gpu: "12"'))).toEqual([])
    expect(found(quota('requests.nvidia.com/gpu: "8"', 'bank'))).toEqual([])
    expect(found(quota('requests.nvidia.com/gpu: "${GPUS}"'))).toEqual([])
    expect(found(quota('requests.cpu: "8"'))).toEqual([])
    const scoped = ', scopes: [Terminating]'
    expect(found(quota('requests.nvidia.com/gpu: "8"', 'shop', scoped))).toEqual([])
    const fixed = workload('replicas: 2', '{ limits: { nvidia.com/gpu: 1 } }')
    const beside = { 'b.yaml': fixed.replace('name: web', 'name: batch') }
    expect(found(quota('requests.nvidia.com/gpu: "12"'), beside)).toEqual(beyond)
    const reference = 'namespace: shop, ownerReferences: [{ kind: Deployment, name: web }] }'
    const made = beside['b.yaml'].replace('namespace: shop }', reference)
    expect(found(quota('requests.nvidia.com/gpu: "12"'), { 'm.yaml': made })).toEqual([])
    const again = { 'again.yaml': files['w.yaml'] }
    expect(found(quota('requests.nvidia.com/gpu: "12"'), again)).toEqual([])
  })
})

describe('a disruption budget', () => {
  const budget = (bound: string, name = 'web', label = 'web') => `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: ${name}, namespace: shop }
spec:
  ${bound}
  selector: { matchLabels: { app: ${label} } }
`
  const drains = (bound: string, replicas = 'replicas: 2') =>
    findings({ 'w.yaml': workload(replicas), 'b.yaml': budget(bound) }, 'wiring/drain-blocked')

  it('lets at least one pod go', () => {
    const code = 'wiring/drain-blocked'
    expect(drains('minAvailable: 2')).toEqual([`warning ${code} "2"`])
    expect(drains('minAvailable: 100%')).toEqual([`warning ${code} "100%"`])
    expect(drains('maxUnavailable: 0')).toEqual([`warning ${code} "0"`])
    expect(drains('minAvailable: 1')).toEqual([])
    expect(drains('minAvailable: 50%')).toEqual([])
    expect(drains('maxUnavailable: 25%', 'replicas: 1')).toEqual([])
  })

  it('is held against the minimum of an autoscaler', () => {
    const files = {
      'w.yaml': workload(),
      'h.yaml': horizontal(),
      'b.yaml': budget('minAvailable: 2'),
    }
    expect(findings(files, 'wiring/drain-blocked')).toEqual(['info wiring/drain-blocked "2"'])
    const lower = { ...files, 'b.yaml': budget('minAvailable: 1') }
    expect(findings(lower, 'wiring/drain-blocked')).toEqual([])
  })

  it('selects pods, and no pod that another one selects', () => {
    const files = { 'w.yaml': workload(), 'b.yaml': budget('maxUnavailable: 1') }
    expect(findings(files, 'wiring/two-budgets', 'wiring/selector-without-pods')).toEqual([])
    const second = { ...files, 'c.yaml': budget('maxUnavailable: 1', 'again') }
    expect(findings(second, 'wiring/two-budgets')).toEqual(['error wiring/two-budgets "selector"'])
    const other = { ...files, 'b.yaml': budget('maxUnavailable: 1', 'web', 'shop-front') }
    expect(findings(other, 'wiring/selector-without-pods')).toHaveLength(1)
  })
})
