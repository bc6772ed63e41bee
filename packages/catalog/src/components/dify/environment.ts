// Gives the API and the worker their settings: the same for both, as upstream does.

import {
  hostOf,
  hostPortOf,
  membersOf,
  secretOf,
  secretText,
  urlOf,
  type SecretText,
} from '@llmflow/spec'
import type { Context } from '../../component.js'
import {
  milvusOf,
  minioEndpoint,
  pooledPostgresqlOf,
  poolerPort,
  redisEndpoint,
  redisMaster,
  redisSentinel,
  unstructuredEndpoint,
} from '../../endpoints.js'
import { objectStoreSecret } from '../minio/buckets.js'
import { redisClientPassword } from '../redis/users.js'
import type { pools } from './size.js'

type Variables = { readonly [name: string]: SecretText }

export const sandboxWorkload = 'dify-sandbox'
export const proxyWorkload = 'dify-proxy'
/** The Redis database of the task queue; 0 is the cache. */
export const queueDatabase = 1

export const publicUrl = ({ platform }: Context): string => `https://dify.${platform.domain}`

type ProcessPool = (typeof pools)[keyof typeof pools]

/** What the application reads before it does anything: a migration needs no more. */
export function startSettings(context: Context, { size, overflow }: ProcessPool): Variables {
  return {
    ...basics(context),
    ...database(context),
    SQLALCHEMY_POOL_SIZE: [`${size}`],
    SQLALCHEMY_MAX_OVERFLOW: [`${overflow}`],
    ...(context.topologyOf('redis') === 'sentinel' ? sentinel : standalone),
    ...objects,
  }
}

/** Everything that the API and the worker share. */
export function settingsOf(context: Context, pool: ProcessPool): Variables {
  return {
    ...startSettings(context, pool),
    ...vectors(context),
    ...(context.enabled.has('unstructured') ? parser : {}),
    ...execution,
  }
}

function basics(context: Context): Variables {
  const url = publicUrl(context)
  return {
    LOG_LEVEL: ['INFO'],
    SECRET_KEY: [secretOf('dify', 'secret-key')],
    INIT_PASSWORD: [secretOf('dify', 'init-password')],
    CONSOLE_WEB_URL: [url],
    CONSOLE_API_URL: [url],
    SERVICE_API_URL: [url],
    APP_WEB_URL: [url],
    FILES_URL: [url],
    CONSOLE_CORS_ALLOW_ORIGINS: [url],
    WEB_API_CORS_ALLOW_ORIGINS: ['*'],
    // Nothing outside can be asked for updates.
    CHECK_UPDATE_URL: [''],
    // A job changes the schema; several replicas would race for it.
    MIGRATION_ENABLED: ['false'],
    HOME: ['/tmp'],
    MPLCONFIGDIR: ['/tmp'],
    TIKTOKEN_CACHE_DIR: ['/tmp/tiktoken'],
    PYTHONDONTWRITEBYTECODE: ['1'],
  }
}

function database(context: Context): Variables {
  const { workload, port } = pooledPostgresqlOf(context)
  return {
    DB_HOST: [hostOf(workload, port)],
    DB_PORT: [`${poolerPort(context)}`],
    DB_DATABASE: ['dify'],
    DB_USERNAME: ['dify'],
    DB_PASSWORD: [secretOf('dify-database', 'password')],
  }
}

/** Its user of Redis. */
export const redisUser = 'dify'
const password = redisClientPassword(redisUser)

const standalone: Variables = {
  REDIS_HOST: [hostOf(redisEndpoint.workload, redisEndpoint.port)],
  REDIS_PORT: ['6379'],
  REDIS_USERNAME: [redisUser],
  REDIS_PASSWORD: [password],
  REDIS_DB: ['0'],
  CELERY_BROKER_URL: secretText`redis://${redisUser}:${password}@${hostPortOf(redisEndpoint.workload, redisEndpoint.port)}/${queueDatabase}`,
}

/** A tenth of a second, Dify's own timeout, is too short for a Sentinel on another machine under load. */
const sentinelSeconds = '1'

/** The broker's URL holds a password for each address, so it names the Sentinels by their common one. */
const sentinel: Variables = {
  REDIS_USE_SENTINEL: ['true'],
  REDIS_SENTINELS: [membersOf(redisSentinel.workload, redisSentinel.port, 'host-port')],
  REDIS_SENTINEL_SERVICE_NAME: [redisMaster],
  REDIS_SENTINEL_SOCKET_TIMEOUT: [sentinelSeconds],
  REDIS_USERNAME: [redisUser],
  REDIS_PASSWORD: [password],
  REDIS_DB: ['0'],
  CELERY_USE_SENTINEL: ['true'],
  CELERY_SENTINEL_MASTER_NAME: [redisMaster],
  CELERY_SENTINEL_SOCKET_TIMEOUT: [sentinelSeconds],
  CELERY_BROKER_URL: secretText`sentinel://${redisUser}:${password}@${hostPortOf(redisSentinel.workload, redisSentinel.port)}/${queueDatabase}`,
}

function vectors(context: Context): Variables {
  const { workload, port } = milvusOf(context)
  return {
    VECTOR_STORE: ['milvus'],
    MILVUS_URI: secretText`http://${hostPortOf(workload, port)}`,
    MILVUS_USER: ['root'],
    MILVUS_PASSWORD: [secretOf('milvus', 'root-password')],
    MILVUS_DATABASE: ['default'],
  }
}

const objects: Variables = {
  STORAGE_TYPE: ['s3'],
  S3_ENDPOINT: [urlOf(minioEndpoint.workload, minioEndpoint.port)],
  S3_BUCKET_NAME: ['dify'],
  S3_ACCESS_KEY: [secretOf(objectStoreSecret('dify'), 'access-key')],
  S3_SECRET_KEY: [secretOf(objectStoreSecret('dify'), 'secret-key')],
  S3_REGION: ['us-east-1'],
  // MinIO serves buckets as paths unless it is told its domain.
  S3_ADDRESS_STYLE: ['path'],
}

const parser: Variables = {
  ETL_TYPE: ['Unstructured'],
  UNSTRUCTURED_API_URL: secretText`${urlOf(unstructuredEndpoint.workload, unstructuredEndpoint.port)}/general/v0/general`,
}

const execution: Variables = {
  CODE_EXECUTION_ENDPOINT: [urlOf(sandboxWorkload, 'http')],
  CODE_EXECUTION_API_KEY: [secretOf('dify', 'sandbox-key')],
  SSRF_PROXY_HTTP_URL: [urlOf(proxyWorkload, 'http')],
  SSRF_PROXY_HTTPS_URL: [urlOf(proxyWorkload, 'http')],
}
