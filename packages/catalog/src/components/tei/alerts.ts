// Alerts of TEI on the latency of its models, with the limits of the guide.

import { seconds, type Alert, type Model } from '@llmflow/spec'
import { modelsServedBy, type Context } from '../../component.js'
import { modelEndpoint } from '../../endpoints.js'

export function teiAlerts(context: Context): readonly Alert[] {
  const models = modelsServedBy('tei', context.platform)
  const embedders = models.filter(({ kind }) => kind === 'embedding')
  const rerankers = models.filter(({ kind }) => kind === 'reranking')
  return [
    ...slow('EmbeddingSlow', embedders, 0.5, {
      en: 'Embedding takes too long',
      ko: '임베딩 지연이 깁니다',
    }),
    ...slow('RerankingSlow', rerankers, 1, {
      en: 'Reranking takes too long',
      ko: '재순위화 지연이 깁니다',
    }),
    ...(models.length === 0 ? [] : [failing]),
  ]
}

/** Limits are the guide's (7.2); TEI's buckets end at 14.56 s, so that they can be reached. */
function slow(
  name: string,
  models: readonly Model[],
  limit: number,
  summary: Alert['summary'],
): readonly Alert[] {
  const services = models.map((model) => modelEndpoint('tei', model.name).workload)
  const [first] = services
  if (first === undefined) return []
  const series = (le: string): string => `te_request_duration_bucket{service="${first}",le="${le}"}`
  return [
    {
      name,
      component: 'tei',
      expression: `histogram_quantile(0.95, sum by (le, service) (rate(te_request_duration_bucket{service=~"${services.join('|')}"}[5m]))) > ${limit}`,
      for: seconds(300),
      severity: 'warning',
      summary,
      description: {
        en: `P95 of {{ $labels.service }} is {{ $value | humanizeDuration }}; the limit is ${limit}s`,
        ko: `{{ $labels.service }}의 P95가 {{ $value | humanizeDuration }}입니다. 한도는 ${limit}초입니다`,
      },
      tests: {
        trips: [
          { series: series('0.1'), values: '0x30' },
          { series: series('5'), values: '0+60x30' },
          { series: series('+Inf'), values: '0+60x30' },
        ],
        quiet: [
          { series: series('0.1'), values: '0+60x30' },
          { series: series('+Inf'), values: '0+60x30' },
        ],
      },
    },
  ]
}

const failing: Alert = {
  name: 'EmbeddingFailures',
  component: 'tei',
  expression: 'sum by (service, err) (rate(te_request_failure{err!="validation"}[5m])) > 0.1',
  for: seconds(300),
  severity: 'warning',
  summary: { en: 'An embedding or reranking model fails', ko: '임베딩·재순위화 요청이 실패합니다' },
  description: {
    en: '{{ $labels.service }} fails {{ $value }} requests a second: {{ $labels.err }}',
    ko: '{{ $labels.service }}에서 초당 {{ $value }}건이 실패합니다: {{ $labels.err }}',
  },
  tests: {
    trips: [{ series: 'te_request_failure{service="tei-m",err="overloaded"}', values: '0+30x30' }],
    quiet: [{ series: 'te_request_failure{service="tei-m",err="validation"}', values: '0+30x30' }],
  },
}
