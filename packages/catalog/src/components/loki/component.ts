// Loki: keeps the logs as compressed chunks in the object store, found by few labels and shown in Grafana.

import {
  edgeTo,
  explained,
  fromFact,
  fromPlatform,
  gibibytes,
  printBytes,
  printCpu,
  threads,
  type Addon,
} from '@llmflow/spec'
import { foundationsOf } from '../../addon.js'
import type { Component, ComponentSizes, Context } from '../../component.js'
import { minioEndpoint } from '../../endpoints.js'
import { byDefault, sizePart } from '../../part.js'
import { standingReplicas } from '../../standing.js'
import { objectStoreSecret } from '../minio/buckets.js'
import { monitoringAddon } from '../monitoring/chart.js'
import { lokiAlerts } from './alerts.js'
import { lokiAddon, lokiBucket, lokiLabels, lokiNamespace, lokiPort } from './chart.js'
import { valuesOf } from './values.js'
import { chartVersion, lokiImage, lokiVersions } from './versions.js'

export const loki: Component = {
  name: 'loki',
  title: 'Loki',
  summary: {
    en: 'Keeps logs in the object store and shows them in Grafana',
    ko: '로그를 오브젝트 스토리지에 보관하고 Grafana에서 보여 줍니다',
  },
  topologies: ['single-binary'],
  versions: lokiVersions,
  options: [
    {
      name: 'retention',
      type: 'string',
      form: 'duration',
      default: '14d',
      description: { en: 'How long logs are kept', ko: '로그 보관 기간' },
    },
  ],
  parts: () => ['loki'],
  needs: () => [
    {
      component: 'minio',
      purpose: { en: 'the chunks and the index', ko: '청크와 인덱스 저장' },
    },
    {
      component: 'fluent-bit',
      purpose: { en: 'sending it the logs', ko: '로그 수집·전송' },
    },
  ],
  size: sizeLoki,
  addons: (context, sizes) => [chart(context, sizes)],
  buckets: () => [lokiBucket],
  alerts: lokiAlerts,
  backups: [
    {
      store: 'minio',
      method: {
        en: 'Logs lie in the object store and are copied with it; the last hours lie on Loki’s own disks',
        ko: '로그는 오브젝트 스토리지에 있어 함께 백업됩니다. 최근 몇 시간 분량은 Loki 디스크에 있습니다',
      },
    },
  ],
  commands: () => [
    {
      purpose: { en: 'Whether Loki is ready', ko: 'Loki 준비 상태 확인' },
      command: [`kubectl --namespace ${lokiNamespace} rollout status statefulset/${lokiAddon}`],
    },
    {
      purpose: { en: 'What Loki says about itself', ko: 'Loki 자체 로그 확인' },
      command: [
        `kubectl --namespace ${lokiNamespace} logs --selector app.kubernetes.io/name=loki --tail 50 --prefix`,
      ],
    },
  ],
}

const guide = 'infrastructure guide 4.2 values.yaml, monitoring.loki'
const chartSays =
  'grafana/loki@helm-loki-6.24.0 production/helm/loki/single-binary-values.yaml: for up to some tens of GB a day'

/** A line is acknowledged when most of its copies are written, so three copies survive one lost replica. */
function sizeLoki(context: Context): ComponentSizes {
  const { users } = context.platform.demand
  return {
    loki: sizePart(context, 'loki', 'loki', {
      minimum: standingReplicas(context.platform, 3, 'three copies: one may be away'),
      cpu: byDefault(threads(1), chartSays, printCpu),
      memory: byDefault(gibibytes(2), chartSays, printBytes),
      memoryLimit: byDefault(gibibytes(4), chartSays, printBytes),
      storage: explained(
        gibibytes(Math.max(10, Math.ceil(users / 25))),
        'loki/storage',
        'max(10 GiB, users ÷ 25 GiB): the log of hours that are not in the object store yet',
        [
          fromPlatform('users', `${users}`, '/demand/users'),
          fromFact('the rest', 'in the object store', guide),
        ],
      ),
    }),
  }
}

function chart(context: Context, sizes: ComponentSizes): Addon {
  return {
    name: lokiAddon,
    chart: 'loki',
    repository: 'https://grafana.github.io/helm-charts',
    version: chartVersion,
    namespace: lokiNamespace,
    podSecurity: 'restricted',
    values: valuesOf(context, sizes),
    images: [`${lokiImage.repository}:${lokiImage.tag}`],
    customResources: [],
    endpoints: { http: { labels: lokiLabels, port: lokiPort, service: lokiAddon } },
    secrets: [objectStoreSecret('loki')],
    edges: [edgeTo(minioEndpoint.workload, minioEndpoint.port, 'chunks and index')],
    after: [
      ...foundationsOf(context),
      ...(context.enabled.has('monitoring') ? [monitoringAddon] : []),
    ],
    purpose: 'keeping logs',
  }
}
