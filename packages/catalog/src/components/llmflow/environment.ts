// Gives the runtime what its service file must not hold: secrets, and the names of its stores.

import { membersOf, secretOf, type SecretText } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { redisMaster, redisSentinel } from '../../endpoints.js'
import { langfuseSecret } from '../langfuse/names.js'
import { indexSecret, indexUser } from '../opensearch/access.js'
import { isTextIndex } from '../opensearch/options.js'
import { objectStoreSecret } from '../minio/buckets.js'
import { redisClientPassword } from '../redis/users.js'
import { databaseConnections } from './size.js'

type Variables = { readonly [name: string]: SecretText }

const serviceFile = '/etc/llmflow/service.json'
export const dataDirectory = '/var/lib/llmflow'

export function environmentOf(context: Context): Variables {
  const isCluster = context.topologyOf('llmflow') === 'cluster'
  return {
    LLMFLOW_SERVICE_FILE: [serviceFile],
    LLMFLOW_PORT: ['8080'],
    LLMFLOW_MASTER_KEY: [secretOf('llmflow', 'master-key')],
    LLMFLOW_ADMIN_PASSWORD: [secretOf('llmflow', 'admin-password')],
    HOME: ['/tmp'],
    ...(context.enabled.has('langfuse') ? traces : {}),
    ...(isCluster ? storesOf(context) : { LLMFLOW_DATA_DIRECTORY: [dataDirectory] }),
  }
}

function storesOf(context: Context): Variables {
  const has = (component: string): boolean => context.enabled.has(component)
  return {
    ...(has('postgresql') ? database : {}),
    ...(has('milvus') ? vectors : {}),
    ...(isTextIndex(context) ? words : {}),
    ...(has('neo4j') ? graph : {}),
    ...(has('minio') ? objects : {}),
    ...(has('redis') ? counters : {}),
    ...(has('redis') && context.topologyOf('redis') === 'sentinel' ? sentinels : {}),
  }
}

const database: Variables = {
  LLMFLOW_DATABASE_NAME: ['llmflow'],
  LLMFLOW_DATABASE_USER: ['llmflow'],
  LLMFLOW_DATABASE_PASSWORD: [secretOf('llmflow-database', 'password')],
  LLMFLOW_DATABASE_CONNECTIONS: [`${databaseConnections}`],
}

const vectors: Variables = {
  LLMFLOW_MILVUS_USER: ['root'],
  LLMFLOW_MILVUS_PASSWORD: [secretOf('milvus', 'root-password')],
}

const graph: Variables = {
  LLMFLOW_NEO4J_USER: ['neo4j'],
  LLMFLOW_NEO4J_PASSWORD: [secretOf('neo4j', 'password')],
}

/** Where the authority lies that signed OpenSearch's certificate. */
export const textCertificatePath = '/etc/llmflow/certificates'

const traces: Variables = {
  LLMFLOW_LANGFUSE_PUBLIC_KEY: [secretOf(langfuseSecret, 'public-key')],
  LLMFLOW_LANGFUSE_SECRET_KEY: [secretOf(langfuseSecret, 'secret-key')],
}

const words: Variables = {
  LLMFLOW_OPENSEARCH_USER: [indexUser],
  LLMFLOW_OPENSEARCH_PASSWORD: [secretOf(indexSecret, 'password')],
  NODE_EXTRA_CA_CERTS: [`${textCertificatePath}/ca.crt`],
}

const objects: Variables = {
  LLMFLOW_OBJECT_STORE_BUCKET: ['llmflow'],
  LLMFLOW_OBJECT_STORE_ACCESS_KEY: [secretOf(objectStoreSecret('llmflow'), 'access-key')],
  LLMFLOW_OBJECT_STORE_SECRET_KEY: [secretOf(objectStoreSecret('llmflow'), 'secret-key')],
}

/** Its user of Redis. */
export const redisUser = 'llmflow'

const counters: Variables = {
  LLMFLOW_REDIS_USER: [redisUser],
  LLMFLOW_REDIS_PASSWORD: [redisClientPassword(redisUser)],
}

const sentinels: Variables = {
  LLMFLOW_REDIS_SENTINELS: [membersOf(redisSentinel.workload, redisSentinel.port, 'host-port')],
  LLMFLOW_REDIS_MASTER: [redisMaster],
}
