// Lists the programs that are known, and recognises them by image, name or kind.

import type { Software, SoftwareImage } from '../software.js'
import {
  alertmanager,
  blackboxExporter,
  dcgmExporter,
  kubeStateMetrics,
  loki,
  nodeExporter,
  prometheus,
} from './monitoring.js'
import { apisix } from './apisix.js'
import { clickhouse } from './clickhouse.js'
import { dify } from './dify.js'
import { etcd } from './etcd.js'
import { fluentBit } from './fluent-bit.js'
import { grafana } from './grafana.js'
import { infinity } from './infinity.js'
import { keycloak } from './keycloak.js'
import { langfuse } from './langfuse.js'
import { llamaFactory } from './llama-factory.js'
import { llmflow } from './llmflow.js'
import { milvus } from './milvus.js'
import { minio, minioClient } from './minio.js'
import { mlflow } from './mlflow.js'
import { neo4j } from './neo4j.js'
import { curl, haproxy, kafka, keda, pgbouncer, vllmRouter } from './others.js'
import { opensearch } from './opensearch.js'
import { patroni } from './patroni.js'
import { postgresql } from './postgresql.js'
import { presidioAnalyzer, presidioAnonymizer } from './presidio.js'
import { redis } from './redis.js'
import { tei } from './tei.js'
import { unstructured } from './unstructured.js'
import { vllm } from './vllm.js'

export const software: readonly Software[] = [
  alertmanager,
  apisix,
  blackboxExporter,
  clickhouse,
  curl,
  dcgmExporter,
  dify,
  etcd,
  fluentBit,
  grafana,
  haproxy,
  infinity,
  kafka,
  keda,
  keycloak,
  kubeStateMetrics,
  langfuse,
  llamaFactory,
  llmflow,
  loki,
  milvus,
  minio,
  minioClient,
  mlflow,
  neo4j,
  nodeExporter,
  opensearch,
  patroni,
  pgbouncer,
  postgresql,
  presidioAnalyzer,
  presidioAnonymizer,
  prometheus,
  redis,
  tei,
  unstructured,
  vllm,
  vllmRouter,
]

/** Names count without case and punctuation: `llamaFactory` is `llama-factory`. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

const byName: ReadonlyMap<string, Software> = new Map(
  software
    .flatMap((known) => (known.aliases ?? []).map((name) => [plain(name), known] as const))
    // A name wins over an alias of another program.
    .concat(software.map((known) => [plain(known.name), known] as const)),
)

/** A program by its name, or by a name under which files speak of it. */
export function findSoftware(nameOrAlias: string): Software | undefined {
  return byName.get(plain(nameOrAlias))
}

export type ImageOwner = {
  readonly software: Software
  readonly image: SoftwareImage
  readonly part: string | undefined
}

const byRepository: ReadonlyMap<string, ImageOwner> = new Map(
  software.flatMap((known) =>
    [...wrongImagesOf(known), ...known.images].map((image) => [
      image.repository,
      { software: known, image, part: image.part },
    ]),
  ),
)

/** Who writes a repository that holds nothing still means the program. */
function wrongImagesOf({ wrongImages = [] }: Software): readonly SoftwareImage[] {
  return wrongImages.map(({ repository, source }) => ({ repository, source }))
}

/** Registries from which images are mirrored; a mirror keeps what comes behind them. */
const byPath: ReadonlyMap<string, ImageOwner> = new Map(
  [...byRepository].flatMap(([repository, owner]) =>
    pathsOf(repository).map((path) => [path, owner] as const),
  ),
)

/** `docker.io/library/redis` may be `mirror.example/library/redis` and `mirror.example/redis`. */
function pathsOf(repository: string): readonly string[] {
  const path = repository.slice(repository.indexOf('/') + 1)
  return path.startsWith('library/') ? [path, path.slice('library/'.length)] : [path]
}

/** A project of a registry that holds copies, and not images that somebody made: `library`, `dockerhub-proxy`. */
const copies = /library|docker|hub|proxy|mirror|cache/

/**
 * The program in an image, by its repository with its registry. A mirror keeps the path, with or without the name of
 * the registry before it: `harbor.example/docker.io/library/redis`, `harbor.example/proxy/vllm/vllm-openai`.
 */
export function softwareOfImage(repository: string): ImageOwner | undefined {
  const exact = byRepository.get(repository)
  const [host = '', ...path] = repository.split('/')
  if (exact !== undefined || host === 'docker.io') return exact
  for (let start = 0; start < path.length; start += 1) {
    const rest = path.slice(start)
    const project = path[start - 1]
    // One name alone is not enough: `ghcr.io/somebody/redis` may be another image.
    const isTold = rest.length > 1 || project === undefined || copies.test(project)
    const owner = byRepository.get(rest.join('/')) ?? byPath.get(rest.join('/'))
    if (owner !== undefined && isTold) return owner
  }
  return undefined
}

const byKind: ReadonlyMap<string, Software> = new Map(
  software.flatMap((known) => (known.kinds ?? []).map((kind) => [kind, known] as const)),
)

/** The program that a custom resource describes: `milvus.io`, `Milvus`. */
export function softwareOfKind(group: string, kind: string): Software | undefined {
  return byKind.get(`${group}/${kind}`)
}
