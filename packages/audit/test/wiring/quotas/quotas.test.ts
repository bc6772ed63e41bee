import { describe, expect, it } from 'vitest'
import { findings } from '../../findings.js'

const quota = (items: string, namespace = 'team') => `apiVersion: v1
kind: ResourceQuota
metadata: { name: quota, namespace: ${namespace} }
spec:
  hard:
    ${items.replaceAll('; ', '\n    ')}
`

const range = `apiVersion: v1
kind: LimitRange
metadata: { name: range, namespace: team }
spec:
  limits:
    - type: Container
      min: { memory: 64Mi }
      max: { memory: 32Gi, cpu: "8" }
    - type: Pod
      max: { memory: 40Gi }
    - type: PersistentVolumeClaim
      max: { storage: 10Gi }
`

const pod = (resources: string, namespace = 'team') => `apiVersion: v1
kind: Pod
metadata: { name: server, namespace: ${namespace} }
spec:
  containers:
    - name: server
      image: example.com/server:1
      resources: ${resources}
`

describe('items of quotas', () => {
  it('are counted or ignored', () => {
    const code = 'wiring/quota-item-ignored'
    expect(findings({ 'q.yaml': quota('limits.nvidia.com/gpu: "8"') }, code)).toEqual([
      `error ${code} "limits.nvidia.com/gpu"`,
    ])
    const both = quota('requests.nvidia.com/gpu: "8"; limits.nvidia.com/gpu: "8"')
    expect(findings({ 'q.yaml': both }, code)).toEqual([`warning ${code} "limits.nvidia.com/gpu"`])
    const right = quota('requests.nvidia.com/gpu: "8"; count/jobs.batch: "5"; limits.cpu: "4"')
    expect(findings({ 'q.yaml': right }, code)).toEqual([])
  })

  it('leave load balancers and node ports open', () => {
    const code = 'capacity/quota-gap'
    expect(findings({ 'q.yaml': quota('services: "20"; requests.memory: 1Gi') }, code)).toEqual([
      `info ${code} "hard"`,
    ])
    const full = quota('services: "20"; services.loadbalancers: "0"; services.nodeports: "0"')
    expect(findings({ 'q.yaml': full }, code)).toEqual([])
    expect(findings({ 'q.yaml': quota('requests.memory: 1Gi') }, code)).toEqual([])
  })
})

describe('grants of GPUs', () => {
  const grant = quota('requests.nvidia.com/gpu: "4"')
  const served = pod('{ limits: { nvidia.com/gpu: 1, memory: 64Gi } }', 'models')

  it('are of no use below a cap that no program with a GPU fits under', () => {
    const code = 'wiring/quota-exceeds-limit'
    const files = { 'q.yaml': grant, 'r.yaml': range, 'p.yaml': served }
    expect(findings(files, code)).toEqual([`warning ${code} "requests.nvidia.com/gpu"`])
    const small = { ...files, 'p.yaml': served.replace('64Gi', '16Gi') }
    expect(findings(small, code)).toEqual([])
  })

  it('leave a namespace out that uses GPUs', () => {
    const code = 'capacity/namespace-without-quota'
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: models }\n'
    const files = { 'q.yaml': grant, 'n.yaml': namespace, 'p.yaml': served }
    expect(findings(files, code)).toEqual([`warning ${code} "models"`])
    const covered = { ...files, 'm.yaml': quota('requests.nvidia.com/gpu: "1"', 'models') }
    expect(findings(covered, code)).toEqual([])
    expect(findings({ 'n.yaml': namespace, 'p.yaml': served }, code)).toEqual([])
  })
})

describe('a LimitRange', () => {
  const code = 'capacity/limit-range-refuses'
  const ranged = (resources: string, namespace?: string) =>
    findings({ 'r.yaml': range, 'p.yaml': pod(resources, namespace) }, code)

  it('refuses what is above its maximum or below its minimum', () => {
    expect(ranged('{ limits: { memory: 64Gi } }')).toEqual([`error ${code} "64Gi"`])
    expect(ranged('{ requests: { cpu: "9" } }')).toEqual([`error ${code} "\\"9\\""`])
    expect(ranged('{ requests: { memory: 1Mi } }')).toEqual([`error ${code} "1Mi"`])
  })

  it('takes what lies between, what is left to its defaults, and other namespaces', () => {
    expect(ranged('{ limits: { memory: 32Gi, cpu: 8000m } }')).toEqual([])
    expect(ranged('{}')).toEqual([])
    expect(ranged('{ limits: { memory: "{{ .memory }}" } }')).toEqual([])
    expect(ranged('{ limits: { memory: 64Gi } }', 'other')).toEqual([])
  })

  it('adds the containers of a pod up, and bounds claims', () => {
    const two = `${pod('{ limits: { memory: 30Gi } }')}    - name: other
      image: example.com/other:1
      resources: { limits: { memory: 20Gi } }
`
    expect(findings({ 'r.yaml': range, 'p.yaml': two }, code)).toEqual([`error ${code} "30Gi"`])
    const claim = `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: team }
spec: { resources: { requests: { storage: 20Gi } } }
`
    expect(findings({ 'r.yaml': range, 'c.yaml': claim }, code)).toEqual([`error ${code} "20Gi"`])
  })
})
