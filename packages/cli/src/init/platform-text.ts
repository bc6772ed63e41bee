// Writes a first llmflow.yaml, with comments that say what each part is for.

import { newestRelease } from '../catalog-names.js'
import type { CliWords } from '../words/words.js'
import type { Answers } from './answers.js'
import { layoutFor, modelsFor, rerankerGpusFor, type Layout, type StarterModel } from './layout.js'

type Comments = CliWords['init']['comments']

export function platformText(answers: Answers, { init }: CliWords): string {
  const { comments } = init
  const layout = layoutFor(answers)
  const sections = [
    headSection(answers, comments),
    registrySection(answers, comments),
    demandSection(answers, comments),
    objectives[layout],
    layout === 'embedded' ? [] : modelsSection(answers, comments),
    componentsSection(layout, comments),
    layout === 'embedded' ? [] : storageSection(layout),
    layout === 'embedded' ? [] : backupSection(layout, answers),
  ]
  return `${sections
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n\n')}\n`
}

function headSection({ name, domain }: Answers, comments: Comments): readonly string[] {
  return [
    '# yaml-language-server: $schema=.llmflow/platform.schema.json',
    `# ${comments.platform}`,
    'apiVersion: llmflow.io/v1',
    'kind: Platform',
    'metadata:',
    `  name: ${name}`,
    `release: "${newestRelease?.name ?? ''}"`,
    `domain: ${domain}`,
  ]
}

function registrySection({ registry }: Answers, comments: Comments): readonly string[] {
  if (registry === '') return []
  return [`# ${comments.registry}`, 'registry:', `  host: ${registry}`]
}

function demandSection({ users }: Answers, comments: Comments): readonly string[] {
  const documents = Math.max(1000, users * 200)
  return [
    `# ${comments.demand}`,
    'demand:',
    `  users: ${users}`,
    `  ingestion: {documents: ${documents}, documentsPerDay: ${Math.ceil(documents / 100)}}`,
  ]
}

const objectives: { readonly [L in Layout]: readonly string[] } = {
  embedded: ['objectives:', '  availability: 90%', '  recoveryPoint: 24h', '  recoveryTime: 24h'],
  host: ['objectives:', '  availability: 99%', '  recoveryPoint: 24h', '  recoveryTime: 8h'],
  cluster: ['objectives:', '  availability: 99.9%', '  recoveryPoint: 1h', '  recoveryTime: 4h'],
}

function modelsSection(answers: Answers, comments: Comments): readonly string[] {
  const chat = modelsFor(answers)
  const replicas =
    layoutFor(answers) === 'host' ? '{minimum: 1, maximum: 1}' : '{minimum: 2, maximum: 6}'
  return [
    `# ${comments.models}`,
    'models:',
    ...chat.flatMap((model) => chatModel(model, answers.gpuProduct)),
    ...cpuModel('bge-m3', 'embedding', replicas),
    ...reranker(answers, replicas),
  ]
}

function chatModel(model: StarterModel, product: string): readonly string[] {
  const { name, weights, tensorParallel, minimum, maximum, priority } = model
  return [
    `  - name: ${name}`,
    `    weights: ${weights}`,
    '    context: 16384',
    ...(tensorParallel === 1 ? [] : [`    tensorParallel: ${tensorParallel}`]),
    `    gpu: ${product}`,
    `    replicas: {minimum: ${minimum}, maximum: ${maximum}}`,
    `    priority: ${priority}`,
  ]
}

function reranker(answers: Answers, replicas: string): readonly string[] {
  const name = 'bge-reranker-v2-m3'
  const gpus = rerankerGpusFor(answers)
  if (gpus === 0) return cpuModel(name, 'reranking', replicas)
  return [
    `  - name: ${name}`,
    '    kind: reranking',
    `    weights: BAAI/${name}`,
    `    gpu: ${answers.gpuProduct}`,
    `    replicas: {minimum: ${gpus}, maximum: ${gpus}}`,
  ]
}

const cpuModel = (name: string, kind: string, replicas: string): readonly string[] => [
  `  - name: ${name}`,
  `    kind: ${kind}`,
  `    weights: BAAI/${name}`,
  '    precision: fp32',
  `    replicas: ${replicas}`,
]

const components: { readonly [L in Layout]: readonly string[] } = {
  embedded: ['llmflow: {topology: embedded}'],
  host: [
    'llmflow: {replicas: {minimum: 1, maximum: 1}}',
    'vllm: {}',
    'tei: {}',
    'unstructured: {replicas: {minimum: 1, maximum: 1}}',
    'milvus: {topology: standalone}',
    'postgresql: {topology: standalone}',
    'redis: {topology: standalone}',
    'minio: {topology: standalone}',
    'accelerators: {}',
    'etcd: {}',
  ],
  cluster: [
    'llmflow: {}',
    'vllm: {}',
    'tei: {}',
    'unstructured: {}',
    'dify: {}',
    'milvus: {topology: cluster}',
    'postgresql: {topology: patroni}',
    'redis: {topology: sentinel}',
    'minio: {topology: distributed}',
    'keycloak: {}',
    'apisix: {}',
    'monitoring: {}',
    'scaling: {}',
    'certificates: {}',
    'accelerators: {}',
    'etcd: {}',
  ],
}

function componentsSection(layout: Layout, comments: Comments): readonly string[] {
  return [
    `# ${comments.components}`,
    'components:',
    ...components[layout].map((component) => `  ${component}`),
  ]
}

function storageSection(layout: Layout): readonly string[] {
  const storageClass = layout === 'host' ? 'local-path' : 'cephfs'
  return ['modelStore:', `  storageClass: ${storageClass}`, '  size: 500GiB']
}

/** Backups often enough for the objectives above, in a place outside this cluster. */
function backupSection(layout: Layout, { domain }: Answers): readonly string[] {
  const every = layout === 'host' ? '24h' : '1h'
  const postgresql =
    layout === 'host'
      ? '{every: 24h, keep: 14d}'
      : '{every: 7d, keep: 30d, log: {every: 5m, keep: 30d}}'
  return [
    'backup:',
    `  endpoint: https://backup.${domain}`,
    '  stores:',
    `    postgresql: ${postgresql}`,
    ...['redis', 'milvus', 'minio', 'etcd'].map(
      (store) => `    ${store}: {every: ${every}, keep: 14d}`,
    ),
  ]
}
