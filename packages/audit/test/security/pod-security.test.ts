import { describe, expect, it } from 'vitest'
import { findings } from '../findings.js'

const namespace = (level: string, name = 'team') => `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels: { pod-security.kubernetes.io/enforce: ${level} }
`

type Parts = { readonly pod?: string; readonly container?: string; readonly image?: string }

const pod = ({
  pod: spec = '',
  container = '',
  image = 'example.com/web:1',
}: Parts) => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec:
  ${spec}
  containers:
    - name: web
      image: ${image}
      ${container}
`

const strictPod =
  'securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }'
const strictContainer =
  'securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }'

describe('the Pod Security level of a namespace', () => {
  const code = 'security/pod-refused'
  const refused = (level: string, parts: Parts) =>
    findings({ 'ns.yaml': namespace(level), 'pod.yaml': pod(parts) }, code)

  it.each([
    ['hostNetwork: true', 'true'],
    ['hostPID: true', 'true'],
    ['volumes: [{ name: logs, hostPath: { path: /var/log } }]', '{ path: /var/log }'],
    ['securityContext: { seccompProfile: { type: Unconfined } }', 'Unconfined'],
    ['securityContext: { sysctls: [{ name: kernel.msgmax, value: "1" }] }', 'kernel.msgmax'],
    ['securityContext: { seLinuxOptions: { type: spc_t } }', 'spc_t'],
    ['securityContext: { appArmorProfile: { type: Unconfined } }', 'Unconfined'],
  ])('baseline forbids %s', (spec, words) => {
    expect(refused('baseline', { pod: spec })).toEqual([`error ${code} ${JSON.stringify(words)}`])
    expect(refused('privileged', { pod: spec })).toEqual([])
  })

  it.each([
    ['securityContext: { privileged: true }', 'true'],
    ['securityContext: { capabilities: { add: [SYS_ADMIN] } }', 'SYS_ADMIN'],
    ['securityContext: { procMount: Unmasked }', 'Unmasked'],
    ['ports: [{ containerPort: 80, hostPort: 80 }]', '80'],
  ])('baseline forbids containers with %s', (container, words) => {
    expect(refused('baseline', { container })).toEqual([`error ${code} ${JSON.stringify(words)}`])
  })

  it('baseline takes what asks for nothing special', () => {
    expect(refused('baseline', {})).toEqual([])
    expect(
      refused('baseline', {
        pod: 'securityContext: { sysctls: [{ name: net.ipv4.tcp_syncookies, value: "1" }] }',
        container: 'securityContext: { capabilities: { add: [CHOWN] } }',
      }),
    ).toEqual([])
  })

  it('restricted wants four things said, for the pod or for each container', () => {
    expect(refused('restricted', {})).toEqual([`error ${code} "web"`])
    expect(refused('restricted', { pod: strictPod, container: strictContainer })).toEqual([])
    expect(refused('restricted', { pod: strictPod })).toHaveLength(1)
    expect(refused('restricted', { container: strictContainer })).toHaveLength(1)
    const asRoot = strictPod.replace('runAsNonRoot: true', 'runAsNonRoot: true, runAsUser: 0')
    expect(refused('restricted', { pod: asRoot, container: strictContainer })).toHaveLength(1)
    const nfs = `${strictPod}\n  volumes: [{ name: data, nfs: { server: a, path: / } }]`
    expect(refused('restricted', { pod: nfs, container: strictContainer })).toHaveLength(1)
    const windows = `os: { name: windows }\n  securityContext: { runAsNonRoot: true }`
    expect(refused('restricted', { pod: windows })).toEqual([])
  })

  it('is in doubt where layers of files change it', () => {
    const bare = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: team }\n'
    const files = { 'base/ns.yaml': bare, 'strict/ns.yaml': namespace('restricted') }
    expect(findings({ ...files, 'pod.yaml': pod({}) }, code)).toEqual([`warning ${code} "web"`])
  })

  it('says nothing about patches and about namespaces that are not here', () => {
    const patch = pod({}).replace('      image: example.com/web:1\n', '')
    expect(findings({ 'ns.yaml': namespace('restricted'), 'p.yaml': patch }, code)).toEqual([])
    expect(findings({ 'p.yaml': pod({}) }, code)).toEqual([])
  })
})

describe('images', () => {
  const code = 'security/image-runs-as-root'

  it('that start as root need a user where root is forbidden', () => {
    const parts = { pod: 'securityContext: { runAsNonRoot: true }', image: 'redis:7.2' }
    expect(findings({ 'p.yaml': pod(parts) }, code)).toEqual([`error ${code} "true"`])
    const user = { ...parts, pod: 'securityContext: { runAsNonRoot: true, runAsUser: 999 }' }
    expect(findings({ 'p.yaml': pod(user) }, code)).toEqual([])
    expect(findings({ 'p.yaml': pod({ ...parts, image: 'example.com/redis:7.2' }) }, code)).toEqual(
      [`error ${code} "true"`],
    )
    expect(findings({ 'p.yaml': pod({ ...parts, image: 'vendor/other:1' }) }, code)).toEqual([])
  })
})

describe('a workload that only an autoscaler names', () => {
  const autoscaler = (name: string) => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: it, namespace: team }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${name} }
  maxReplicas: 4
`

  it('cannot pass restricted when its image starts as root', () => {
    const code = 'security/named-workload-refused'
    const files = { 'ns.yaml': namespace('restricted'), 'h.yaml': autoscaler('dify-api') }
    expect(findings(files, code)).toEqual([`warning ${code} "team"`])
    expect(findings({ ...files, 'ns.yaml': namespace('baseline') }, code)).toEqual([])
    expect(findings({ ...files, 'h.yaml': autoscaler('dify-web') }, code)).toEqual([])
    expect(findings({ ...files, 'h.yaml': autoscaler('redis-exporter') }, code)).toEqual([])
  })
})

describe('namespaces and privileged containers', () => {
  it('are told of a level that only others have', () => {
    const code = 'security/no-level'
    const bare = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: other }\n'
    const files = { 'a.yaml': namespace('baseline'), 'b.yaml': bare }
    expect(findings(files, code)).toEqual([`warning ${code} "other"`])
    expect(findings({ 'b.yaml': bare }, code)).toEqual([])
    expect(findings({ 'a/a.yaml': namespace('baseline'), 'b/b.yaml': bare }, code)).toEqual([])
    const system = { ...files, 'b.yaml': bare.replace('other', 'kube-system') }
    expect(findings(system, code)).toEqual([])
  })

  it('are named where they run', () => {
    const code = 'security/privileged-container'
    const privileged = pod({ container: 'securityContext: { privileged: true }' })
    expect(findings({ 'p.yaml': privileged }, code)).toEqual([`info ${code} "true"`])
    const compose = 'services:\n  web: { image: a/b:1, privileged: true }\n'
    expect(findings({ 'compose.yaml': compose }, code)).toEqual([`info ${code} "true"`])
    expect(findings({ 'p.yaml': pod({}) }, code)).toEqual([])
  })
})
