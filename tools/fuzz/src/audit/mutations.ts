// Lists the single mistakes that an audit must notice: where each can be made, and how.

import type { Json } from '@llmflow/spec'

import {
  beyond,
  misspelt,
  otherHostInAddress,
  otherLabel,
  otherMetric,
  otherPort,
  otherPortInAddress,
  otherRegistry,
  otherTag,
  otherVariable,
  type Change,
} from './changes.js'
import type { Path } from './places.js'

export type Mutation = {
  readonly kind: string
  /** The kind of the object; any object when left out. */
  readonly object?: string
  readonly path: Path
  readonly change: Change
  /** Further conditions on the object in which the value stands. */
  readonly applies?: (object: Json) => boolean
}

const name = 'app.kubernetes.io/name'
const template = ['spec', 'template', 'metadata', 'labels', name]

const hasSelector = (object: Json): boolean => JSON.stringify(object).includes('"selector"')

const probeKinds = ['startupProbe', 'readinessProbe', 'livenessProbe']

export const mutations: readonly Mutation[] = [
  {
    kind: 'target port',
    object: 'Service',
    path: ['spec', 'ports', '*', 'targetPort'],
    change: otherPort,
    applies: hasSelector,
  },
  ...probeKinds.flatMap((probe): Mutation[] => [
    {
      kind: 'probe port',
      path: ['@pod', 'containers', '*', probe, 'httpGet', 'port'],
      change: otherPort,
    },
    {
      kind: 'probe port',
      path: ['@pod', 'containers', '*', probe, 'tcpSocket', 'port'],
      change: otherPort,
    },
  ]),
  {
    kind: 'address port',
    path: ['@pod', 'containers', '*', 'env', '*', 'value'],
    change: otherPortInAddress,
  },
  {
    kind: 'address host',
    path: ['@pod', 'containers', '*', 'env', '*', 'value'],
    change: otherHostInAddress,
  },
  { kind: 'address port', object: 'ConfigMap', path: ['data', '*'], change: otherPortInAddress },
  { kind: 'address host', object: 'ConfigMap', path: ['data', '*'], change: otherHostInAddress },
  { kind: 'pod label', object: 'Deployment', path: template, change: misspelt },
  { kind: 'pod label', object: 'StatefulSet', path: template, change: misspelt },
  { kind: 'selector', object: 'Service', path: ['spec', 'selector', name], change: misspelt },
  {
    kind: 'selector',
    object: 'Deployment',
    path: ['spec', 'selector', 'matchLabels', name],
    change: misspelt,
  },
  {
    kind: 'selector',
    object: 'PodDisruptionBudget',
    path: ['spec', 'selector', 'matchLabels', name],
    change: misspelt,
  },
  {
    kind: 'selector',
    object: 'ServiceMonitor',
    path: ['spec', 'selector', 'matchLabels', name],
    change: misspelt,
  },
  {
    kind: 'selector',
    object: 'NetworkPolicy',
    path: ['spec', 'podSelector', 'matchLabels', name],
    change: misspelt,
  },
  {
    kind: 'network policy port',
    object: 'NetworkPolicy',
    path: ['spec', 'ingress', '*', 'ports', '*', 'port'],
    change: otherPort,
  },
  {
    kind: 'monitor port',
    object: 'ServiceMonitor',
    path: ['spec', 'endpoints', '*', 'port'],
    change: misspelt,
  },
  {
    kind: 'secret name',
    path: ['@pod', 'containers', '*', 'env', '*', 'valueFrom', 'secretKeyRef', 'name'],
    change: misspelt,
  },
  {
    kind: 'secret key',
    path: ['@pod', 'containers', '*', 'env', '*', 'valueFrom', 'secretKeyRef', 'key'],
    change: misspelt,
  },
  {
    kind: 'secret name',
    object: 'TriggerAuthentication',
    path: ['spec', 'secretTargetRef', '*', 'name'],
    change: misspelt,
  },
  {
    kind: 'config map name',
    path: ['@pod', 'volumes', '*', 'configMap', 'name'],
    change: misspelt,
  },
  {
    kind: 'config map key',
    path: ['@pod', 'volumes', '*', 'configMap', 'items', '*', 'key'],
    change: misspelt,
  },
  {
    kind: 'claim name',
    path: ['@pod', 'volumes', '*', 'persistentVolumeClaim', 'claimName'],
    change: misspelt,
  },
  {
    kind: 'volume name',
    path: ['@pod', 'containers', '*', 'volumeMounts', '*', 'name'],
    change: misspelt,
  },
  { kind: 'service name', object: 'StatefulSet', path: ['spec', 'serviceName'], change: misspelt },
  { kind: 'service account', path: ['@pod', 'serviceAccountName'], change: misspelt },
  { kind: 'priority class', path: ['@pod', 'priorityClassName'], change: misspelt },
  { kind: 'variable', path: ['@pod', 'containers', '*'], change: otherVariable },
  { kind: 'image tag', path: ['@pod', 'containers', '*', 'image'], change: otherTag },
  { kind: 'image registry', path: ['@pod', 'containers', '*', 'image'], change: otherRegistry },
  { kind: 'namespace', object: 'Service', path: ['metadata', 'namespace'], change: misspelt },
  { kind: 'namespace', object: 'Deployment', path: ['metadata', 'namespace'], change: misspelt },
  { kind: 'namespace', object: 'ConfigMap', path: ['metadata', 'namespace'], change: misspelt },
  { kind: 'toleration', path: ['@pod', 'tolerations', '*', 'key'], change: misspelt },
  { kind: 'node selector', path: ['@pod', 'nodeSelector', '*'], change: misspelt },
  {
    kind: 'scale target',
    object: 'HorizontalPodAutoscaler',
    path: ['spec', 'scaleTargetRef', 'name'],
    change: misspelt,
  },
  {
    kind: 'scale target',
    object: 'ScaledObject',
    path: ['spec', 'scaleTargetRef', 'name'],
    change: misspelt,
  },
  {
    kind: 'bound',
    object: 'HorizontalPodAutoscaler',
    path: ['spec', 'minReplicas'],
    change: beyond(1000),
  },
  {
    kind: 'bound',
    object: 'ScaledObject',
    path: ['spec', 'minReplicaCount'],
    change: beyond(1000),
  },
  {
    kind: 'bound',
    object: 'PodDisruptionBudget',
    path: ['spec', 'maxUnavailable'],
    change: beyond(0),
  },
  {
    kind: 'bound',
    path: ['@pod', 'containers', '*', 'resources', 'requests', 'memory'],
    change: beyond('900Ti'),
  },
  {
    kind: 'metric',
    object: 'PrometheusRule',
    path: ['spec', 'groups', '*', 'rules', '*', 'expr'],
    change: otherMetric,
  },
  {
    kind: 'metric',
    object: 'ScaledObject',
    path: ['spec', 'triggers', '*', 'metadata', 'query'],
    change: otherMetric,
  },
  {
    kind: 'metric label',
    object: 'PrometheusRule',
    path: ['spec', 'groups', '*', 'rules', '*', 'expr'],
    change: otherLabel,
  },
  {
    kind: 'metric label',
    object: 'ScaledObject',
    path: ['spec', 'triggers', '*', 'metadata', 'query'],
    change: otherLabel,
  },
]
