// Scaling: KEDA for what follows a query or a queue, metrics-server for what follows processor and memory.

import { edgeTo, type Addon, type Edge, type JsonObject } from '@llmflow/spec'
import { pullSecretsOf, registryFor } from '../../addon.js'
import type { Component, Context } from '../../component.js'
import { noConfiguration } from '../../options.js'
import { redisEndpoint, redisSentinel } from '../../endpoints.js'
import { replicaFloor } from '../../standing.js'
import { monitoringAddon } from '../monitoring/chart.js'

export const scaling: Component = {
  name: 'scaling',
  title: 'KEDA, metrics-server',
  summary: {
    en: 'Adds replicas under load and takes them away again',
    ko: '부하에 따라 복제본을 늘리고 줄입니다',
  },
  topologies: ['keda'],
  versions: {
    '2.16.1': {
      version: '2.16.1',
      images: {},
      config: noConfiguration('a chart takes values, which LLMFlow computes from the plan'),
      source:
        'kedacore/charts@v2.16.1 keda/values.yaml; kubernetes-sigs/metrics-server@metrics-server-helm-chart-3.12.2',
    },
  },
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
}

/** The resources of a chart that creates monitors must know their kind, so the operator comes first. */
const afterMonitoring = ({ enabled }: Context): readonly string[] =>
  enabled.has('monitoring') ? [monitoringAddon] : []

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
    after: [],
    purpose: 'scaling by processor and memory, and kubectl top',
  }
}
