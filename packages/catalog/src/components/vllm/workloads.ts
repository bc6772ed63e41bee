// Describes the workload of each chat model: one vLLM server for each replica, whole GPUs on one node.

import { gibibytes, seconds, text, type Model, type Text, type Volume, type Workload } from '@llmflow/spec'
import { modelsServedBy, type ComponentSizes, type Context } from '../../component.js'
import { modelEndpoint, namespaces } from '../../endpoints.js'
import { buildWorkload } from '../../part.js'
import { contextOf } from './size.js'

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
        args: serverArguments(model),
        environment: {
          HF_HUB_OFFLINE: ['1'],
          HF_HOME: ['/tmp/huggingface'],
          HOME: ['/tmp'],
          VLLM_NO_USAGE_STATS: ['1'],
        },
        ports: [
          {
            name: 'http',
            number: 8000,
            scheme: 'http',
            metrics: { path: '/metrics', interval: seconds(15) },
          },
        ],
        volumes: [...volumesOf(context), ...sharedMemory(model)],
        probes: {
          startup: { check: { kind: 'http', path: '/health', port: 'http' }, every: seconds(10), timeout: seconds(5), failures: 180 },
          ready: { check: { kind: 'http', path: '/health', port: 'http' }, every: seconds(10), timeout: seconds(5), failures: 3 },
          live: { check: { kind: 'http', path: '/health', port: 'http' }, every: seconds(20), timeout: seconds(10), failures: 6 },
        },
        scaling: {
          signals: [
            {
              kind: 'query',
              name: 'requests-waiting',
              query: `sum(vllm:num_requests_waiting{model_name="${model.name}"}) + sum(vllm:num_requests_running{model_name="${model.name}"})`,
              threshold: Math.max(1, Math.floor((part.figures['sequencesAtDemand']?.value.value ?? 10) * 0.7)),
            },
          ],
          growAfter: seconds(60),
          shrinkAfter: seconds(600),
        },
        role: 'inference',
        spread: { nodes: 'preferred', zones: 'preferred' },
        unavailableMax: 1,
        movable: true,
        security: { user: 2000, group: 2000, volumesGroup: 2000, readOnlyRoot: true },
        edges: [],
        stopWithin: seconds(120),
        priority: model.priority,
        ...(model.gpu === undefined ? {} : { gpuProduct: model.gpu }),
      }),
    ]
  })
}

/** The server's flags. The KV cache of a replica is what `--max-model-len` and the GPUs leave. */
function serverArguments(model: Model): readonly Text[] {
  const tensorParallel = model.tensorParallel ?? 1
  const scaling = model.ropeScaling
  return [
    text`--model=/models/${model.weights}`,
    text`--served-model-name=${model.name}`,
    text`--max-model-len=${contextOf(model)}`,
    text`--tensor-parallel-size=${tensorParallel}`,
    text`--gpu-memory-utilization=${model.memoryUtilization}`,
    text`--enable-prefix-caching`,
    text`--enable-chunked-prefill`,
    ...(model.cachePrecision === 'fp8' ? [text`--kv-cache-dtype=fp8`] : []),
    ...(scaling === undefined
      ? []
      : [text`--rope-scaling={"type":"${scaling.type}","factor":${scaling.factor}}`]),
  ]
}

function volumesOf(context: Context): readonly Volume[] {
  const { storageClass, size } = context.platform.modelStore
  return [
    {
      kind: 'common',
      name: 'models',
      path: '/models',
      claim: 'model-store',
      size,
      ...(storageClass === undefined ? {} : { storageClass }),
      accessMode: 'ReadWriteMany',
      readOnly: true,
    },
    { kind: 'scratch', name: 'temporary', path: '/tmp', size: gibibytes(10) },
  ]
}

/** Tensor parallel workers talk through /dev/shm, of which a container has 64 MiB unless it is given more. */
function sharedMemory(model: Model): readonly Volume[] {
  const tensorParallel = model.tensorParallel ?? 1
  if (tensorParallel === 1) return []
  return [{ kind: 'memory', name: 'shared-memory', path: '/dev/shm', size: gibibytes(2 * tensorParallel) }]
}
