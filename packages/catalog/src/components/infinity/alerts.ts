// Alerts of Infinity on the latency of its models, with the limits of the guide, and on failed requests.

import { seconds, type Alert, type Model } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { modelEndpoint } from '../../endpoints.js'
import { infinityModels } from './models.js'
import { handlerOf } from './workloads.js'

const duration = 'http_request_duration_seconds'

export function infinityAlerts(context: Context): readonly Alert[] {
  const models = infinityModels(context)
  const [first] = models
  return [
    ...slow('InfinityEmbeddingSlow', models, 'embedding', '0.5', {
      en: 'Embedding takes too long',
      ko: '임베딩 지연이 깁니다',
    }),
    ...slow('InfinityRerankingSlow', models, 'reranking', '1.0', {
      en: 'Reranking takes too long',
      ko: '재순위화 지연이 깁니다',
    }),
    ...(first === undefined ? [] : [failing(first)]),
  ]
}

/** The limits of the guide (7.2) are bounds of buckets, so that the share beyond them is exact and P95 need not be guessed. */
function slow(
  name: string,
  models: readonly Model[],
  kind: Model['kind'],
  limit: string,
  summary: Alert['summary'],
): readonly Alert[] {
  const [first] = models.filter((model) => model.kind === kind)
  if (first === undefined) return []
  const handler = handlerOf(first)
  const { workload } = modelEndpoint('infinity', first.name)
  const bucket = (le: string): string =>
    `${duration}_bucket{service="${workload}",handler="${handler}",le="${le}"}`
  const count = `${duration}_count{service="${workload}",handler="${handler}"}`
  return [
    {
      name,
      component: 'infinity',
      expression: `1 - sum by (service) (rate(${duration}_bucket{service=~"infinity-.+",handler="${handler}",le="${limit}"}[5m])) / sum by (service) (rate(${duration}_count{service=~"infinity-.+",handler="${handler}"}[5m])) > 0.05`,
      for: seconds(300),
      severity: 'warning',
      summary,
      description: {
        en: `{{ $value | humanizePercentage }} of the requests to {{ $labels.service }} take longer than ${Number(limit)}s; 5% may`,
        ko: `{{ $labels.service }} 요청의 {{ $value | humanizePercentage }}가 ${Number(limit)}초를 넘습니다. 허용 범위는 5%입니다`,
      },
      tests: {
        trips: [
          { series: bucket(limit), values: '0+30x30' },
          { series: count, values: '0+60x30' },
        ],
        quiet: [
          { series: bucket(limit), values: '0+59x30' },
          { series: count, values: '0+60x30' },
        ],
      },
    },
  ]
}

function failing(model: Model): Alert {
  const { workload } = modelEndpoint('infinity', model.name)
  const series = (status: string): string =>
    `http_requests_total{service="${workload}",handler="${handlerOf(model)}",status="${status}"}`
  return {
    name: 'InfinityFailures',
    component: 'infinity',
    expression:
      'sum by (service) (rate(http_requests_total{service=~"infinity-.+",status="5xx"}[5m])) > 0.1',
    for: seconds(300),
    severity: 'warning',
    summary: {
      en: 'An embedding or reranking model fails',
      ko: '임베딩·재순위화 요청이 실패합니다',
    },
    description: {
      en: '{{ $labels.service }} fails {{ $value }} requests a second',
      ko: '{{ $labels.service }}에서 초당 {{ $value }}건이 실패합니다',
    },
    tests: {
      trips: [{ series: series('5xx'), values: '0+30x30' }],
      quiet: [{ series: series('4xx'), values: '0+30x30' }],
    },
  }
}
