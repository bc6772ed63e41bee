// Computes the values of the Loki chart: one process that does everything, with its chunks in the object store.

import {
  days,
  gibibytes,
  parseDuration,
  printKubernetesBytes,
  type JsonObject,
} from '@llmflow/spec'
import { pullSecretsOf, registryFor, resourcesOf, serviceHost } from '../../addon.js'
import type { ComponentSizes, Context } from '../../component.js'
import { minioEndpoint, namespaces } from '../../endpoints.js'
import { fluentBitAddon, loggingNamespace } from '../fluent-bit/chart.js'
import { objectStoreSecret } from '../minio/buckets.js'
import { chartEndpoints, monitoringNamespace } from '../monitoring/chart.js'
import { lokiBucket, lokiLabels, lokiNamespace, lokiPort } from './chart.js'
import { lokiImage } from './versions.js'

export function valuesOf(context: Context, { loki }: ComponentSizes): JsonObject {
  const replicas = loki?.replicas.minimum.value ?? 1
  return {
    global: { clusterDomain: context.platform.network.clusterDomain },
    imagePullSecrets: pullSecretsOf(context),
    deploymentMode: 'SingleBinary',
    loki: settingsOf(context, replicas),
    singleBinary: {
      replicas,
      ...(loki === undefined ? {} : { resources: resourcesOf(loki) }),
      // The chart would delete the log of what is not in the object store yet together with a replica.
      persistence: {
        enableStatefulSetAutoDeletePVC: false,
        size: printKubernetesBytes(loki?.storage?.value ?? gibibytes(10)),
        ...storageClassOf(context),
      },
      extraArgs: ['-config.expand-env=true'],
      extraEnv: [fromSecret('ACCESS_KEY', 'access-key'), fromSecret('SECRET_KEY', 'secret-key')],
    },
    ...nothingElse,
    extraObjects: [policyOf(context)],
    monitoring: { serviceMonitor: { enabled: context.enabled.has('monitoring'), interval: '30s' } },
  }
}

/** Everything else that the chart would start: other ways to run it, caches, a gateway, rules, its own test. */
const nothingElse: JsonObject = {
  ...Object.fromEntries(['read', 'write', 'backend'].map((part) => [part, { replicas: 0 }])),
  ...Object.fromEntries(
    ['gateway', 'ruler', 'chunksCache', 'resultsCache', 'lokiCanary', 'test', 'minio'].map(
      (part) => [part, { enabled: false }],
    ),
  ),
  sidecar: { rules: { enabled: false } },
  serviceAccount: { automountServiceAccountToken: false },
}

function storageClassOf({ platform }: Context): JsonObject {
  const storageClass = platform.components['loki']?.storageClass
  return storageClass === undefined ? {} : { storageClass }
}

const fromSecret = (name: string, key: string): JsonObject => ({
  name,
  valueFrom: { secretKeyRef: { name: objectStoreSecret('loki'), key } },
})

function settingsOf(context: Context, replicas: number): JsonObject {
  const { registry, repository } = splitImage(lokiImage.repository)
  return {
    image: { registry: registryFor(context, registry), repository, tag: lokiImage.tag },
    podSecurityContext: { seccompProfile: { type: 'RuntimeDefault' } },
    // One tenant: who may ask is decided by the network policy, and people ask through Grafana.
    auth_enabled: false,
    commonConfig: { replication_factor: replicas },
    analytics: { reporting_enabled: false },
    schemaConfig: {
      configs: [
        {
          from: '2024-04-01',
          store: 'tsdb',
          object_store: 's3',
          schema: 'v13',
          index: { prefix: 'index_', period: '24h' },
        },
      ],
    },
    storage: {
      type: 's3',
      bucketNames: { chunks: lokiBucket, ruler: lokiBucket, admin: lokiBucket },
      s3: {
        endpoint: `${serviceHost(context, minioEndpoint, namespaces.infra)}:9000`,
        accessKeyId: '${ACCESS_KEY}',
        secretAccessKey: '${SECRET_KEY}',
        s3ForcePathStyle: true,
        insecure: true,
      },
    },
    limits_config: {
      retention_period: retentionOf(context),
      allow_structured_metadata: true,
      max_label_names_per_series: 15,
    },
    // Without it nothing is ever deleted, whatever the period says.
    compactor: { retention_enabled: true, delete_request_store: 's3' },
  }
}

function splitImage(name: string): { readonly registry: string; readonly repository: string } {
  const slash = name.indexOf('/')
  return { registry: name.slice(0, slash), repository: name.slice(slash + 1) }
}

/** The guide's own figure (4.2, monitoring.loki.retention); Loki takes hours, and at least a day. */
function retentionOf({ platform }: Context): string {
  const written = platform.components['loki']?.options?.['retention']
  const kept = (typeof written === 'string' ? parseDuration(written) : undefined) ?? days(14)
  return `${Math.max(24, Math.ceil(kept / 3_600_000))}h`
}

/** It asks nobody for a password, so only those who write and those who show may reach it. */
function policyOf(context: Context): JsonObject {
  const pods = (namespace: string, labels: JsonObject): JsonObject => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: labels },
  })
  const from = [
    pods(loggingNamespace, { 'app.kubernetes.io/name': fluentBitAddon }),
    ...(context.enabled.has('monitoring')
      ? [
          pods(monitoringNamespace, chartEndpoints.grafana.labels),
          pods(monitoringNamespace, chartEndpoints.prometheus.labels),
        ]
      : []),
  ]
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'loki-callers', namespace: lokiNamespace },
    spec: {
      podSelector: { matchLabels: lokiLabels },
      policyTypes: ['Ingress'],
      ingress: [
        { from, ports: [{ port: lokiPort, protocol: 'TCP' }] },
        { from: [{ podSelector: { matchLabels: lokiLabels } }] },
      ],
    },
  }
}
