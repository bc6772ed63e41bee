// Panels of the runtime: people, requests, documents and the stages of a search.

import type { Dashboard, Panel } from '@llmflow/spec'

const stages = [
  ['vector', 'rag_vector_search_latency'],
  ['text', 'rag_text_search_latency'],
  ['graph', 'rag_graph_search_latency'],
  ['fusion', 'rag_fusion_latency'],
  ['reranking', 'rag_rerank_latency'],
] as const

export function llmflowDashboards(): { readonly [name: string]: Dashboard } {
  return {
    service: {
      title: 'LLMFlow',
      panels: [...people, ...documents, searching],
    },
  }
}

const people: readonly Panel[] = [
  {
    title: 'Active sessions',
    kind: 'stat',
    unit: 'short',
    queries: [{ expression: 'sum(llmflow_active_sessions)', legend: 'sessions' }],
  },
  {
    title: 'Requests per second',
    kind: 'timeseries',
    unit: 'reqps',
    queries: [
      { expression: 'sum by (tenant) (rate(llmflow_requests_total[5m]))', legend: '{{tenant}}' },
    ],
  },
  {
    title: 'P95 of a request',
    kind: 'timeseries',
    unit: 's',
    queries: [
      {
        expression:
          'histogram_quantile(0.95, sum by (le, model) (rate(llmflow_request_duration_seconds_bucket[5m])))',
        legend: '{{model}}',
      },
    ],
  },
  {
    title: 'Tokens per second',
    kind: 'timeseries',
    unit: 'short',
    queries: [
      {
        expression: 'sum by (tenant, direction) (rate(llmflow_tokens_total[5m]))',
        legend: '{{tenant}} {{direction}}',
      },
    ],
  },
  {
    title: 'Requests refused by a limit',
    kind: 'timeseries',
    unit: 'reqps',
    queries: [
      {
        expression: 'sum by (tenant, limit) (rate(llmflow_limited_total[5m]))',
        legend: '{{tenant}} {{limit}}',
      },
    ],
  },
]

const documents: readonly Panel[] = [
  {
    title: 'Documents waiting',
    kind: 'timeseries',
    unit: 'short',
    queries: [{ expression: 'max by (tenant) (llmflow_documents_pending)', legend: '{{tenant}}' }],
  },
  {
    title: 'Documents per second',
    kind: 'timeseries',
    unit: 'short',
    queries: [
      {
        expression: 'sum by (status) (rate(llmflow_documents_processed_total[5m]))',
        legend: '{{status}}',
      },
    ],
  },
  {
    title: 'Share of scanned pages that OCR could not read',
    kind: 'timeseries',
    unit: 'percentunit',
    queries: [
      {
        expression:
          'sum(rate(llmflow_recognition_failures_total[5m])) / sum(rate(llmflow_recognition_pages_total[5m]))',
        legend: 'failures',
      },
    ],
  },
]

const searching: Panel = {
  title: 'P95 of the stages of a search',
  kind: 'timeseries',
  unit: 's',
  queries: stages.map(([legend, name]) => ({
    expression: `histogram_quantile(0.95, sum by (le) (rate(${name}_bucket[5m])))`,
    legend,
  })),
}
