// Makes the platform that a number of people needs, with the components and the mix of models of the guide.

import { platformSchema, ratio, type Platform } from '@llmflow/spec'
import { inferenceGpu, type ChosenModel, type ModelRow } from './models.js'

/** The guide’s models with their shares of the demand (4.2). */
const guideModels: readonly (ChosenModel & { readonly share: number })[] = [
  { weights: 'meta-llama/Llama-3.1-70B-Instruct', precision: 'bf16', share: 0.5 },
  { weights: 'meta-llama/Llama-3.1-8B-Instruct', precision: 'bf16', share: 0.3 },
  { weights: 'Qwen/Qwen2.5-72B-Instruct', precision: 'bf16', share: 0.2 },
]
export const defaultModels: readonly ChosenModel[] = guideModels

/** The documents of examples/guide-production: 500,000 kept and 5,000 new ones a day, for 500 people. */
const documentsPerPerson = 1000
const newDocumentsPerPerson = 10

/** All GPUs of one machine of the guide’s training plane. */
const gpusPerTrainingJob = 8

/** Those of examples/guide-production. */
const components = {
  llmflow: {},
  vllm: {},
  tei: {},
  unstructured: {},
  dify: {},
  milvus: { topology: 'cluster' },
  postgresql: { topology: 'patroni' },
  redis: { topology: 'sentinel' },
  minio: { topology: 'distributed' },
  keycloak: {},
  apisix: {},
  monitoring: {},
  scaling: {},
  certificates: {},
  accelerators: {},
  haproxy: {},
  pgbouncer: {},
  neo4j: { topology: 'cluster', pool: 'graph', options: { acceptLicense: 'yes' } },
  langfuse: {},
  mlflow: {},
  presidio: {},
  'llama-factory': {},
  opensearch: {},
  'fluent-bit': {},
  cilium: {},
  velero: {},
  harbor: {},
  'rook-ceph': {},
}

const encoders = [
  { name: 'bge-m3', kind: 'embedding', weights: 'BAAI/bge-m3', precision: 'fp32', context: 8192 },
  {
    name: 'bge-reranker-v2-m3',
    kind: 'reranking',
    weights: 'BAAI/bge-reranker-v2-m3',
    precision: 'fp16',
    context: 8192,
    gpu: inferenceGpu,
  },
]

export function platformFor(
  users: number,
  rows: readonly ModelRow[],
  release: string,
): Platform | undefined {
  const { data } = platformSchema.safeParse({
    apiVersion: 'llmflow.io/v1',
    kind: 'Platform',
    metadata: { name: 'sized' },
    release,
    domain: 'llmflow.internal',
    demand: {
      users,
      ingestion: {
        documents: users * documentsPerPerson,
        documentsPerDay: users * newDocumentsPerPerson,
      },
      fineTuning: { gpus: gpusPerTrainingJob },
    },
    models: [...rows.map(chatModel), ...encoders],
    components,
    backup: { endpoint: 'https://s3.example.internal' },
  })
  return data
}

function chatModel({ weights, precision, gpus }: ModelRow, index: number) {
  const share = guideModels.find(
    (model) => model.weights === weights && model.precision === precision,
  )?.share
  return {
    name: `chat-${index}`,
    weights,
    precision,
    tensorParallel: gpus.value,
    gpu: inferenceGpu,
    ...(share === undefined ? {} : { demandShare: `${share * 100}%` }),
  }
}

/** A platform that a person wrote, for another number of people. */
export function withUsers(platform: Platform, users: number): Platform {
  const { concurrentUsers: _, ...demand } = platform.demand
  return { ...platform, demand: { ...demand, users } }
}

/** The same platform with other chat models, which share the demand alike. */
export function withModels(platform: Platform, rows: readonly ModelRow[]): Platform | undefined {
  const made = platformFor(platform.demand.users, rows, platform.release)
  if (made === undefined) return undefined
  const chat = made.models.filter(({ kind }) => kind === 'chat')
  const others = platform.models.filter(({ kind }) => kind !== 'chat')
  const share = ratio(1 / Math.max(1, chat.length))
  return {
    ...platform,
    models: [...chat.map((one) => ({ ...one, demandShare: share })), ...others],
  }
}
