// The adapter of Prometheus: gives autoscalers of teams the platform's series, where they do not write for KEDA.

import { seconds, text, type Addon, type Alert, type JsonObject } from '@llmflow/spec'
import { foundationsOf, pullSecretsOf, registryFor } from '../../addon.js'
import type { Component, Context } from '../../component.js'
import { replicaFloor } from '../../standing.js'
import { certificatesAddon } from '../certificates/component.js'
import { chartEndpoints, monitoringAddon, monitoringNamespace } from '../monitoring/chart.js'
import { adapterRules } from './rules.js'
import { adapterVersions } from './versions.js'

const namespace = 'prometheus-adapter'

export const prometheusAdapter: Component = {
  name: 'prometheus-adapter',
  title: 'prometheus-adapter',
  summary: {
    en: 'Lets plain autoscalers of teams follow the queues of model servers. The platform itself scales by KEDA, which keeps external.metrics.k8s.io; this serves custom.metrics.k8s.io alone',
    ko: '각 팀이 일반 HPA로 모델 서버 대기열을 기준으로 확장할 수 있게 합니다. 플랫폼 자체는 KEDA로 확장하며 external.metrics.k8s.io는 KEDA가 맡고, 여기서는 custom.metrics.k8s.io만 제공합니다',
  },
  topologies: ['adapter'],
  versions: adapterVersions,
  parts: () => [],
  needs: () => [
    {
      component: 'monitoring',
      purpose: { en: 'the series that it passes on', ko: '전달할 지표' },
    },
  ],
  size: () => ({}),
  addons: (context) => [chart(context)],
  alerts: () => [unavailable],
  backups: {
    none: {
      en: 'It passes on what Prometheus has and keeps nothing',
      ko: 'Prometheus의 값을 전달할 뿐 아무것도 저장하지 않습니다',
    },
  },
  commands: () => [
    {
      purpose: {
        en: 'Metrics that autoscalers may follow',
        ko: 'HPA가 기준으로 쓸 수 있는 지표 목록',
      },
      command: text`kubectl get --raw /apis/custom.metrics.k8s.io/v1beta1`,
    },
  ],
}

function chart(context: Context): Addon {
  const hasCertificates = context.enabled.has('certificates')
  return {
    name: 'prometheus-adapter',
    chart: 'prometheus-adapter',
    repository: 'https://prometheus-community.github.io/helm-charts',
    version: '4.11.0',
    namespace,
    podSecurity: 'restricted',
    values: valuesOf(context),
    images: ['registry.k8s.io/prometheus-adapter/prometheus-adapter:v0.12.0'],
    customResources: [],
    endpoints: {},
    after: [
      ...foundationsOf(context),
      ...(context.enabled.has('monitoring') ? [monitoringAddon] : []),
      ...(hasCertificates ? [certificatesAddon] : []),
    ],
    purpose: 'metrics of Prometheus for autoscalers of teams',
  }
}

function valuesOf(context: Context): JsonObject {
  const { service, port } = chartEndpoints.prometheus
  const { clusterDomain } = context.platform.network
  const replicas = replicaFloor(context.platform)
  return {
    image: {
      repository: registryFor(context, 'registry.k8s.io/prometheus-adapter/prometheus-adapter'),
      pullSecrets: pullSecretsOf(context).flatMap(({ name }) =>
        typeof name === 'string' ? [name] : [],
      ),
    },
    replicas,
    podDisruptionBudget: { enabled: replicas > 1 },
    prometheus: {
      url: `http://${service}.${monitoringNamespace}.svc.${clusterDomain}`,
      port,
    },
    // The rules of the chart list every series of every container, which no autoscaler asked for.
    rules: { default: false, custom: adapterRules(context) },
    certManager: { enabled: context.enabled.has('certificates') },
    resources: {
      requests: { cpu: '100m', memory: '256Mi' },
      limits: { memory: '512Mi' },
    },
  }
}

const series = 'aggregator_unavailable_apiservice{name="v1beta1.custom.metrics.k8s.io"}'

const unavailable: Alert = {
  name: 'CustomMetricsUnavailable',
  component: 'prometheus-adapter',
  expression: `max by (name) (${series}) == 1`,
  for: seconds(600),
  severity: 'warning',
  summary: {
    en: 'Autoscalers of teams get no metrics',
    ko: '각 팀의 HPA가 지표를 받지 못합니다',
  },
  description: {
    en: '{{ $labels.name }} does not answer; replicas stay as they are',
    ko: '{{ $labels.name }}이(가) 응답하지 않습니다. 복제본 수가 그대로 유지됩니다',
  },
  tests: {
    trips: [{ series, values: '1x60' }],
    quiet: [{ series, values: '0x60' }],
  },
}
