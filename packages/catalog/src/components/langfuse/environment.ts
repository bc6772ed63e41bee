// Gives Langfuse what it reads: its database, its keys, who signs in, and from 3 on its other stores.

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
  minioEndpoint,
  postgresqlOf,
  redisEndpoint,
  redisMaster,
  redisSentinel,
} from '../../endpoints.js'
import { clientSecret, realmName } from '../keycloak/realm.js'
import { objectStoreSecret } from '../minio/buckets.js'
import { databaseSecret } from '../postgresql/databases.js'
import { redisClientPassword } from '../redis/users.js'
import {
  authorityFile,
  clickhouseWorkload,
  clientVariables,
  langfuseSecret,
  project,
} from './names.js'
import { connections } from './size.js'
import { hasClickhouse } from './versions.js'

type Variables = { readonly [name: string]: SecretText }

export const authorityFolder = '/etc/llmflow/authority'

/** Whether people sign in through Keycloak, which Langfuse reaches by its public name. */
export const hasLogin = ({ enabled }: Context): boolean => enabled.has('keycloak')

/** The e-mail address of the first owner: the one chosen, or one that only works without Keycloak. */
export function ownerOf(context: Context): string | undefined {
  const chosen = context.platform.components['langfuse']?.options?.['owner']
  if (typeof chosen === 'string') return chosen
  return hasLogin(context) ? undefined : `admin@${context.platform.domain}`
}

/** What every process reads. */
export function sharedVariables(context: Context): Variables {
  const { workload, port } = postgresqlOf(context)
  return {
    // In parts and not as a URL, in which a password would have to be encoded.
    DATABASE_HOST: [hostPortOf(workload, port)],
    DATABASE_USERNAME: ['langfuse'],
    DATABASE_PASSWORD: [secretOf(databaseSecret('langfuse'), 'password')],
    DATABASE_NAME: ['langfuse'],
    DATABASE_ARGS: [`connection_limit=${connections}`],
    NEXTAUTH_URL: [`https://langfuse.${context.platform.domain}`],
    SALT: [secretOf(langfuseSecret, 'salt')],
    ENCRYPTION_KEY: [secretOf(langfuseSecret, 'encryption-key')],
    TELEMETRY_ENABLED: ['false'],
    // A pod’s own name stands in it otherwise, and the server would listen there alone.
    HOSTNAME: ['0.0.0.0'],
    ...(hasClickhouse(context) ? { ...traceVariables, ...queueVariables(context) } : {}),
  }
}

/** The migration runs in the image of the web server, which asks for its key of cookies whatever it does. */
export const migrateVariables = (context: Context): Variables => ({
  ...sharedVariables(context),
  ...cookieKey,
})

const cookieKey: Variables = { NEXTAUTH_SECRET: [secretOf(langfuseSecret, 'nextauth-secret')] }

export function webVariables(context: Context): Variables {
  return {
    ...sharedVariables(context),
    ...cookieKey,
    LANGFUSE_CSP_ENFORCE_HTTPS: ['true'],
    // Two servers that start at once would both migrate: golang-migrate locks nothing between them.
    ...(hasClickhouse(context) ? { LANGFUSE_AUTO_CLICKHOUSE_MIGRATION_DISABLED: ['true'] } : {}),
    ...projectVariables,
    ...(hasLogin(context) ? loginVariables(context) : { AUTH_DISABLE_SIGNUP: ['true'] }),
    ...ownerVariables(context),
  }
}

/** The project of the platform’s own traces, with the keys that the runtime signs in with. */
const projectVariables: Variables = {
  LANGFUSE_INIT_ORG_ID: [project],
  LANGFUSE_INIT_ORG_NAME: ['LLMFlow'],
  LANGFUSE_INIT_PROJECT_ID: [project],
  LANGFUSE_INIT_PROJECT_NAME: ['LLMFlow'],
  LANGFUSE_INIT_PROJECT_PUBLIC_KEY: [secretOf(langfuseSecret, 'public-key')],
  LANGFUSE_INIT_PROJECT_SECRET_KEY: [secretOf(langfuseSecret, 'secret-key')],
}

/**
 * AUTH_DISABLE_SIGNUP would also turn away everybody who comes from Keycloak for the first time. Without passwords
 * nobody signs up but through Keycloak, and who does sees nothing until an owner lets them in.
 */
function loginVariables(context: Context): Variables {
  return {
    AUTH_DISABLE_USERNAME_PASSWORD: ['true'],
    AUTH_KEYCLOAK_CLIENT_ID: ['langfuse'],
    AUTH_KEYCLOAK_CLIENT_SECRET: [secretOf(clientSecret, 'langfuse')],
    AUTH_KEYCLOAK_ISSUER: [`https://auth.${context.platform.domain}/realms/${realmName}`],
    AUTH_KEYCLOAK_ALLOW_ACCOUNT_LINKING: [ownerOf(context) === undefined ? 'false' : 'true'],
    NODE_EXTRA_CA_CERTS: [`${authorityFolder}/${authorityFile}`],
  }
}

function ownerVariables(context: Context): Variables {
  const owner = ownerOf(context)
  if (owner === undefined) return {}
  return {
    LANGFUSE_INIT_USER_EMAIL: [owner],
    LANGFUSE_INIT_USER_NAME: ['Administrator'],
    LANGFUSE_INIT_USER_PASSWORD: [secretOf(langfuseSecret, 'owner-password')],
  }
}

const traceVariables: Variables = {
  CLICKHOUSE_URL: [urlOf(clickhouseWorkload, 'http')],
  CLICKHOUSE_MIGRATION_URL: secretText`clickhouse://${hostPortOf(clickhouseWorkload, 'native')}`,
  ...clientVariables,
  CLICKHOUSE_CLUSTER_ENABLED: ['false'],
}

function queueVariables(context: Context): Variables {
  const store = objectStoreSecret('langfuse')
  const bucket = 'LANGFUSE_S3_EVENT_UPLOAD'
  return {
    ...redisVariables(context),
    [`${bucket}_BUCKET`]: ['langfuse'],
    [`${bucket}_PREFIX`]: ['events/'],
    [`${bucket}_REGION`]: ['us-east-1'],
    [`${bucket}_ENDPOINT`]: [urlOf(minioEndpoint.workload, minioEndpoint.port)],
    [`${bucket}_ACCESS_KEY_ID`]: [secretOf(store, 'access-key')],
    [`${bucket}_SECRET_ACCESS_KEY`]: [secretOf(store, 'secret-key')],
    [`${bucket}_FORCE_PATH_STYLE`]: ['true'],
  }
}

export const redisUser = 'langfuse'
export const redisPrefix = 'langfuse'

/** BullMQ loses jobs where Redis evicts keys; the platform’s Redis evicts nothing. */
function redisVariables(context: Context): Variables {
  const common: Variables = {
    REDIS_USERNAME: [redisUser],
    REDIS_AUTH: [redisClientPassword(redisUser)],
    REDIS_KEY_PREFIX: [redisPrefix],
  }
  if (context.topologyOf('redis') !== 'sentinel') {
    const { workload, port } = redisEndpoint
    return { ...common, REDIS_HOST: [hostOf(workload, port)], REDIS_PORT: ['6379'] }
  }
  return {
    ...common,
    REDIS_SENTINEL_ENABLED: ['true'],
    REDIS_SENTINEL_NODES: [membersOf(redisSentinel.workload, redisSentinel.port, 'host-port')],
    REDIS_SENTINEL_MASTER_NAME: [redisMaster],
  }
}
