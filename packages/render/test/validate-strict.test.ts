// Proves that the strict validation can fail: every kind has a right object and wrong neighbours of it.

import assert from 'node:assert/strict'
import { describe, expect, test } from 'vitest'
import { kindNames } from './schemas/definitions.js'
import { isFields } from './schemas/place.js'
import { type Sample, samples } from './schemas/samples.js'
import { validateStrict } from './validate-strict.js'

/** A copy with another value at the pointer; `undefined` leaves the field out. */
function change(object: unknown, pointer: string, value: unknown): unknown {
  const [, ...path] = pointer.split('/').map((key) => key.replaceAll('~1', '/'))
  return changeAt(object, path, value)
}

function changeAt(object: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  if (Array.isArray(object)) {
    const items: readonly unknown[] = object
    const changed = changeAt(items[Number(key)], rest, value)
    return Number(key) === items.length
      ? [...items, changed]
      : items.map((item, index) => (index === Number(key) ? changed : item))
  }
  const fields = isFields(object) ? object : {}
  return { ...fields, [key]: changeAt(fields[key], rest, value) }
}

function withoutUndefined(object: unknown): unknown {
  return JSON.parse(JSON.stringify(object))
}

function sampleOf(kind: string): Sample {
  const sample = samples[kind]
  assert(sample !== undefined, `no sample of ${kind}`)
  return sample
}

function faultsAfter(kind: string, pointer: string, value: unknown): readonly string[] {
  return validateStrict(withoutUndefined(change(sampleOf(kind).object, pointer, value)))
}

test('every kind that has a schema has a sample, and no other', () => {
  expect(Object.keys(samples).toSorted()).toEqual(kindNames)
})

describe.each(kindNames)('%s', (kind) => {
  const { object, closed, wrong, missing } = sampleOf(kind)

  test('accepts the right object', () => {
    expect(validateStrict(object)).toEqual([])
  })

  test('refuses an unknown field', () => {
    const faults = faultsAfter(kind, `${closed}/unheardOf`, 'x')
    expect(faults.join('\n')).toContain(` at ${closed}/unheardOf: unknown field "unheardOf"`)
  })

  test('refuses a wrong type', () => {
    const [pointer, value] = wrong
    expect(faultsAfter(kind, pointer, value).join('\n')).toContain(` at ${pointer}: must `)
  })

  test('refuses a missing field', () => {
    expect(faultsAfter(kind, missing, undefined).join('\n')).toContain(` at ${missing}: `)
  })

  test('refuses a status, which only the cluster writes', () => {
    expect(faultsAfter(kind, '/status', {}).join('\n')).toContain('unknown field "status"')
  })
})

test('an unknown kind, an old version and no object at all are faults', () => {
  const web = { apiVersion: 'v1', kind: 'Web', metadata: { name: 'web' } }
  expect(validateStrict(web)).toEqual(['Web/web at /: no schema is known for v1/Web'])
  expect(validateStrict({ apiVersion: 'extensions/v1beta1', kind: 'Ingress' })).toHaveLength(1)
  expect(validateStrict(undefined)).toHaveLength(1)
  expect(validateStrict([])).toHaveLength(1)
})

type Case = readonly [kind: string, pointer: string, value: unknown, words: string]

const deployment = 'apps/v1/Deployment'
const deploymentPod = '/spec/template/spec'
const deploymentContainer = `${deploymentPod}/containers/0`
const autoscaler = 'autoscaling/v2/HorizontalPodAutoscaler'
const service = 'v1/Service'
const policy = 'networking.k8s.io/v1/NetworkPolicy'
const cronJob = 'batch/v1/CronJob'
const ingress = 'networking.k8s.io/v1/Ingress'
const ingressPath = '/spec/rules/0/http/paths/0'

const names: readonly Case[] = [
  ['v1/ConfigMap', '/metadata/name', 'tenant-{tenant_id}', 'is no dns-1123-subdomain'],
  ['v1/ConfigMap', '/metadata/name', 'Web', 'is no dns-1123-subdomain'],
  ['v1/ConfigMap', '/metadata/name', 'a'.repeat(254), 'is no dns-1123-subdomain'],
  [service, '/metadata/name', 'web.api', 'is no dns-1035-label'],
  [service, '/metadata/name', '1web', 'is no dns-1035-label'],
  [service, '/metadata/name', 'a'.repeat(64), 'is no dns-1035-label'],
  ['v1/Namespace', '/metadata/name', 'llm.flow', 'is no dns-1123-label'],
  [cronJob, '/metadata/name', 'a'.repeat(53), 'is longer than 52 characters'],
  ['batch/v1/Job', '/metadata/name', 'a'.repeat(64), 'is longer than 63 characters'],
  ['apps/v1/StatefulSet', '/metadata/name', 'a'.repeat(53), 'is longer than 52 characters'],
  ['keda.sh/v1alpha1/ScaledObject', '/metadata/name', 'a'.repeat(55), 'keda-hpa-'],
  ['rbac.authorization.k8s.io/v1/ClusterRole', '/metadata/name', 'a/b', 'is no path-segment'],
  ['v1/PersistentVolume', '/metadata/namespace', 'web', 'the kind has no namespace'],
  ['v1/ConfigMap', '/metadata/namespace', 'Web', 'dns-1123-label'],
  ['v1/ConfigMap', '/data/a b', 'x', 'the key "a b" must match format "configuration-key"'],
  ['v1/ConfigMap', '/binaryData', { 'web.conf': 'AAAA' }, 'data has the same key'],
  ['v1/ConfigMap', '/data/large', 'x'.repeat(1_048_577), 'bytes'],
  ['scheduling.k8s.io/v1/PriorityClass', '/metadata/name', 'system-web', 'are reserved'],
]

const labelled: readonly Case[] = [
  [deployment, '/metadata/labels/app web', 'x', 'the key "app web" must match format "label-key"'],
  [deployment, '/metadata/labels/a~1b~1c', 'x', 'the key "a/b/c" must match format "label-key"'],
  [deployment, '/metadata/labels/app', 'v 1', 'must match format "label-value"'],
  [deployment, '/metadata/labels/app', 'a'.repeat(64), 'must match format "label-value"'],
  [deployment, '/metadata/labels/app', true, 'must be string, not true'],
  [deployment, '/metadata/annotations/a~1b~1c', 'x', 'must match format "qualified-name"'],
  [deployment, `${deploymentPod}/nodeSelector/gpu`, 'yes, please', '"label-value"'],
  [deployment, '/spec/selector/matchLabels/app', 'web', 'does not match the labels'],
  [deployment, '/spec/selector/matchExpressions/0/values/0', 'api', 'does not match the labels'],
  [deployment, '/spec/selector', {}, 'the selector is empty'],
  [deployment, '/spec/template/metadata/labels', {}, 'does not match the labels'],
  ['apps/v1/DaemonSet', '/spec/selector/matchLabels/app', 'web', 'does not match the labels'],
  ['apps/v1/StatefulSet', '/spec/selector/matchLabels/app', 'web', 'does not match the labels'],
  ['batch/v1/Job', '/spec/selector', { matchLabels: { app: 'x' } }, 'does not match the labels'],
]

const pods: readonly Case[] = [
  [deployment, `${deploymentContainer}/volumeMounts/0/name`, 'dat', 'no volume is called "dat"'],
  ['apps/v1/StatefulSet', '/spec/volumeClaimTemplates', [], 'no volume is called "data"'],
  [deployment, `${deploymentPod}/volumes/1/name`, 'data', 'repeats name "data"'],
  [deployment, `${deploymentPod}/volumes/0/hostPath`, { path: '/' }, 'one source, not 2'],
  [deployment, `${deploymentPod}/volumes/0/emptyDir`, undefined, 'one source, not 0'],
  [deployment, `${deploymentContainer}/volumeMounts/1/mountPath`, '/data', 'repeats mountPath'],
  [deployment, `${deploymentContainer}/volumeMounts/1/subPath`, '../x', '"relative-path"'],
  [deployment, `${deploymentContainer}/env/1/name`, 'LOG_LEVEL', 'repeats name "LOG_LEVEL"'],
  [deployment, `${deploymentContainer}/env/0/name`, '1 LEVEL', '"environment-name"'],
  [deployment, `${deploymentContainer}/env/1/value`, 'x', 'exclude each other'],
  [deployment, `${deploymentContainer}/env/1/valueFrom`, {}, 'a variable has one source'],
  [deployment, `${deploymentContainer}/ports/1/containerPort`, 8080, 'repeats containerPort'],
  [deployment, `${deploymentContainer}/ports/1/name`, 'http', 'port name "http" is used twice'],
  [deployment, `${deploymentContainer}/ports/0/name`, 'a-name-of-16-let', '"port-name"'],
  [deployment, `${deploymentContainer}/ports/0/name`, 'HTTP', '"port-name"'],
  [deployment, `${deploymentContainer}/ports/0/containerPort`, 0, 'must be >= 1'],
  [deployment, `${deploymentContainer}/ports/0/containerPort`, 65_536, 'must be <= 65535'],
  [deployment, `${deploymentContainer}/ports/0/protocol`, 'tcp', '["TCP","UDP","SCTP"], not "tcp"'],
  [deployment, `${deploymentContainer}/readinessProbe/httpGet/port`, 'web', 'no port "web"'],
  [deployment, `${deploymentContainer}/readinessProbe/exec`, { command: ['x'] }, 'one handler'],
  [deployment, `${deploymentContainer}/livenessProbe/periodSeconds`, 0, 'must be >= 1'],
  [deployment, `${deploymentContainer}/imagePullPolicy`, 'Sometimes', 'must be equal to one of'],
  [deployment, `${deploymentContainer}/image`, 'web: 1.2', 'must match pattern'],
  [deployment, `${deploymentContainer}/name`, 'Web', '"dns-1123-label"'],
  [deployment, `${deploymentPod}/initContainers/0/name`, 'web', '"web" is used twice'],
  [deployment, `${deploymentPod}/containers`, [], 'must NOT have fewer than 1'],
  [deployment, `${deploymentPod}/restartPolicy`, 'Never', 'its pods always restart'],
  [deployment, `${deploymentPod}/tolerations/0/value`, 'x', 'Exists takes no value'],
  [deployment, `${deploymentPod}/tolerations/1/effect`, 'NoSchedule', 'needs the effect NoExecute'],
  [deployment, `${deploymentPod}/tolerations/1/key`, undefined, 'no key needs Exists'],
  [deployment, `${deploymentPod}/tolerations/1/value`, 'a b', '"label-value"'],
  [deployment, deploymentPod, undefined, 'required field "spec" is missing'],
  [deployment, `${deploymentContainer}/image`, undefined, 'required field "image" is missing'],
  [deployment, `${deploymentContainer}/env/1/valueFrom/secretKeyRef/name`, undefined, 'is missing'],
  [deployment, `${deploymentContainer}/env/2/valueFrom/fieldRef/fieldPath`, 'spec.x', 'pattern'],
  ['batch/v1/Job', '/spec/template/spec/restartPolicy', undefined, 'OnFailure or Never'],
  [
    'v1/Pod',
    '/spec',
    {
      hostNetwork: true,
      containers: [{ name: 'a', image: 'b', ports: [{ containerPort: 80, hostPort: 8080 }] }],
    },
    'on the host network both ports are the same',
  ],
]

const resources = `${deploymentContainer}/resources`
const quantities: readonly Case[] = [
  [deployment, `${resources}/requests/memory`, '1GiB', 'must match format "quantity"'],
  [deployment, `${resources}/requests/memory`, '1 Gi', 'must match format "quantity"'],
  [deployment, `${resources}/requests/memory`, '2Gi', 'the request is above the limit'],
  [deployment, `${resources}/requests/cpu`, '1001m', 'the request is above the limit'],
  [deployment, `${resources}/requests/cpu`, -1, 'a request is not negative'],
  [deployment, `${resources}/requests/gpu`, '1', 'must match format "container-resource"'],
  [deployment, `${resources}/limits/nvidia.com~1gpu`, '2', 'nvidia.com/gpu needs an equal limit'],
  [deployment, `${deploymentPod}/volumes/0/emptyDir/sizeLimit`, 'big', '"quantity"'],
  ['v1/PersistentVolumeClaim', '/spec/resources/requests', {}, 'a claim needs it'],
  ['v1/PersistentVolumeClaim', '/spec/accessModes', undefined, 'a claim needs it'],
  ['v1/PersistentVolumeClaim', '/spec/resources/requests/storage', 0, 'the size is above 0'],
  ['v1/PersistentVolumeClaim', '/spec/storageClassName', 'Fast', 'must match pattern'],
  ['v1/ResourceQuota', '/spec/hard/pods', '-1', 'must match format "amount"'],
  ['v1/PersistentVolume', '/spec/nfs/path', 'models', 'must match pattern'],
  ['v1/PersistentVolume', '/spec/capacity', {}, 'capacity.storage is missing'],
  ['v1/PersistentVolume', '/spec/accessModes', undefined, 'accessModes is missing'],
  ['v1/PersistentVolume', '/spec/hostPath', { path: '/x' }, 'one source, not 2'],
  ['v1/PersistentVolume', '/spec/nfs', undefined, 'one source, not 0'],
  ['v1/PersistentVolume', '/spec/local', { path: '/x' }, 'nodeAffinity.required'],
]

const bounds: readonly Case[] = [
  [deployment, '/spec/replicas', -1, 'must be >= 0'],
  [deployment, '/spec/replicas', 2 ** 31, 'must match format "int32"'],
  [deployment, '/spec/strategy/rollingUpdate/maxSurge', '10', 'must match pattern'],
  [deployment, '/spec/strategy/rollingUpdate/maxSurge', '0%', 'not 0 when maxSurge is 0'],
  ['apps/v1/DaemonSet', '/spec/updateStrategy/rollingUpdate/maxUnavailable', 0, 'not 0 when'],
  [autoscaler, '/spec/behavior/scaleDown/policies', [], 'must NOT have fewer than 1'],
  [autoscaler, '/spec/minReplicas', 9, '9 is above /spec/maxReplicas'],
  [autoscaler, '/spec/minReplicas', 0, 'must be >= 1'],
  [autoscaler, '/spec/metrics/0/type', 'Pods', 'has only the source pods'],
  [autoscaler, '/spec/metrics/0/resource/target/type', 'AverageValue', 'needs averageValue'],
  ['keda.sh/v1alpha1/ScaledObject', '/spec/minReplicaCount', 9, '9 is above'],
  ['keda.sh/v1alpha1/ScaledObject', '/spec/minReplicaCount', -1, 'must be >= 0'],
  ['policy/v1/PodDisruptionBudget', '/spec/minAvailable', 1, 'exclude each other'],
  ['policy/v1/PodDisruptionBudget', '/spec/maxUnavailable', undefined, 'is needed'],
]

const schedules: readonly Case[] = [
  '0 3 * *',
  '60 3 * * *',
  '0 24 * * *',
  '0 3 * * 7',
  '0 3 32 * *',
  '5-1 3 * * *',
  '*/0 * * * *',
  '@nightly',
  'TZ=Asia/Seoul 0 3 * * *',
].map((schedule): Case => [cronJob, '/spec/schedule', schedule, 'must match format "schedule"'])

const networks: readonly Case[] = [
  [service, '/spec/ports/1/name', 'http', 'a port name is repeated'],
  [service, '/spec/ports/1/name', undefined, 'each of several ports has a name'],
  [service, '/spec/ports/1/port', 80, 'repeats port and protocol "80 TCP"'],
  [service, '/spec/ports/0/port', 70_000, 'must be <= 65535'],
  [service, '/spec/ports/0/targetPort', 'Http', 'must match format "port-name"'],
  [service, '/spec/ports/0/nodePort', 30_080, 'needs the type NodePort'],
  [service, '/spec/ports', [], 'a service has a port'],
  [service, '/spec/type', 'ExternalName', 'externalName is missing'],
  [service, '/spec/type', 'ClusterIp', 'must be equal to one of'],
  [policy, '/spec/egress/0/to/0/ipBlock/cidr', '10.0.0.0/33', '"cidr"'],
  [policy, '/spec/egress/0/to/0/ipBlock/cidr', '10.0.0.0', '"cidr"'],
  [policy, '/spec/egress/0/to/0/ipBlock/cidr', '10.0.0/8', '"cidr"'],
  [policy, '/spec/egress/0/to/0/ipBlock/except/0', '11.0.0.0/16', 'not within 10.0.0.0/8'],
  [policy, '/spec/egress/0/to/0/ipBlock/except/0', '10.0.0.0/8', 'not within 10.0.0.0/8'],
  [policy, '/spec/egress/0/to/0/podSelector', {}, 'ipBlock stands alone'],
  [policy, '/spec/ingress/0/from/0', {}, 'the peer is empty'],
  [policy, '/spec/ingress/0/ports/0/endPort', 7999, '8000 is above'],
  [policy, '/spec/egress/0/ports/0/endPort', 99, 'endPort needs a numeric port'],
  [ingress, `${ingressPath}/backend/service/port/name`, 'http', 'exclude each other'],
  [ingress, `${ingressPath}/backend`, {}, 'one of service, resource is needed'],
  [ingress, `${ingressPath}/path`, 'api', 'must match pattern'],
  [ingress, `${ingressPath}/pathType`, 'prefix', 'must be equal to one of'],
  [ingress, '/spec/rules/0/host', 'web.example.com:8443', 'must match format "host-name"'],
  [ingress, '/spec/rules', [], 'it leads nowhere'],
  [ingress, '/spec/rules/0/http/paths', [], 'must NOT have fewer than 1'],
  ['networking.k8s.io/v1/IngressClass', '/spec/controller', 'apisix', 'must match pattern'],
  ['v1/Endpoints', '/subsets/0/addresses', [], 'it has no address'],
  ['v1/Endpoints', '/subsets/0/addresses/0/ip', 'db-1', '"ip-address"'],
  ['discovery.k8s.io/v1/EndpointSlice', '/endpoints/0/addresses/0', 'db-1', 'is no IPv4'],
  ['discovery.k8s.io/v1/EndpointSlice', '/endpoints/0/addresses/0', '::1', 'is no IPv4'],
  ['discovery.k8s.io/v1/EndpointSlice', '/addressType', 'IPv5', 'must be equal to one of'],
]

const others: readonly Case[] = [
  [
    'rbac.authorization.k8s.io/v1/ClusterRoleBinding',
    '/subjects/0/namespace',
    undefined,
    'namespace is missing',
  ],
  ['rbac.authorization.k8s.io/v1/RoleBinding', '/subjects/1/apiGroup', 'v1', '"v1" is wrong'],
  ['rbac.authorization.k8s.io/v1/RoleBinding', '/roleRef/kind', 'role', 'must be equal to one of'],
  ['rbac.authorization.k8s.io/v1/RoleBinding', '/subjects/0/name', 'Web', 'dns-1123-subdomain'],
  ['rbac.authorization.k8s.io/v1/Role', '/rules/0/resources', [], 'a rule names resources'],
  ['rbac.authorization.k8s.io/v1/Role', '/rules/0/apiGroups', undefined, 'names the groups'],
  ['storage.k8s.io/v1/StorageClass', '/provisioner', 'a b', '"qualified-name"'],
  ['storage.k8s.io/v1/StorageClass', '/reclaimPolicy', 'Recycle', 'must be equal to one of'],
  [
    'monitoring.coreos.com/v1/PrometheusRule',
    '/spec/groups/0/partial_response_strategy',
    'stop',
    'must match pattern',
  ],
  [
    'monitoring.coreos.com/v1/PrometheusRule',
    '/spec/groups/1',
    { name: 'web' },
    'repeats name "web"',
  ],
  [
    'monitoring.coreos.com/v1alpha1/ScrapeConfig',
    '/spec',
    { basicAuth: {}, authorization: {} },
    'exclude each other',
  ],
  ['cert-manager.io/v1/Certificate', '/spec/usages', ['magic'], 'must be equal to one of'],
]

describe.each([
  ['names', names],
  ['labels', labelled],
  ['pods', pods],
  ['quantities', quantities],
  ['bounds', bounds],
  ['schedules', schedules],
  ['networks', networks],
  ['other fields', others],
] as const)('refuses wrong %s', (_title, cases) => {
  test.each(cases)('%s at %s: %j', (kind, pointer, value, words) => {
    expect(faultsAfter(kind, pointer, value).join('\n')).toContain(words)
  })
})

const right: readonly (readonly [string, string, unknown])[] = [
  [cronJob, '/spec/schedule', '*/5,30 0-6/2 ? JAN-MAR,12 sun,MON-FRI'],
  [cronJob, '/spec/schedule', '@every 1h30m'],
  [cronJob, '/spec/schedule', '@daily'],
  [deployment, `${resources}/requests/memory`, '1e9'],
  [deployment, `${resources}/requests/memory`, 1_000_000],
  [deployment, `${resources}/requests/memory`, '.5G'],
  [deployment, '/spec/replicas', 0],
  [deployment, '/metadata/labels/empty', ''],
  [deployment, '/metadata/annotations/Example.com~1Key', 'any text: {{ at all }}'],
  [policy, '/spec/egress/0/to/0/ipBlock', { cidr: 'fd00::/8', except: ['fd00:1::/32'] }],
  [service, '/spec/clusterIP', 'None'],
  ['rbac.authorization.k8s.io/v1/RoleBinding', '/subjects/0/namespace', undefined],
  ['monitoring.coreos.com/v1/PrometheusRule', '/spec/groups/0/rules/0/expr', 1],
]

test.each(right)('accepts %s at %s: %j', (kind, pointer, value) => {
  expect(faultsAfter(kind, pointer, value)).toEqual([])
})
