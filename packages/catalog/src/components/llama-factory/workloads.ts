// Describes the web page of LLaMA-Factory, which trains in its own container on GPUs of the training machines.

import {
  gibibytes,
  seconds,
  text,
  type Image,
  type SecretText,
  type Volume,
  type Workload,
} from '@llmflow/spec'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { llamaFactoryEndpoint, namespaces } from '../../endpoints.js'
import { modelStoreVolume } from '../../models/store.js'
import { buildWorkload } from '../../part.js'
import { httpProbe, tcpProbe } from '../../probe.js'
import { jobFiles, workFolder } from './job.js'
import { methodOf } from './training.js'

export function llamaFactoryWorkloads(
  context: Context,
  sizes: ComponentSizes,
): readonly Workload[] {
  const { board } = sizes
  if (board === undefined) return []
  return [
    buildWorkload(context, board, {
      id: llamaFactoryEndpoint.workload,
      component: 'llama-factory',
      part: 'board',
      runsOn: 'cluster',
      namespace: namespaces.inference,
      kind: 'stateful',
      ...imageOf(context),
      command: ['/bin/bash', startScript],
      environment,
      files: [
        { path: startScript, content: start, executable: true },
        ...jobFiles(context, board.gpus?.value ?? 1),
      ],
      ports: [{ name: llamaFactoryEndpoint.port, number: 7860, scheme: 'http' }],
      volumes: volumesOf(context, board),
      probes: {
        // Gradio has no path for health; its page loads all of PyTorch first.
        startup: httpProbe('/', 'http', { failures: 60 }),
        ready: httpProbe('/', 'http'),
        // A training that takes all threads may keep the page waiting: that is no reason to end it.
        live: tcpProbe('http', { every: 30, failures: 20 }),
      },
      role: 'training',
      spread: { nodes: 'none', zones: 'none' },
      unavailableMax: 1,
      optional: true,
      movable: true,
      security: { user: 1000, group: 1000, volumesGroup: 1000, readOnlyRoot: true },
      edges: [],
      stopWithin: seconds(300),
      priority: 100,
    }),
  ]
}

function imageOf(context: Context): { readonly image?: Image } {
  const { images } = context.factsOf('llama-factory')
  const image = images[methodOf(context) === 'qlora' ? 'qlora' : 'board']
  const chosen = context.platform.components['llama-factory']?.image
  return image === undefined || chosen !== undefined ? {} : { image }
}

const startScript = '/scripts/start.sh'

/** Its folders hang on where it is started; a volume mounted over its data would hide the list of data sets. */
const start = text`#!/bin/bash
set -eu
cd ${workFolder}
if [ ! -e data/dataset_info.json ]; then
  mkdir -p data
  cp -r /app/data/. data/
fi
exec llamafactory-cli webui
`

const environment: { readonly [name: string]: SecretText } = {
  GRADIO_SERVER_NAME: ['0.0.0.0'],
  GRADIO_SERVER_PORT: ['7860'],
  GRADIO_ANALYTICS_ENABLED: ['False'],
  GRADIO_TEMP_DIR: ['/tmp/gradio'],
  HF_HUB_OFFLINE: ['1'],
  HF_DATASETS_OFFLINE: ['1'],
  TRANSFORMERS_OFFLINE: ['1'],
  HF_HOME: [`${workFolder}/huggingface`],
  WANDB_DISABLED: ['true'],
  TRITON_CACHE_DIR: ['/tmp/triton'],
  MPLCONFIGDIR: ['/tmp/matplotlib'],
  HOME: ['/tmp'],
  USER: ['llamafactory'],
  LOGNAME: ['llamafactory'],
}

/** NCCL and the loaders of data talk through /dev/shm; the project's own compose file gives it 16 GB. */
const sharedMemory: Volume = {
  kind: 'memory',
  name: 'shared-memory',
  path: '/dev/shm',
  size: gibibytes(16),
}

function volumesOf(context: Context, sizes: PartSizes): readonly Volume[] {
  const storageClass = context.platform.components['llama-factory']?.storageClass
  return [
    modelStoreVolume(context.platform),
    {
      kind: 'persistent',
      name: 'work',
      path: workFolder,
      size: sizes.storage?.value ?? gibibytes(100),
      ...(storageClass === undefined ? {} : { storageClass }),
      accessMode: 'ReadWriteOnce',
    },
    { kind: 'scratch', name: 'temporary', path: '/tmp', size: gibibytes(20) },
    sharedMemory,
  ]
}
