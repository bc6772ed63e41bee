// Names who may do what in Redis: a user for each kind of client, and nobody but the administrator may do everything.

import { secretOf, type SecretKey, type SecretPart, type SecretText } from '@llmflow/spec'
import type { Context, RedisClient, SecretDeclaration } from '../../component.js'
import { environmentName } from '../../naming.js'
import { backupScheduleOf } from '../../backup-job.js'

type User = { readonly name: string; readonly password: SecretPart; readonly rules: string }

/**
 * `@dangerous` holds FLUSHALL, CONFIG, DEBUG, SHUTDOWN, REPLICAOF and KEYS. INFO and ROLE are in it too, which clients
 * read to know with whom they speak: ioredis looks for a loaded server, BullMQ for the version and the eviction policy.
 */
const ofClients = '&* +@all -@admin -@dangerous +info +role'

/** As redis.io, “ACL rules for Sentinel and Replicas”, asks for them. */
const replicationRules = '+psync +replconf +ping'
const sentinelRules =
  '&* +multi +exec +slaveof +ping +subscribe +config|rewrite +role +publish +info +client|setname +client|kill +script|kill'
/** Without CONFIG, whose answer holds the password of replication. */
const monitoringRules =
  '+ping +info +select +client|setname +slowlog|get +slowlog|len +latency|latest +latency|histogram'
/** A snapshot goes out as a replication does, and comes back key by key. */
const backupRules = '~* +ping +role +info +select +sync +psync +replconf +restore'

export const adminUser = 'admin'
export const replicationUser = 'replication'
export const sentinelUser = 'sentinel'
export const monitoringUser = 'monitoring'
export const backupUser = 'backup'
/** KEDA, which asks by a script how long a list is. */
export const queueReader = 'keda'

export const queueReaderClient: RedisClient = {
  name: queueReader,
  keys: ['*'],
  commands: '+ping +select +eval +type +llen +zcard +scard +hlen',
}

const platformSecret = 'redis'

export const redisPassword = (user: string): SecretPart =>
  secretOf(platformSecret, user === adminUser ? 'password' : `${user}-password`)

/** The secret with which a component connects under its own name. */
const clientSecret = (client: string): string => `${client}-redis`

export const redisClientPassword = (client: string): SecretPart =>
  secretOf(clientSecret(client), 'password')

const clientsOf = (context: Context): readonly RedisClient[] =>
  context.components.flatMap(({ redisClients }) => redisClients?.(context) ?? [])

function usersOf(context: Context): readonly User[] {
  const own = (name: string, rules: string): User => ({
    name,
    password: redisPassword(name),
    rules,
  })
  const hasSentinels = context.topologyOf('redis') === 'sentinel'
  return [
    own(adminUser, '~* &* +@all'),
    ...(hasSentinels
      ? [own(replicationUser, replicationRules), own(sentinelUser, sentinelRules)]
      : []),
    own(monitoringUser, monitoringRules),
    ...(backupScheduleOf(context, 'redis') === undefined ? [] : [own(backupUser, backupRules)]),
    ...clientsOf(context).map(({ name, keys, commands = ofClients }) => ({
      name,
      password: redisClientPassword(name),
      rules: `${keys.map((key) => `~${key}`).join(' ')} ${commands}`,
    })),
  ]
}

/** Alphanumeric, because the queue's password stands in a URL. */
const password = (purpose: string): SecretKey => ({ format: 'alphanumeric', length: 32, purpose })

export function redisSecrets(context: Context): { readonly [name: string]: SecretDeclaration } {
  const keys = usersOf(context).filter(({ password: { secret } }) => secret === platformSecret)
  const clients = clientsOf(context).map(({ name }): [string, SecretDeclaration] => [
    clientSecret(name),
    { keys: { password: password(`the user ${name} of Redis`) }, purpose: `Redis for ${name}` },
  ])
  return {
    [platformSecret]: {
      keys: Object.fromEntries(
        keys.map(({ name, password: { key } }) => [key, password(`the user ${name} of Redis`)]),
      ),
      purpose: 'users of Redis that belong to the platform itself',
    },
    ...Object.fromEntries(clients),
  }
}

/** The variable in which a start script finds the password of a user. */
export const passwordVariable = (user: string): string => `${environmentName(user)}_REDIS_PASSWORD`

export function userVariables(context: Context): { readonly [name: string]: SecretText } {
  return Object.fromEntries(
    usersOf(context).map(({ name, password }) => [passwordVariable(name), [password]]),
  )
}

export const sentinelVariables: { readonly [name: string]: SecretText } = Object.fromEntries(
  [adminUser, sentinelUser].map((name) => [passwordVariable(name), [redisPassword(name)]]),
)

/** A shell function that prints a user’s line: the file holds a password’s hash, never the password. */
const printUser = `user() {
  printf 'user %s on #%s %s\\n' "$1" "$(printf %s "$2" | sha256sum | cut -d ' ' -f 1)" "$3"
}
`

const linesOf = (users: readonly { readonly name: string; readonly rules: string }[]): string =>
  users.map(({ name, rules }) => `user ${name} "$${passwordVariable(name)}" '${rules}'\n`).join('')

/** Shell that writes the users of a server; who sends no name is nobody. */
export const serverUsers = (context: Context): string => `${printUser}{
echo 'user default reset'
${linesOf(usersOf(context))}} > /data/users.acl
`

const askingRules =
  '+ping +info +role +subscribe +psubscribe +client|setname +sentinel|get-master-addr-by-name ' +
  '+sentinel|master +sentinel|masters +sentinel|replicas +sentinel|slaves +sentinel|sentinels +sentinel|ckquorum'

/**
 * Shell that writes the users of a Sentinel. Dify's queue sends a Sentinel no password before June 2025
 * (langgenius/dify@28f5c37211 api/extensions/ext_celery.py), so whoever reaches it may ask where the master is, and nothing else: no vote, no failover, no change.
 */
export const sentinelUsers = `${printUser}{
echo 'user default reset on nopass &* ${askingRules}'
${linesOf([
  { name: adminUser, rules: '&* +@all' },
  { name: sentinelUser, rules: '&* +@all' },
])}} > /data/users.acl
`
