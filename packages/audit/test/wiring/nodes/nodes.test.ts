import { audit } from '@llmflow/audit'
import { describe, expect, it } from 'vitest'
import { findings } from '../../findings.js'

const node = `apiVersion: v1
kind: Node
metadata:
  name: gpu-1
  labels: { team/pool: inference }
spec:
  taints:
    - { key: nvidia.com/gpu, value: "true", effect: NoSchedule }
    - { key: team/inference, value: "true", effect: NoSchedule }
    - { key: team/slow, effect: PreferNoSchedule }
`

const deployment = (spec: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: server, namespace: models }
spec:
  selector: { matchLabels: { app: server } }
  template:
    metadata: { labels: { app: server } }
    spec:
${spec
  .trim()
  .split('\n')
  .map((line) => `      ${line}`)
  .join('\n')}
      containers: [{ name: server, image: example.com/server:1 }]
`

const codes = ['wiring/untolerated-taint', 'wiring/unmatched-node-selector']
const onNode = (spec: string) =>
  findings({ 'node.yaml': node, 'server.yaml': deployment(spec) }, ...codes)

describe('pods and the nodes of the files', () => {
  it('need a toleration for every taint of a node that they select', () => {
    const one = `
nodeSelector: { team/pool: inference }
tolerations: [{ key: nvidia.com/gpu, operator: Exists }]`
    expect(onNode(one)).toEqual(['error wiring/untolerated-taint "tolerations"'])
    const both = one.replace(']', ', { key: team/inference, value: "true", effect: NoSchedule }]')
    expect(onNode(both)).toEqual([])
    expect(onNode(both.replace('"true"', '"false"'))).toHaveLength(1)
    expect(onNode(both.replace('NoSchedule', 'NoExecute'))).toHaveLength(1)
    expect(
      onNode('nodeSelector: { team/pool: inference }\ntolerations: [{ operator: Exists }]'),
    ).toEqual([])
  })

  it('may run elsewhere when they select none of these nodes by a label of its own', () => {
    expect(onNode('nodeSelector: { kubernetes.io/os: linux }')).toEqual([])
    expect(onNode('{}'.replace('{}', 'priorityClassName: high'))).toEqual([])
  })

  it('are warned of a label that no node has, by selector and by affinity', () => {
    expect(onNode('nodeSelector: { team/pool: inferense }')).toEqual([
      'warning wiring/unmatched-node-selector "team/pool"',
    ])
    const affinity = (value: string) => `
affinity:
  nodeAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      nodeSelectorTerms:
        - matchExpressions: [{ key: team/pool, operator: In, values: [${value}] }]
tolerations: [{ operator: Exists }]`
    expect(onNode(affinity('training'))).toEqual([
      'warning wiring/unmatched-node-selector "team/pool"',
    ])
    expect(onNode(affinity('training, inference'))).toEqual([])
  })

  it('have no other nodes where the files are everything', () => {
    const files = [
      { name: 'node.yaml', text: node },
      { name: 'server.yaml', text: deployment('priorityClassName: high') },
    ]
    const found = audit({ files, isComplete: true }).diagnostics.map(({ code }) => code)
    expect(found).toContain('wiring/untolerated-taint')
  })

  it('are judged in Helm values too', () => {
    const values = `server:
  replicaCount: 1
  image: { repository: example.com/server, tag: "1" }
  nodeSelector: { team/pool: inference }
  tolerations: [{ key: nvidia.com/gpu, operator: Exists }]
`
    expect(findings({ 'node.yaml': node, 'values.yaml': values }, ...codes)).toEqual([
      'error wiring/untolerated-taint "tolerations"',
    ])
  })
})

describe('taints of nodes with GPUs', () => {
  const agent = `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent, namespace: agents }
spec:
  template:
    spec:
      tolerations: [{ key: team/inference, operator: Exists }]
      containers: [{ name: agent, image: example.com/agent:1 }]
`

  it('shut out the agents that nothing here makes tolerant', () => {
    const code = 'wiring/agents-shut-out'
    expect(findings({ 'node.yaml': node }, code)).toEqual([`warning ${code} "team/inference"`])
    expect(findings({ 'node.yaml': node, 'agent.yaml': agent }, code)).toEqual([])
    const values = 'daemonsets:\n  tolerations: [{ operator: Exists }]\n'
    expect(findings({ 'node.yaml': node, 'values.yaml': values }, code)).toEqual([])
  })
})

describe('labels that a program writes', () => {
  const labelled = (label: string, more = '') =>
    `apiVersion: v1\nkind: Node\nmetadata:\n  name: n\n${more}  labels:\n    ${label}\n`
  const code = 'wiring/label-of-a-program'

  it('are not for people to set', () => {
    expect(findings({ 'n.yaml': labelled('nvidia.com/gpu.count: "8"') }, code)).toEqual([
      `warning ${code} "nvidia.com/gpu.count"`,
    ])
    expect(findings({ 'n.yaml': labelled('nvidia.com/gpu.product: H100-80GB') }, code)).toEqual([
      `warning ${code} "H100-80GB"`,
    ])
    const samples = ['H100-SXM5-80GB', 'A100-SXM4-80GB'].flatMap((value) => {
      const text = labelled(`nvidia.com/gpu.product: ${value}`)
      const { diagnostics } = audit({ files: [{ name: 'n.yaml', text }] })
      return diagnostics.flatMap(({ params }) => ('writes' in params ? [params.writes] : []))
    })
    expect(samples).toEqual(['NVIDIA-H100-80GB-HBM3', 'NVIDIA-A100-SXM4-80GB'])
  })

  it('may be there when a cluster printed the node, and switches are for people', () => {
    const printed = labelled('nvidia.com/gpu.count: "8"', '  uid: 1-2\n')
    expect(findings({ 'n.yaml': printed }, code)).toEqual([])
    expect(findings({ 'n.yaml': labelled('nvidia.com/mig.config: all-1g.10gb') }, code)).toEqual([])
  })
})

describe('a node selector of a namespace', () => {
  const code = 'wiring/node-selector-annotation'
  const namespace = `apiVersion: v1
kind: Namespace
metadata:
  name: team
  annotations:
    scheduler.alpha.kubernetes.io/node-selector: team/pool=shared
`
  const cluster = (plugins: string) => `apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
apiServer:
  extraArgs:
    enable-admission-plugins: ${plugins}
`

  it('acts only with its admission plugin', () => {
    const place = '"scheduler.alpha.kubernetes.io/node-selector"'
    expect(findings({ 'ns.yaml': namespace }, code)).toEqual([`warning ${code} ${place}`])
    const withPlugin = {
      'ns.yaml': namespace,
      'c.yaml': cluster('NodeRestriction,PodNodeSelector'),
    }
    expect(findings(withPlugin, code)).toEqual([])
  })
})

describe('labels and taints that nobody here lists', () => {
  const code = 'wiring/unlike-placement'
  const pods = (...pools: readonly string[]) => ({
    'pods.yaml': pools
      .map(
        (pool, index) => `apiVersion: v1
kind: Pod
metadata: { name: p${index} }
spec:
  nodeSelector: { team/pool: ${pool} }
  containers: [{ name: a, image: example.com/a:1 }]
`,
      )
      .join('---\n'),
  })

  it('are written as the others write them', () => {
    expect(findings(pods('inference', 'inference', 'inferense'), code)).toEqual([
      `warning ${code} "inferense"`,
    ])
    expect(findings(pods('inference', 'inference', 'training'), code)).toEqual([])
    expect(findings(pods('gpu-west', 'gpu-west', 'gpu-east'), code)).toEqual([])
    expect(findings(pods('inference-1', 'inference-1', 'inference-2'), code)).toEqual([])
    expect(findings(pods('inference', 'inferense'), code)).toEqual([])
  })
})
