// Describes the workload of each embedding or reranking model: one TEI server for each replica.

import {
  gibibytes,
  ratio,
  type Model,
  type Probe,
  type SecretText,
  type Signal,
  type Workload,
} from '@llmflow/spec'
import { modelsServedBy, type ComponentSizes, type Context } from '../../component.js'
import { encoderWorkload } from '../../encoder.js'
import { modelEndpoint } from '../../endpoints.js'
import { buildWorkload, type WorkloadBase } from '../../part.js'
import { httpProbe } from '../../probe.js'
import { imageFor } from './versions.js'

/** Inputs that may wait for each replica before another is wanted: about one batch. */
const queueThreshold = 32

export function teiWorkloads(context: Context, sizes: ComponentSizes): readonly Workload[] {
  return modelsServedBy('tei', context.platform).flatMap((model) => {
    const part = sizes[model.name]
    return part === undefined ? [] : [buildWorkload(context, part, describe(context, model))]
  })
}

function describe(context: Context, model: Model): WorkloadBase {
  const { workload } = modelEndpoint('tei', model.name)
  const image =
    context.platform.components['tei']?.image === undefined
      ? imageFor(model, context.factsOf('tei'))
      : undefined
  return encoderWorkload(context, model, {
    component: 'tei',
    ...(image === undefined ? {} : { image }),
    environment: environmentOf(context, model),
    port: 8080,
    scratch: { kind: 'scratch', name: 'temporary', path: '/tmp', size: gibibytes(1) },
    probes: { startup: health(5, 120), ready: health(10, 3), live: health(20, 6) },
    signals: signalsOf(model, workload),
  })
}

/**
 * Inputs that wait, by the Service that the scrape names: the series know no model. A server exports the gauge after its
 * first input only, so a scrape without it counts as none waiting, and no scrape at all stays an error.
 */
function signalsOf(model: Model, workload: string): readonly Signal[] {
  const queue: Signal = {
    kind: 'query',
    name: 'queue',
    query: `sum(te_queue_size{service="${workload}"}) or 0 * sum(up{service="${workload}"})`,
    threshold: queueThreshold,
  }
  return model.gpu === undefined ? [queue, { kind: 'cpu', target: ratio(0.7) }] : [queue]
}

function environmentOf(context: Context, model: Model): { readonly [name: string]: SecretText } {
  const { candidates } = context.platform.demand.retrieval
  return {
    MODEL_ID: [`/models/${model.weights}`],
    // The image listens on 80, which a user other than root may not bind everywhere.
    PORT: ['8080'],
    HOSTNAME: ['0.0.0.0'],
    HUGGINGFACE_HUB_CACHE: ['/tmp'],
    // The CPU build reads weights as fp32, whatever they were.
    DTYPE: [model.gpu === undefined || model.precision === 'fp32' ? 'float32' : 'float16'],
    // A call with more texts than this is refused, and a search sends all its candidates at once.
    MAX_CLIENT_BATCH_SIZE: [`${Math.max(32, candidates)}`],
    AUTO_TRUNCATE: ['true'],
  }
}

const health = (every: number, failures: number): Probe =>
  httpProbe('/health', 'http', { every, failures })
