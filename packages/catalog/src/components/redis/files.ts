// Writes the configuration of Redis and Sentinel, and the scripts that add what is known only at start.

import { text, type Text } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { redisMaster } from '../../endpoints.js'
import {
  passwordVariable,
  replicationUser,
  sentinelUser,
  sentinelUsers,
  sentinelVariables,
  serverUsers,
  userVariables,
} from './users.js'

type Settings = { readonly [name: string]: string | number | boolean }

/**
 * Redis expands no variables in its files, so the passwords, the own address and the master are added at start.
 * Nothing is evicted: the lists of a task queue have no expiry, and a cache that is full must not cost a task.
 */
export function redisFile(maxMemoryBytes: number, replicas: number, config: Settings = {}): Text {
  // The last line of a name counts.
  const chosen = Object.entries(config).map(([name, value]) => `${name} ${value}\n`)
  const replication =
    replicas > 1 ? '\nmin-replicas-to-write 1\nmin-replicas-max-lag 10\nrepl-diskless-sync yes' : ''
  return text`port 6379
dir /data
aclfile /data/users.acl
appendonly yes
appendfsync everysec
auto-aof-rewrite-percentage 100
auto-aof-rewrite-min-size 64mb
maxmemory ${maxMemoryBytes}
maxmemory-policy noeviction${replication}
${chosen.join('')}`
}

/** What a server no longer needs to know: the variables of a process can be read as long as it runs. */
const forget = (variables: { readonly [name: string]: unknown }): string =>
  `unset REDISCLI_AUTH ${Object.keys(variables).join(' ')}\n`

/** With Sentinels a server asks them who is the master, and is known by its name. */
const joinOthers = `master=
for sentinel in $SENTINELS; do
  master=$(env -u REDISCLI_AUTH timeout 3 redis-cli -h "\${sentinel%:*}" -p "\${sentinel##*:}" \\
    SENTINEL GET-MASTER-ADDR-BY-NAME ${redisMaster} 2>/dev/null | head -n 1) || master=
  if [ -n "$master" ]; then break; fi
done
if [ -z "$master" ]; then master=\${last:-\${FIRST_MEMBERS%% *}}; fi
{
  echo "masteruser ${replicationUser}"
  echo "masterauth $${passwordVariable(replicationUser)}"
  echo "replica-announce-ip $REDIS_HOST"
  echo "replica-announce-port 6379"
  if [ "$master" != "$REDIS_HOST" ]; then echo "replicaof $master 6379"; fi
} >> "$file"
`

/**
 * Starts a server. When all start at once no Sentinel answers yet: then it is what it was last, as Sentinel had it
 * written down at the latest failover, so that a first member which missed that failover does not hand its old data to
 * the others. The first member leads only where nobody led before.
 */
export const redisStart = (context: Context): Text => text`#!/bin/sh
set -eu
umask 077
file=/data/redis.conf
last=
if [ -s "$file" ]; then
  last=$(sed -n 's/^replicaof \\([^ ]*\\) .*/\\1/p' "$file" | tail -n 1 | tr -d '"')
  last=\${last:-\${REDIS_HOST:-}}
fi
cat /etc/redis/redis.conf > "$file"
${serverUsers(context)}${context.topologyOf('redis') === 'sentinel' ? joinOthers : ''}${forget(userVariables(context))}exec redis-server "$file"
`

/**
 * Starts a Sentinel. It keeps what it learns in its own file, so that the file is written once; only the names and
 * passwords by which it is let in are written anew each time, because they change.
 * Host names have to be allowed before the line that names the master, and that line before the passwords.
 */
export const sentinelStart: Text = text`#!/bin/sh
set -eu
umask 077
file=/data/sentinel.conf
if [ ! -s "$file" ]; then
  {
    echo "port 26379"
    echo "dir /data"
    echo "protected-mode no"
    echo "aclfile /data/users.acl"
    echo "sentinel resolve-hostnames yes"
    echo "sentinel announce-hostnames yes"
    echo "sentinel announce-ip $SENTINEL_HOST"
    echo "sentinel announce-port 26379"
    echo "sentinel monitor ${redisMaster} \${FIRST_MEMBERS%% *} 6379 2"
    echo "sentinel down-after-milliseconds ${redisMaster} 5000"
    echo "sentinel failover-timeout ${redisMaster} 60000"
    echo "sentinel parallel-syncs ${redisMaster} 1"
  } > "$file"
fi
sed -i -e '/^sentinel auth-/d' -e '/^sentinel sentinel-/d' "$file"
{
  echo "sentinel auth-user ${redisMaster} ${sentinelUser}"
  echo "sentinel auth-pass ${redisMaster} $${passwordVariable(sentinelUser)}"
  echo "sentinel sentinel-user ${sentinelUser}"
  echo "sentinel sentinel-pass $${passwordVariable(sentinelUser)}"
} >> "$file"
${sentinelUsers}${forget(sentinelVariables)}exec redis-sentinel "$file"
`
