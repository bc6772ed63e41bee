// Names the workloads and ports under which components find each other.

import type { Context } from './component.js'
import { placeOfPart } from './pool.js'

/** A workload and a port of it. */
export type Endpoint = { readonly workload: string; readonly port: string }

export const namespaces = {
  system: 'llmflow-system',
  infra: 'llmflow-infra',
  inference: 'llmflow-inference',
  monitoring: 'llmflow-monitoring',
  /** For what must be root: Pod Security level baseline, and nothing else lives there. */
  sandbox: 'llmflow-sandbox',
} as const

/** Where PostgreSQL takes writes: a proxy that follows Patroni's leader, or the single server. */
export function postgresqlOf(context: Context): Endpoint {
  return context.topologyOf('postgresql') === 'standalone'
    ? { workload: 'postgresql', port: 'postgresql' }
    : { workload: 'postgresql-primary', port: 'postgresql' }
}

export const poolerEndpoint: Endpoint = { workload: 'pgbouncer', port: 'postgresql' }

/** In the cluster, unless the platform chose machines for it. */
export const placeOfPooler = (context: Context): 'cluster' | 'hosts' =>
  placeOfPart(context, 'pgbouncer', 'pgbouncer', 'application', 'cluster')

/** Machines that take its clients may have HAProxy or PostgreSQL at 5432. */
export const poolerPort = (context: Context): number =>
  context.enabled.has('pgbouncer') && placeOfPooler(context) === 'hosts' ? 6432 : 5432

/** Who can share connections: a transaction of theirs needs nothing of the one before. */
export const pooledComponents = ({ enabled }: Context): readonly string[] =>
  enabled.has('pgbouncer') ? ['dify', 'llmflow'].filter((name) => enabled.has(name)) : []

/** Where clients that can share connections reach PostgreSQL. */
export const pooledPostgresqlOf = (context: Context): Endpoint =>
  context.enabled.has('pgbouncer') ? poolerEndpoint : postgresqlOf(context)

/** Redis itself. With Sentinel, clients ask `redisSentinel` for the master first. */
export const redisEndpoint: Endpoint = { workload: 'redis', port: 'redis' }
export const redisSentinel: Endpoint = { workload: 'redis-sentinel', port: 'sentinel' }
/** The name under which the Sentinels know the master (guide 5.3). */
export const redisMaster = 'llmflow-redis'

export const opensearchEndpoint: Endpoint = { workload: 'opensearch', port: 'http' }
export const minioEndpoint: Endpoint = { workload: 'minio', port: 's3' }

export function milvusOf(context: Context): Endpoint {
  return context.topologyOf('milvus') === 'cluster'
    ? { workload: 'milvus-proxy', port: 'grpc' }
    : { workload: 'milvus', port: 'grpc' }
}

export const neo4jEndpoint: Endpoint = { workload: 'neo4j', port: 'bolt' }
export const llamaFactoryEndpoint: Endpoint = { workload: 'llama-factory', port: 'http' }
export const keycloakEndpoint: Endpoint = { workload: 'keycloak', port: 'http' }
export const apisixEndpoint: Endpoint = { workload: 'apisix', port: 'https' }
/** Ports of the nodes behind which the gateway takes what HAProxy hands on with the PROXY protocol. */
export const gatewayNodePorts = { http: 30080, https: 30443 } as const
export const difyApi: Endpoint = { workload: 'dify-api', port: 'http' }
export const difyWeb: Endpoint = { workload: 'dify-web', port: 'http' }
export const llmflowEndpoint: Endpoint = { workload: 'llmflow', port: 'http' }
export const langfuseEndpoint: Endpoint = { workload: 'langfuse', port: 'http' }
export const mlflowEndpoint: Endpoint = { workload: 'mlflow', port: 'http' }
export const presidioAnalyzerEndpoint: Endpoint = { workload: 'presidio-analyzer', port: 'http' }
export const presidioAnonymizerEndpoint: Endpoint = {
  workload: 'presidio-anonymizer',
  port: 'http',
}
export const unstructuredEndpoint: Endpoint = { workload: 'unstructured', port: 'http' }

/** The workload that serves a model: `llama-3.1-70b` on vllm is `vllm-llama-3-1-70b`. */
export function modelEndpoint(engine: string, model: string): Endpoint {
  return { workload: `${engine}-${model.replaceAll('.', '-')}`, port: 'http' }
}
