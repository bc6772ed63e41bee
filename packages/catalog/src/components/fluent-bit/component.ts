// Fluent Bit: reads the logs of every node, takes personal data out and sends them to the log store.

import { edgeTo, mebibytes, printBytes, printCpu, threads, type Addon } from '@llmflow/spec'
import { foundationsOf } from '../../addon.js'
import type { Component, ComponentSizes, Context, Need } from '../../component.js'
import { opensearchEndpoint } from '../../endpoints.js'
import { byDefault, sizePart } from '../../part.js'
import { lokiAddon } from '../loki/chart.js'
import { monitoringAddon } from '../monitoring/chart.js'
import { fluentBitAlerts } from './alerts.js'
import {
  fluentBitAddon,
  fluentCertificate,
  fluentSecret,
  loggingNamespace,
  metricsPort,
} from './chart.js'
import { fluentBitDashboards } from './dashboards.js'
import { keepsLogs, logStoreOf } from './store.js'
import { valuesOf } from './values.js'
import { agentImage, chartVersion, fluentBitVersions } from './versions.js'

export const fluentBit: Component = {
  name: 'fluent-bit',
  title: 'Fluent Bit',
  summary: {
    en: 'Collects the logs of every node, masks prompts and personal data that it recognises, and sends them to the log store',
    ko: '모든 노드의 로그를 모아, 알아볼 수 있는 프롬프트와 개인정보를 가린 뒤 로그 저장소로 보냅니다',
  },
  topologies: ['agent'],
  versions: fluentBitVersions,
  options: [
    {
      name: 'namespaces',
      type: 'list',
      description: {
        en: 'More namespaces whose logs are collected, beside llmflow-*, tenant-* and kube-system; * is a wildcard',
        ko: 'llmflow-*, tenant-*, kube-system 외에 로그를 더 수집할 네임스페이스입니다. *를 와일드카드로 쓸 수 있습니다',
      },
    },
  ],
  parts: () => ['agent'],
  needs: (context) => [storeNeed(context)],
  size: sizeAgent,
  addons: (context, sizes) => [chart(context, sizes)],
  alerts: fluentBitAlerts,
  dashboards: fluentBitDashboards,
  backups: {
    none: {
      en: 'It keeps nothing but what the store has not taken yet',
      ko: '저장소가 아직 받지 않은 로그만 잠시 보관합니다',
    },
  },
  commands: () => [
    {
      purpose: {
        en: 'Whether every node has its agent',
        ko: '모든 노드에서 에이전트가 도는지 확인',
      },
      command: [
        `kubectl --namespace ${loggingNamespace} rollout status daemonset/${fluentBitAddon}`,
      ],
    },
    {
      purpose: {
        en: 'What the agents say about the store',
        ko: '저장소와 관련해 에이전트가 남긴 기록',
      },
      command: [
        `kubectl --namespace ${loggingNamespace} logs --selector app.kubernetes.io/name=fluent-bit --tail 50 --prefix`,
      ],
    },
  ],
}

const purpose = { en: 'keeping the logs', ko: '로그 저장' }

function storeNeed(context: Context): Need {
  return context.enabled.has('opensearch') && !keepsLogs(context)
    ? { component: 'loki', purpose }
    : { component: 'opensearch', alternatives: ['loki'], purpose }
}

const light = 'estimate: one process that passes lines on; chunks beyond its memory stay on disk'

function sizeAgent(context: Context): ComponentSizes {
  return {
    agent: sizePart(context, 'fluent-bit', 'agent', {
      minimum: byDefault(1, 'a DaemonSet: one on every node'),
      cpu: byDefault(threads(0.1), light, printCpu),
      memory: byDefault(mebibytes(128), light, printBytes),
      memoryLimit: byDefault(mebibytes(512), light, printBytes),
    }),
  }
}

function chart(context: Context, sizes: ComponentSizes): Addon {
  const store = logStoreOf(context)
  return {
    name: fluentBitAddon,
    chart: 'fluent-bit',
    repository: 'https://fluent.github.io/helm-charts',
    version: chartVersion,
    namespace: loggingNamespace,
    // It mounts folders of its node, which every other level forbids.
    podSecurity: 'privileged',
    values: valuesOf(context, sizes),
    images: [`${agentImage.repository}:${agentImage.tag}`],
    customResources: [],
    endpoints: {
      metrics: {
        labels: { 'app.kubernetes.io/name': 'fluent-bit' },
        port: metricsPort,
        service: fluentBitAddon,
      },
    },
    ...(store === 'opensearch'
      ? {
          secrets: [fluentSecret, fluentCertificate],
          edges: [edgeTo(opensearchEndpoint.workload, opensearchEndpoint.port, 'the logs')],
        }
      : {}),
    after: [
      ...foundationsOf(context),
      ...(context.enabled.has('monitoring') ? [monitoringAddon] : []),
      ...(store === 'loki' ? [lokiAddon] : []),
    ],
    purpose: 'collecting logs',
  }
}
