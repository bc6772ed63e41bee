// Defines what the runtime reads: models, engines and tenants, the same on a laptop and in a cluster.

import type { Text } from '../workload/text.js'

/** An engine behind a port of the runtime. `embedded` engines need no address. */
export type EngineChoice = { readonly engine: string; readonly address: Text }

/** `presidio` finds with one server and replaces with another; `built-in` does both itself. */
export type RedactionChoice = EngineChoice & {
  readonly engine: 'built-in' | 'presidio'
  readonly anonymizer?: { readonly address: Text }
}

/**
 * Where traces go: `records` keeps them with the other records, `langfuse` takes OTLP, and `langfuse-ingestion` is
 * Langfuse 2, which has no OTLP and takes batches by an API of its own.
 */
export type TracesChoice = EngineChoice & {
  readonly engine: 'records' | 'langfuse' | 'langfuse-ingestion'
}

export type ServiceModel = {
  readonly name: string
  readonly kind: 'chat' | 'embedding' | 'reranking'
  /**
   * Whose API answers. Reranking differs: `tei` takes `texts` and gives `score`, `infinity` takes `documents` and gives
   * `results` with `relevance_score`; embeddings of `infinity` lie at `/embeddings`, without `/v1`.
   */
  readonly engine: string
  readonly address: Text
  /** The name to ask the engine for. */
  readonly servedName: string
  readonly context: number
  readonly dimensions?: number
}

export type ServiceConfiguration = {
  readonly apiVersion: 'llmflow.io/v1'
  readonly kind: 'Service'
  readonly platform: string
  readonly release: string
  readonly publicUrl: string
  readonly models: readonly ServiceModel[]
  readonly parser: EngineChoice
  readonly vectorIndex: EngineChoice
  readonly textIndex: EngineChoice
  readonly graph: EngineChoice
  readonly records: EngineChoice
  readonly objects: EngineChoice
  readonly limits: EngineChoice
  readonly identity: EngineChoice
  readonly redaction: RedactionChoice
  readonly traces: TracesChoice
  readonly chunking: {
    readonly strategy: 'by_title'
    readonly charactersMax: number
    readonly newAfterCharacters: number
  }
  readonly tenants: readonly {
    readonly name: string
    readonly models: readonly string[]
    readonly requestsPerMinute: number
    readonly tokensPerMinute: number
  }[]
}

/** A metric that the runtime exports. */
export type ServiceMetric = {
  readonly name: string
  readonly type: 'counter' | 'gauge' | 'histogram'
  readonly labels: readonly string[]
  readonly help: string
}

/**
 * Metrics of the runtime. The guide's dashboards (7.3) want the `rag_*` latencies, the pending documents, the
 * recognition failures and the active sessions, which no off-the-shelf component exports.
 */
export const serviceMetrics: readonly ServiceMetric[] = [
  {
    name: 'rag_vector_search_latency',
    type: 'histogram',
    labels: ['tenant'],
    help: 'Seconds of the vector leg of a search.',
  },
  {
    name: 'rag_text_search_latency',
    type: 'histogram',
    labels: ['tenant'],
    help: 'Seconds of the text leg of a search.',
  },
  {
    name: 'rag_graph_search_latency',
    type: 'histogram',
    labels: ['tenant'],
    help: 'Seconds of the graph leg of a search.',
  },
  {
    name: 'rag_fusion_latency',
    type: 'histogram',
    labels: ['tenant'],
    help: 'Seconds of fusing the legs by reciprocal rank.',
  },
  {
    name: 'rag_rerank_latency',
    type: 'histogram',
    labels: ['tenant'],
    help: 'Seconds of reranking the fused passages.',
  },
  {
    name: 'llmflow_requests_total',
    type: 'counter',
    labels: ['tenant', 'model', 'status'],
    help: 'Requests answered at the gateway.',
  },
  {
    name: 'llmflow_request_duration_seconds',
    type: 'histogram',
    labels: ['tenant', 'model'],
    help: 'Seconds of a whole request.',
  },
  {
    name: 'llmflow_tokens_total',
    type: 'counter',
    labels: ['tenant', 'model', 'direction'],
    help: 'Tokens in and out.',
  },
  {
    name: 'llmflow_limited_total',
    type: 'counter',
    labels: ['tenant', 'limit'],
    help: 'Requests refused by a limit: requests or tokens.',
  },
  {
    name: 'llmflow_active_sessions',
    type: 'gauge',
    labels: ['tenant'],
    help: 'Sessions with a request in the last 15 minutes.',
  },
  {
    name: 'llmflow_documents_pending',
    type: 'gauge',
    labels: ['tenant'],
    help: 'Documents waiting to be processed.',
  },
  {
    name: 'llmflow_oldest_document_age_seconds',
    type: 'gauge',
    labels: ['tenant'],
    help: 'Seconds that the oldest waiting document has waited.',
  },
  {
    name: 'llmflow_documents_processed_total',
    type: 'counter',
    labels: ['tenant', 'status'],
    help: 'Documents processed.',
  },
  {
    name: 'llmflow_recognition_failures_total',
    type: 'counter',
    labels: ['tenant'],
    help: 'Pages that OCR could not read.',
  },
  {
    name: 'llmflow_recognition_pages_total',
    type: 'counter',
    labels: ['tenant'],
    help: 'Pages given to OCR.',
  },
]
