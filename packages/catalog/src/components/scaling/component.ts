// Scaling: KEDA for what follows a query or a queue, metrics-server for what follows processor and memory.

import { edgeTo, text, type Addon, type Edge, type JsonObject } from '@llmflow/spec'
import { foundationsOf, pullSecretsOf, registryFor } from '../../addon.js'
import type { Component, Context } from '../../component.js'
import { redisEndpoint, redisSentinel } from '../../endpoints.js'
import { replicaFloor } from '../../standing.js'
import { queueReaderClient } from '../redis/users.js'
import { monitoringAddon } from '../monitoring/chart.js'
import { scalingAlerts } from './alerts.js'
import { scalingVersions } from './versions.js'

export const scaling: Component = {
  name: 'scaling',
  title: 'KEDA, metrics-server',
  summary: {
    en: 'Adds replicas under load and takes them away again',
    ko: '부하에 따라 레플리카를 늘리고 줄입니다',
  },
  brings: ['keda', 'metrics-server'],
  topologies: ['keda'],
  versions: scalingVersions,
  options: [
    {
      name: 'kubeletCertificates',
      type: 'boolean',
      default: false,
      description: {
        en: 'Whether the kubelets serve certificates that the cluster signed (serverTLSBootstrap)',
        ko: 'kubelet이 클러스터가 서명한 인증서를 쓰는지 여부입니다(serverTLSBootstrap)',
      },
    },
  ],
  parts: () => [],
  needs: () => [
    {
      component: 'monitoring',
      purpose: { en: 'the queries that replicas follow', ko: '복제본 수의 기준이 되는 쿼리' },
    },
  ],
  size: () => ({}),
  addons: (context) => [keda(context), metricsServer(context)],
  redisClients: (context) =>
    context.enabled.has('redis') && context.topologyOf('redis') === 'sentinel'
      ? [queueReaderClient]
      : [],
  alerts: scalingAlerts,
  backups: {
    none: {
      en: 'What scales is rendered, and how far it did is measured anew',
      ko: '확장 설정은 렌더링한 파일에 있고, 현재 상태는 다시 측정합니다',
    },
  },
  commands: () => [
    {
      purpose: {
        en: 'What KEDA scales, and whether it gets its metrics',
        ko: 'KEDA가 확장하는 대상과 지표 수신 여부',
      },
      command: text`kubectl get scaledobjects --all-namespaces`,
    },
    {
      purpose: {
        en: 'Replicas that are wanted, and what for',
        ko: '필요한 복제본 수와 그 근거',
      },
      command: text`kubectl get horizontalpodautoscalers --all-namespaces`,
    },
    {
      purpose: { en: 'What nodes and pods take', ko: '노드와 파드의 자원 사용량' },
      command: text`kubectl top pods --all-namespaces --sort-by=memory`,
    },
  ],
}

/** The resources of a chart that creates monitors must know their kind, so the operator comes first. */
const afterMonitoring = (context: Context): readonly string[] => [
  ...foundationsOf(context),
  ...(context.enabled.has('monitoring') ? [monitoringAddon] : []),
]

function keda(context: Context): Addon {
  return {
    name: 'keda',
    chart: 'keda',
    repository: 'https://kedacore.github.io/charts',
    version: '2.16.1',
    namespace: 'keda',
    podSecurity: 'restricted',
    values: kedaValues(context),
    images: ['keda', 'keda-metrics-apiserver', 'keda-admission-webhooks'].map(
      (name) => `ghcr.io/kedacore/${name}:2.16.1`,
    ),
    customResources: [
      'cloudeventsources.eventing.keda.sh',
      'clustercloudeventsources.eventing.keda.sh',
      'clustertriggerauthentications.keda.sh',
      'scaledjobs.keda.sh',
      'scaledobjects.keda.sh',
      'triggerauthentications.keda.sh',
    ],
    endpoints: {
      operator: { labels: { app: 'keda-operator' }, port: 8080, service: 'keda-operator' },
    },
    edges: queueEdges(context),
    after: afterMonitoring(context),
    purpose: 'scaling by queries and queues',
  }
}

function kedaValues(context: Context): JsonObject {
  const image = { registry: registryFor(context, 'ghcr.io') }
  const replicaCount = replicaFloor(context.platform)
  const monitor = {
    enabled: true,
    serviceMonitor: { enabled: context.enabled.has('monitoring') },
  }
  return {
    clusterDomain: context.platform.network.clusterDomain,
    image: { keda: image, metricsApiServer: image, webhooks: image },
    imagePullSecrets: pullSecretsOf(context),
    operator: { replicaCount },
    metricsServer: { replicaCount },
    webhooks: { replicaCount },
    prometheus: { operator: monitor, metricServer: monitor, webhooks: monitor },
  }
}

/** KEDA reads the lengths of queues itself. */
function queueEdges(context: Context): readonly Edge[] {
  if (!context.enabled.has('redis')) return []
  const purpose = 'lengths of queues'
  return [
    edgeTo(redisEndpoint.workload, redisEndpoint.port, purpose),
    ...(context.topologyOf('redis') === 'sentinel'
      ? [edgeTo(redisSentinel.workload, redisSentinel.port, purpose)]
      : []),
  ]
}

function metricsServer(context: Context): Addon {
  const trusted = context.platform.components['scaling']?.options?.['kubeletCertificates'] === true
  return {
    name: 'metrics-server',
    chart: 'metrics-server',
    repository: 'https://kubernetes-sigs.github.io/metrics-server',
    version: '3.12.2',
    namespace: 'metrics-server',
    podSecurity: 'restricted',
    values: {
      image: {
        repository: registryFor(context, 'registry.k8s.io/metrics-server/metrics-server'),
      },
      imagePullSecrets: pullSecretsOf(context),
      replicas: replicaFloor(context.platform),
      // A kubelet of kubeadm signs its own certificate unless it is told to ask the cluster for one.
      args: trusted ? [] : ['--kubelet-insecure-tls'],
    },
    images: ['registry.k8s.io/metrics-server/metrics-server:v0.7.2'],
    customResources: [],
    endpoints: {
      api: {
        labels: { 'app.kubernetes.io/name': 'metrics-server' },
        port: 10250,
        service: 'metrics-server',
      },
    },
    after: foundationsOf(context),
    purpose: 'scaling by processor and memory, and kubectl top',
  }
}
