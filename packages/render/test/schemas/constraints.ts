// What the API server checks of single values in Go code: laid over the OpenAPI, definition by definition.

import { type TextFormat } from './formats.js'

/** Part of a schema that is merged into the one of a property. */
type Constraint = {
  readonly format?: TextFormat
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly items?: Constraint
  readonly propertyNames?: Constraint
  readonly additionalProperties?: Constraint
}

type Constraints = { readonly [property: string]: Constraint }

const port = { minimum: 1, maximum: 65_535 }
const portOrName = { ...port, format: 'port-name' } as const
const count = { minimum: 0 }
const positive = { minimum: 1 }
const some = { minItems: 1 }
const text = { minLength: 1 }
const amount = { minimum: 0, format: 'amount' } as const
const amounts = { additionalProperties: amount }
const absolutePath = { pattern: '^/' }
/** Empty means no class at all, and not the default one. */
const storageClass = { pattern: '^([a-z0-9]([-a-z0-9.]*[a-z0-9])?)?$', maxLength: 253 }
const fieldPath = [
  "metadata\\.(name|namespace|uid|(labels|annotations)(\\['.+'\\])?)",
  'spec\\.(nodeName|serviceAccountName)',
  'status\\.(hostIPs?|podIPs?)',
].join('|')
const fileMode = { minimum: 0, maximum: 0o777 }
const amountOrPercent = { minimum: 0, pattern: '^[0-9]+%$' }
const label = { format: 'dns-1123-label' } as const
const subdomain = { format: 'dns-1123-subdomain' } as const
const labelKey = { format: 'label-key' } as const
const configurationKey = { format: 'configuration-key' } as const
const configurationKeys = { propertyNames: configurationKey }
const address = { format: 'ip-address' } as const
const hostName = { format: 'host-name' } as const
const resources = { ...amounts, propertyNames: { format: 'container-resource' } } as const
const labels = {
  propertyNames: labelKey,
  additionalProperties: { format: 'label-value' },
} as const

const container = {
  name: label,
  image: { minLength: 1, pattern: '^\\S+$' },
  restartPolicy: { enum: ['Always'] },
}

const core = {
  ConfigMap: { data: configurationKeys, binaryData: configurationKeys },
  ConfigMapEnvSource: { name: subdomain },
  ConfigMapKeySelector: { name: subdomain, key: configurationKey },
  ConfigMapVolumeSource: { name: subdomain, defaultMode: fileMode },
  Container: container,
  ContainerPort: { containerPort: port, hostPort: port, name: { format: 'port-name' } },
  DownwardAPIVolumeSource: { defaultMode: fileMode },
  EndpointAddress: { ip: address },
  EndpointPort: { port, name: label },
  EmptyDirVolumeSource: { sizeLimit: amount },
  EnvVar: { name: { format: 'environment-name' } },
  EphemeralContainer: container,
  GRPCAction: { port },
  HTTPGetAction: { port: portOrName },
  HostAlias: { ip: address, hostnames: { items: subdomain } },
  KeyToPath: { key: configurationKey, path: { format: 'relative-path' }, mode: fileMode },
  LimitRangeItem: { type: { enum: ['Container', 'PersistentVolumeClaim', 'Pod'] } },
  LocalObjectReference: { name: subdomain },
  NodeSelectorRequirement: { key: labelKey },
  NFSVolumeSource: { path: absolutePath, server: text },
  ObjectFieldSelector: { fieldPath: { pattern: `^(${fieldPath})$` } },
  PersistentVolumeClaimSpec: {
    accessModes: some,
    storageClassName: storageClass,
    volumeName: subdomain,
  },
  PersistentVolumeClaimVolumeSource: { claimName: subdomain },
  PersistentVolumeSpec: { accessModes: some, capacity: amounts, storageClassName: storageClass },
  PodAffinityTerm: { topologyKey: labelKey },
  PodSpec: {
    activeDeadlineSeconds: positive,
    containers: some,
    hostname: label,
    nodeSelector: labels,
    priorityClassName: subdomain,
    serviceAccountName: subdomain,
    subdomain: label,
    terminationGracePeriodSeconds: count,
  },
  Probe: {
    failureThreshold: positive,
    initialDelaySeconds: count,
    periodSeconds: positive,
    successThreshold: positive,
    timeoutSeconds: positive,
  },
  ProjectedVolumeSource: { defaultMode: fileMode },
  ResourceQuotaSpec: { hard: amounts },
  ResourceRequirements: { limits: resources, requests: resources },
  Secret: { data: configurationKeys, stringData: configurationKeys },
  SecretEnvSource: { name: subdomain },
  SecretKeySelector: { name: subdomain, key: configurationKey },
  SecretVolumeSource: { secretName: subdomain, defaultMode: fileMode },
  ServicePort: {
    name: label,
    // The API server's default range for node ports.
    nodePort: { minimum: 30_000, maximum: 32_767 },
    port,
    targetPort: portOrName,
  },
  ServiceSpec: { externalName: subdomain, selector: labels },
  TCPSocketAction: { port: portOrName },
  Toleration: { key: labelKey, value: { format: 'label-value' } },
  TopologySpreadConstraint: { maxSkew: positive, topologyKey: labelKey },
  Volume: { name: label },
  VolumeResourceRequirements: { limits: amounts, requests: amounts },
  VolumeMount: {
    mountPath: { pattern: '^[^:]+$' },
    subPath: { format: 'relative-path' },
  },
} as const

const apps = {
  DaemonSetSpec: { minReadySeconds: count, revisionHistoryLimit: count },
  DeploymentSpec: {
    minReadySeconds: count,
    progressDeadlineSeconds: count,
    replicas: count,
    revisionHistoryLimit: count,
  },
  RollingUpdateDaemonSet: { maxSurge: amountOrPercent, maxUnavailable: amountOrPercent },
  RollingUpdateDeployment: { maxSurge: amountOrPercent, maxUnavailable: amountOrPercent },
  StatefulSetSpec: { minReadySeconds: count, replicas: count, revisionHistoryLimit: count },
} as const

const autoscaling = {
  CrossVersionObjectReference: { kind: text, name: text },
  HPAScalingPolicy: {
    periodSeconds: { minimum: 1, maximum: 1_800 },
    type: { enum: ['Percent', 'Pods'] },
    value: positive,
  },
  HPAScalingRules: {
    policies: some,
    selectPolicy: { enum: ['Disabled', 'Max', 'Min'] },
    stabilizationWindowSeconds: { minimum: 0, maximum: 3_600 },
  },
  HorizontalPodAutoscalerSpec: { maxReplicas: positive, minReplicas: positive },
  MetricSpec: { type: { enum: ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'] } },
  ResourceMetricSource: { name: text },
  MetricTarget: {
    averageUtilization: positive,
    type: { enum: ['AverageValue', 'Utilization', 'Value'] },
  },
} as const

const batch = {
  CronJobSpec: {
    failedJobsHistoryLimit: count,
    schedule: { format: 'schedule' },
    startingDeadlineSeconds: count,
    successfulJobsHistoryLimit: count,
    timeZone: { format: 'time-zone' },
  },
  JobSpec: {
    activeDeadlineSeconds: count,
    backoffLimit: count,
    completions: count,
    parallelism: count,
    ttlSecondsAfterFinished: count,
  },
} as const

const networking = {
  HTTPIngressPath: { path: absolutePath },
  HTTPIngressRuleValue: { paths: some },
  IPBlock: { cidr: { format: 'cidr' }, except: { items: { format: 'cidr' } } },
  IngressClassSpec: { controller: { pattern: '^[a-z0-9.-]+/\\S+$', maxLength: 250 } },
  IngressRule: { host: hostName },
  IngressServiceBackend: { name: { format: 'dns-1035-label' } },
  IngressSpec: { ingressClassName: subdomain },
  IngressTLS: { hosts: { items: hostName }, secretName: subdomain },
  NetworkPolicyPort: { endPort: port, port: portOrName },
  ServiceBackendPort: { name: { format: 'port-name' }, number: port },
} as const

const roles = {
  PolicyRule: { verbs: some },
  RoleRef: {
    apiGroup: { enum: ['rbac.authorization.k8s.io'] },
    kind: { enum: ['ClusterRole', 'Role'] },
    name: { format: 'path-segment' },
  },
  Subject: { kind: { enum: ['Group', 'ServiceAccount', 'User'] }, name: text },
} as const

const metadata = {
  LabelSelector: { matchLabels: labels },
  LabelSelectorRequirement: {
    key: labelKey,
    operator: { enum: ['DoesNotExist', 'Exists', 'In', 'NotIn'] },
    values: { items: { format: 'label-value' } },
  },
  ObjectMeta: {
    annotations: { propertyNames: { format: 'qualified-name' } },
    labels,
    namespace: label,
  },
} as const

function inGroup(
  group: string,
  definitions: Readonly<Record<string, Constraints>>,
): [string, Constraints][] {
  return Object.entries(definitions).map(([name, properties]) => [`${group}.${name}`, properties])
}

/** By definition and property. Each must exist, so that no line outlives what it constrains. */
export const constraints: ReadonlyMap<string, Constraints> = new Map([
  ...inGroup('io.k8s.api.apps.v1', apps),
  ...inGroup('io.k8s.api.autoscaling.v2', autoscaling),
  ...inGroup('io.k8s.api.batch.v1', batch),
  ...inGroup('io.k8s.api.core.v1', core),
  ...inGroup('io.k8s.api.discovery.v1', {
    Endpoint: { addresses: some },
    EndpointPort: { name: label, port },
  }),
  ...inGroup('io.k8s.api.networking.v1', networking),
  ...inGroup('io.k8s.api.policy.v1', {
    PodDisruptionBudgetSpec: { maxUnavailable: amountOrPercent, minAvailable: amountOrPercent },
  }),
  ...inGroup('io.k8s.api.rbac.v1', roles),
  ...inGroup('io.k8s.api.scheduling.v1', {
    PriorityClass: {
      preemptionPolicy: { enum: ['Never', 'PreemptLowerPriority'] },
      value: { maximum: 1_000_000_000 },
    },
  }),
  ...inGroup('io.k8s.api.storage.v1', {
    StorageClass: {
      provisioner: { format: 'qualified-name' },
      reclaimPolicy: { enum: ['Delete', 'Retain'] },
    },
  }),
  ...inGroup('io.k8s.apimachinery.pkg.apis.meta.v1', metadata),
])

/** Fields that the OpenAPI calls optional and the server insists on. */
export const requiredFields: ReadonlyMap<string, readonly string[]> = new Map([
  ...['DaemonSet', 'Deployment', 'StatefulSet'].map(specOf('apps.v1')),
  ...['HorizontalPodAutoscaler'].map(specOf('autoscaling.v2')),
  ...['CronJob', 'Job', 'JobTemplateSpec'].map(specOf('batch.v1')),
  ...[
    'LimitRange',
    'PersistentVolume',
    'PersistentVolumeClaim',
    'Pod',
    'PodTemplateSpec',
    'ResourceQuota',
    'Service',
  ].map(specOf('core.v1')),
  ...['Ingress', 'IngressClass', 'NetworkPolicy'].map(specOf('networking.v1')),
  ...['PodDisruptionBudget'].map(specOf('policy.v1')),
  ...[
    'ConfigMapEnvSource',
    'ConfigMapKeySelector',
    'ConfigMapProjection',
    'ConfigMapVolumeSource',
    'LocalObjectReference',
    'SecretEnvSource',
    'SecretKeySelector',
    'SecretProjection',
  ].map((name): [string, string[]] => [`io.k8s.api.core.v1.${name}`, ['name']]),
  ['io.k8s.api.core.v1.Container', ['image']],
  ['io.k8s.api.core.v1.EphemeralContainer', ['image']],
  ['io.k8s.api.core.v1.SecretVolumeSource', ['secretName']],
  ['io.k8s.api.networking.v1.HTTPIngressPath', ['path']],
  ['io.k8s.api.networking.v1.IngressClassSpec', ['controller']],
])

function specOf(group: string): (kind: string) => [string, string[]] {
  return (kind) => [`io.k8s.api.${group}.${kind}`, ['spec']]
}
