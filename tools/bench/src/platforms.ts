// Writes the platforms that are measured: the guide's, and one of any size with everything in it.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { printYaml, type JsonObject } from '@llmflow/spec'

export const root = fileURLToPath(new URL('../../..', import.meta.url))
export const guide = join(root, 'examples', 'guide-production')

export type Texts = { readonly platform: string; readonly inventory: string }

const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '')

export const readGuide = (): Texts => ({
  platform: read(join(guide, 'llmflow.yaml')),
  inventory: read(join(guide, 'inventory.yaml')),
})

/** A platform for so many nodes: a model for every ten of them and a tenant for every two. */
export function generate(nodes: number): Texts {
  return { platform: printYaml(platformFor(nodes)), inventory: printYaml(inventoryFor(nodes)) }
}

const zones = ['zone-a', 'zone-b', 'zone-c']
const product = 'A100-SXM4-80GB'

const pool = (
  name: string,
  roles: readonly string[],
  count: number,
  octet: number,
  rest: JsonObject = {},
): JsonObject => ({
  name,
  roles,
  // Listed one by one, as an inventory that was read from a cluster is.
  nodes: Array.from({ length: count }, (_, index) => ({
    name: `${name}-${index + 1}`,
    address: `10.${octet}.${Math.floor(index / 250)}.${(index % 250) + 1}`,
    zone: zones[index % zones.length] ?? '',
  })),
  cpu: 112,
  memory: '512GiB',
  ...rest,
})

function inventoryFor(nodes: number): JsonObject {
  const gpuNodes = Math.round(nodes * 0.4)
  const vectorNodes = Math.max(6, Math.round(nodes * 0.1))
  const fixed = { database: 3, cache: 3, storage: 4, management: 3 }
  const applicationNodes = nodes - gpuNodes - vectorNodes - 13
  return {
    apiVersion: 'llmflow.io/v1',
    kind: 'Inventory',
    metadata: { name: 'generated' },
    kubernetes: { minor: '1.29' },
    pools: [
      pool('management', ['control-plane'], fixed.management, 20, { kind: 'control-plane' }),
      pool('application', ['application'], applicationNodes, 21),
      pool('vector', ['vector'], vectorNodes, 22),
      pool('inference', ['inference'], gpuNodes, 23, {
        cpu: 256,
        memory: '1TiB',
        gpus: { product, count: 8 },
        taints: [{ key: 'nvidia.com/gpu', value: 'true', effect: 'NoSchedule' }],
      }),
      pool('database', ['database'], fixed.database, 24, { kind: 'hosts' }),
      pool('cache', ['cache'], fixed.cache, 25, { kind: 'hosts' }),
      pool('storage', ['storage'], fixed.storage, 26, {
        kind: 'hosts',
        disks: [{ kind: 'nvme', size: '25TB', count: 4 }],
      }),
    ],
    networks: [
      { name: 'nodes', range: '10.16.0.0/12', purpose: 'nodes' },
      { name: 'pods', range: '10.244.0.0/16', purpose: 'pods' },
      { name: 'services', range: '10.96.0.0/16', purpose: 'services' },
    ],
    storageClasses: [
      { name: 'block', kind: 'block', accessModes: ['ReadWriteOnce'], isDefault: true },
      { name: 'file', kind: 'file', accessModes: ['ReadWriteMany', 'ReadWriteOnce'] },
    ],
  }
}

/** Weights with the GPUs that one replica needs. */
const weights = [
  ['meta-llama/Llama-3.1-8B-Instruct', 1],
  ['meta-llama/Llama-3.1-70B-Instruct', 4],
  ['Qwen/Qwen2.5-72B-Instruct', 4],
] as const

function platformFor(nodes: number): JsonObject {
  const models = Array.from({ length: Math.round(nodes / 10) - 2 }, (_, index): JsonObject => {
    const [name, tensorParallel] = weights[index % weights.length] ?? weights[0]
    return {
      name: `model-${index + 1}`,
      weights: name,
      context: 16_384,
      tensorParallel,
      gpu: product,
      replicas: { minimum: 2, maximum: 6 },
      priority: index + 1,
    }
  })
  return {
    ...head(nodes),
    models: [
      ...models,
      {
        name: 'bge-m3',
        kind: 'embedding',
        weights: 'BAAI/bge-m3',
        precision: 'fp32',
        context: 8192,
      },
      {
        name: 'bge-reranker-v2-m3',
        kind: 'reranking',
        weights: 'BAAI/bge-reranker-v2-m3',
        precision: 'fp32',
        context: 8192,
        gpu: product,
      },
    ],
    tenants: Array.from({ length: Math.round(nodes / 2) }, (_, index) => ({
      name: `tenant-${index + 1}`,
      people: 10,
      models: models.slice(index % 50, (index % 50) + 3).map(({ name }) => name ?? ''),
    })),
    components: {
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
      etcd: {},
    },
    modelStore: { storageClass: 'file', size: '20TiB' },
    backup: {
      endpoint: 'https://s3.example.internal',
      stores: backupsOf('postgresql', 'redis', 'milvus', 'minio', 'etcd'),
    },
  }
}

const head = (nodes: number): JsonObject => ({
  apiVersion: 'llmflow.io/v1',
  kind: 'Platform',
  metadata: { name: 'generated' },
  release: '2025.01',
  domain: 'llm.example.internal',
  registry: { host: 'harbor.example.internal' },
  demand: { users: nodes * 10, ingestion: { documents: 500_000, documentsPerDay: 5000 } },
  objectives: { availability: '99.9%', recoveryPoint: '1h', recoveryTime: '1d' },
})

const backupsOf = (...stores: readonly string[]): JsonObject =>
  Object.fromEntries(
    stores.map((store) => [
      store,
      { every: '15m', keep: '30d', log: { every: '15m', keep: '30d' } },
    ]),
  )
