// Describes the workload of each chat model: one vLLM server for each replica, whole GPUs on one node.

import {
  gibibytes,
  seconds,
  type Model,
  type Probe,
  type Volume,
  type Workload,
} from '@llmflow/spec'
import { modelsServedBy, type ComponentSizes, type Context } from '../../component.js'
import { modelEndpoint, namespaces } from '../../endpoints.js'
import { modelStoreVolume } from '../../models/store.js'
import { buildWorkload } from '../../part.js'
import { httpProbe } from '../../probe.js'
import { serverArguments } from './arguments.js'

/** Share of the sequences that fit at which another replica is wanted: a server takes minutes to load. */
const fullAt = 0.7

export function vllmWorkloads(context: Context, sizes: ComponentSizes): readonly Workload[] {
  return modelsServedBy('vllm', context.platform).flatMap((model) => {
    const part = sizes[model.name]
    if (part === undefined) return []
    const { workload } = modelEndpoint('vllm', model.name)
    return [
      buildWorkload(context, part, {
        id: workload,
        component: 'vllm',
        part: model.name,
        runsOn: 'cluster',
        namespace: namespaces.inference,
        kind: 'stateless',
        args: serverArguments(model, context.factsOf('vllm')),
        environment,
        ports: [
          {
            name: 'http',
            number: 8000,
            scheme: 'http',
            metrics: { path: '/metrics', interval: seconds(15) },
          },
        ],
        volumes: [
          modelStoreVolume(context.platform),
          { kind: 'scratch', name: 'temporary', path: '/tmp', size: gibibytes(10) },
          ...sharedMemory(model),
        ],
        // Loading 140 GB of weights from a network volume may take half an hour.
        probes: { startup: health(10, 180), ready: health(10, 3), live: health(20, 6) },
        scaling: {
          signals: [
            {
              kind: 'query',
              name: 'requests-in-flight',
              query: `sum(vllm:num_requests_waiting{model_name="${model.name}"}) + sum(vllm:num_requests_running{model_name="${model.name}"})`,
              threshold: Math.max(
                1,
                Math.floor((part.figures['sequencesAtDemand']?.value.value ?? 10) * fullAt),
              ),
            },
          ],
          growAfter: seconds(60),
          shrinkAfter: seconds(600),
        },
        role: 'inference',
        spread: { nodes: 'preferred', zones: 'preferred' },
        unavailableMax: 1,
        movable: true,
        // Group 0 owns the home of the image's own user from 0.22 on, and harms nothing before.
        security: { user: 2000, group: 0, volumesGroup: 0, readOnlyRoot: true },
        edges: [],
        stopWithin: seconds(120),
        priority: model.priority,
        ...(model.gpu === undefined ? {} : { gpuProduct: model.gpu }),
      }),
    ]
  })
}

/** PyTorch asks for the user's name, which a user without passwd entry has only from the environment. */
const environment = {
  HF_HUB_OFFLINE: ['1'],
  HF_HOME: ['/tmp/huggingface'],
  HOME: ['/tmp'],
  USER: ['vllm'],
  LOGNAME: ['vllm'],
  VLLM_NO_USAGE_STATS: ['1'],
} as const

/** Tensor parallel workers talk through /dev/shm, of which a container has 64 MiB unless it is given more. */
function sharedMemory(model: Model): readonly Volume[] {
  const tensorParallel = model.tensorParallel ?? 1
  if (tensorParallel === 1) return []
  return [
    {
      kind: 'memory',
      name: 'shared-memory',
      path: '/dev/shm',
      size: gibibytes(2 * tensorParallel),
    },
  ]
}

const health = (every: number, failures: number): Probe =>
  httpProbe('/health', 'http', { every, failures })
