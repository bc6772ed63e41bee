// Alerts of the runtime: what the guide wanted to watch and no other component exports.

import { seconds, type Alert } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { llmflowEndpoint } from '../../endpoints.js'

export function llmflowAlerts(context: Context): readonly Alert[] {
  return [
    unavailable,
    failing,
    slowSearch(context),
    documentsPending,
    documentsWait,
    tokenLimit,
    recognitionFailing,
  ]
}

const oldest = 'llmflow_oldest_document_age_seconds'

/** However many wait: a short queue that does not move is worse than a long one that does. */
const documentsWait: Alert = {
  name: 'DocumentsWaitLong',
  component: 'llmflow',
  expression: `max by (tenant) (${oldest}) > 3600`,
  for: seconds(600),
  severity: 'warning',
  summary: {
    en: 'Documents wait for more than an hour',
    ko: '문서가 한 시간 넘게 대기하고 있습니다',
  },
  description: {
    en: 'The oldest document of {{ $labels.tenant }} has waited for {{ $value | humanizeDuration }}',
    ko: '{{ $labels.tenant }}의 가장 오래된 문서가 {{ $value | humanizeDuration }} 동안 대기하고 있습니다',
  },
  tests: {
    trips: [{ series: `${oldest}{tenant="sales"}`, values: '3601+60x30' }],
    quiet: [{ series: `${oldest}{tenant="sales"}`, values: '120x40' }],
  },
}

const limited = 'llmflow_limited_total'

const tokenLimit: Alert = {
  name: 'TokenLimitReached',
  component: 'llmflow',
  expression: `sum by (tenant) (increase(${limited}{limit="tokens"}[15m])) > 0`,
  for: seconds(900),
  severity: 'warning',
  summary: {
    en: 'A tenant keeps running into its token limit',
    ko: '테넌트가 토큰 한도에 계속 걸립니다',
  },
  description: {
    en: '{{ $value | humanize }} requests of {{ $labels.tenant }} were refused in 15 minutes',
    ko: '최근 15분 동안 {{ $labels.tenant }}의 요청 {{ $value | humanize }}건이 거부되었습니다',
  },
  tests: {
    trips: [{ series: `${limited}{tenant="sales",limit="tokens"}`, values: '0+5x60' }],
    quiet: [
      { series: `${limited}{tenant="sales",limit="tokens"}`, values: '7x60' },
      { series: `${limited}{tenant="sales",limit="requests"}`, values: '0+5x60' },
    ],
  },
}

const up = `up{service="${llmflowEndpoint.workload}"}`

const unavailable: Alert = {
  name: 'RuntimeUnavailable',
  component: 'llmflow',
  expression: `sum(${up}) == 0 or absent(${up})`,
  for: seconds(120),
  severity: 'critical',
  summary: { en: 'No replica of LLMFlow answers', ko: '응답하는 LLMFlow 레플리카가 없습니다' },
  description: {
    en: 'The API is down for every tenant',
    ko: '모든 테넌트에서 API를 사용할 수 없습니다',
  },
  tests: { trips: [{ series: up, values: '0x20' }], quiet: [{ series: up, values: '1x20' }] },
}

const requests = 'llmflow_requests_total'

const failing: Alert = {
  name: 'RequestsFailing',
  component: 'llmflow',
  expression: `sum(rate(${requests}{status=~"5.."}[5m])) / sum(rate(${requests}[5m])) > 0.05`,
  for: seconds(300),
  severity: 'critical',
  summary: { en: 'Requests fail', ko: '요청이 실패하고 있습니다' },
  description: {
    en: '{{ $value | humanizePercentage }} of the requests end in an error of the platform',
    ko: '요청의 {{ $value | humanizePercentage }}가 플랫폼 오류로 끝납니다',
  },
  tests: {
    trips: [
      { series: `${requests}{status="200"}`, values: '0+50x30' },
      { series: `${requests}{status="503"}`, values: '0+50x30' },
    ],
    quiet: [
      { series: `${requests}{status="200"}`, values: '0+50x30' },
      { series: `${requests}{status="503"}`, values: '0x30' },
    ],
  },
}

const search = 'rag_vector_search_latency_bucket'

function slowSearch({ platform }: Context): Alert {
  const limit = platform.objectives.retrieval / 1000
  return {
    name: 'SearchSlow',
    component: 'llmflow',
    expression: `histogram_quantile(0.95, sum by (le) (rate(${search}[5m]))) > ${limit}`,
    for: seconds(300),
    severity: 'warning',
    summary: { en: 'Searching takes too long', ko: '검색 지연이 깁니다' },
    description: {
      en: `P95 of the vector search is {{ $value | humanizeDuration }}; the objective is ${limit}s`,
      ko: `벡터 검색의 P95가 {{ $value | humanizeDuration }}입니다. 목표는 ${limit}초입니다`,
    },
    tests: {
      trips: [
        { series: `${search}{le="${limit}"}`, values: '0x30' },
        { series: `${search}{le="${limit * 4}"}`, values: '0+60x30' },
        { series: `${search}{le="+Inf"}`, values: '0+60x30' },
      ],
      quiet: [
        { series: `${search}{le="${limit / 4}"}`, values: '0+60x30' },
        { series: `${search}{le="+Inf"}`, values: '0+60x30' },
      ],
    },
  }
}

/** The guide's limit (7.2, UnstructuredProcessingQueueHigh), on a series that exists. */
const documentsPending: Alert = {
  name: 'DocumentsPending',
  component: 'llmflow',
  // Every replica reads the same queue, so the largest reading counts, not their sum.
  expression: 'sum(max by (tenant) (llmflow_documents_pending)) > 100',
  for: seconds(600),
  severity: 'warning',
  summary: { en: 'Documents wait to be processed', ko: '처리 대기 문서가 쌓입니다' },
  description: {
    en: '{{ $value }} documents wait',
    ko: '문서 {{ $value }}건이 대기 중입니다',
  },
  tests: {
    trips: [{ series: 'llmflow_documents_pending{tenant="a"}', values: '150x30' }],
    quiet: [{ series: 'llmflow_documents_pending{tenant="a"}', values: '20x30' }],
  },
}

const failures = 'llmflow_recognition_failures_total'
const pages = 'llmflow_recognition_pages_total'

/** The guide's limit (7.2, UnstructuredOCRFailureRate), on series that exist. */
const recognitionFailing: Alert = {
  name: 'RecognitionFailing',
  component: 'llmflow',
  expression: `sum(rate(${failures}[5m])) / sum(rate(${pages}[5m])) > 0.1`,
  for: seconds(300),
  severity: 'warning',
  summary: { en: 'OCR fails on many pages', ko: 'OCR 실패율이 높습니다' },
  description: {
    en: '{{ $value | humanizePercentage }} of the scanned pages could not be read',
    ko: '스캔 페이지의 {{ $value | humanizePercentage }}를 읽지 못했습니다',
  },
  tests: {
    trips: [
      { series: `${failures}{tenant="a"}`, values: '0+20x30' },
      { series: `${pages}{tenant="a"}`, values: '0+60x30' },
    ],
    quiet: [
      { series: `${failures}{tenant="a"}`, values: '0+1x30' },
      { series: `${pages}{tenant="a"}`, values: '0+60x30' },
    ],
  },
}
