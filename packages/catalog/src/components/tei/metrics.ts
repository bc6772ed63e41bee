// The metrics that TEI exports; the same from 1.5 to 1.9.

import type { MetricFact, MetricFacts } from '../../facts.js'

const counter = (name: string, help: string, labels: readonly string[] = []): MetricFact => ({
  name,
  type: 'counter',
  labels,
  help,
})
const timing = (name: string, help: string): MetricFact => ({
  name,
  type: 'histogram',
  labels: [],
  help,
  unit: 'seconds',
})
const spread = (name: string, help: string): MetricFact => ({
  name,
  type: 'histogram',
  labels: [],
  help,
})

/** Series carry no model: the scrape's labels tell an embedder from a reranker. */
export const teiMetrics: MetricFacts = {
  source:
    'huggingface/text-embeddings-inference v1.5.0 to v1.9.3 router/src/lib.rs, router/src/http/server.rs, core/src/queue.rs',
  metrics: [
    counter('te_request_count', 'requests received; single calls count twice up to 1.6.0', [
      'method',
    ]),
    counter('te_request_success', 'requests answered; batch calls only up to 1.6.0', ['method']),
    counter('te_request_failure', 'failures by kind', ['err']),
    timing('te_request_duration', 'a whole successful request'),
    timing('te_request_tokenization_duration', 'turning text into tokens'),
    timing('te_request_queue_duration', 'waiting in the queue'),
    timing('te_request_inference_duration', 'in the model'),
    spread('te_request_input_length', 'tokens of an input'),
    counter('te_embed_count', 'embeddings started'),
    counter('te_embed_success', 'embeddings done'),
    timing('te_embed_duration', 'one embedding'),
    timing('te_embed_tokenization_duration', 'turning its text into tokens'),
    timing('te_embed_queue_duration', 'its wait in the queue'),
    timing('te_embed_inference_duration', 'its time in the model'),
    counter('te_predict_count', 'rerankings of one text started'),
    counter('te_predict_success', 'rerankings of one text done'),
    timing('te_predict_duration', 'reranking one text'),
    timing('te_predict_tokenization_duration', 'turning its text into tokens'),
    timing('te_predict_queue_duration', 'its wait in the queue'),
    timing('te_predict_inference_duration', 'its time in the model'),
    { name: 'te_queue_size', type: 'gauge', labels: [], help: 'inputs that wait to be batched' },
    spread('te_batch_next_size', 'inputs of a batch'),
    spread('te_batch_next_tokens', 'tokens of a batch'),
  ],
}
