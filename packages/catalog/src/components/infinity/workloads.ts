// Describes the workload of each model: one Infinity server for each replica, which answers to the model's name.

import { gibibytes, ratio, type Model, type Signal, type Workload } from '@llmflow/spec'
import type { ComponentSizes, Context } from '../../component.js'
import { encoderWorkload } from '../../encoder.js'
import { modelEndpoint } from '../../endpoints.js'
import { buildWorkload, type WorkloadBase } from '../../part.js'
import { httpProbe } from '../../probe.js'
import { infinityModels } from './models.js'

/** Requests that a replica may have in work at once before another is wanted: while one computes, the next are batched. */
const requestsInWork = 4

/** The path under which a kind of model is asked. */
export const handlerOf = ({ kind }: Model): string =>
  kind === 'reranking' ? '/rerank' : '/embeddings'

export function infinityWorkloads(context: Context, sizes: ComponentSizes): readonly Workload[] {
  return infinityModels(context).flatMap((model) => {
    const part = sizes[model.name]
    return part === undefined ? [] : [buildWorkload(context, part, describe(context, model))]
  })
}

function describe(context: Context, model: Model): WorkloadBase {
  // Never plain `infinity`: the server would read the INFINITY_PORT of its own Service, and exit.
  const { workload } = modelEndpoint('infinity', model.name)
  const image = context.factsOf('infinity').images[model.gpu === undefined ? 'cpu' : 'gpu']
  const chosen = context.platform.components['infinity']?.image
  return encoderWorkload(context, model, {
    component: 'infinity',
    ...(image === undefined || chosen !== undefined ? {} : { image }),
    args: argumentsOf(model).map((argument) => [argument]),
    environment,
    port: 7997,
    scratch: { kind: 'scratch', name: 'temporary', path: '/tmp', size: gibibytes(2) },
    probes: {
      startup: httpProbe('/health', 'http', { failures: 90 }),
      ready: httpProbe('/health', 'http'),
      live: httpProbe('/health', 'http', { every: 20, failures: 6 }),
    },
    signals: signalsOf(model, workload),
  })
}

const argumentsOf = (model: Model): readonly string[] => [
  'v2',
  '--model-id',
  `/models/${model.weights}`,
  '--served-model-name',
  model.name,
  '--port',
  '7997',
  '--device',
  model.gpu === undefined ? 'cpu' : 'cuda',
  // The CPU image would look for ONNX files, which most repositories of weights do not hold.
  '--engine',
  'torch',
  '--dtype',
  model.gpu === undefined || model.precision === 'fp32' ? 'float32' : 'float16',
]

/** Its statistics go to the internet unless it is told otherwise. */
const environment = {
  DO_NOT_TRACK: ['1'],
  INFINITY_ANONYMOUS_USAGE_STATS: ['false'],
  HF_HUB_OFFLINE: ['1'],
  HF_HOME: ['/tmp/huggingface'],
  HOME: ['/tmp'],
  USER: ['infinity'],
  LOGNAME: ['infinity'],
} as const

/** Its queue is no series. Seconds of answers in a second are the requests in work on average (Little’s law). */
function signalsOf(model: Model, workload: string): readonly Signal[] {
  const labels = `service="${workload}",handler="${handlerOf(model)}"`
  const inWork: Signal = {
    kind: 'query',
    name: 'requests-in-work',
    query: `sum(rate(http_request_duration_seconds_sum{${labels}}[1m])) or 0 * sum(up{service="${workload}"})`,
    threshold: requestsInWork,
  }
  return model.gpu === undefined ? [inWork, { kind: 'cpu', target: ratio(0.7) }] : [inWork]
}
