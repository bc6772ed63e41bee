// Writes the configuration of Redis and Sentinel, and the scripts that add what is known only at start.

import { text, type Text } from '@llmflow/spec'
import { redisMaster } from '../../endpoints.js'

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
appendonly yes
appendfsync everysec
auto-aof-rewrite-percentage 100
auto-aof-rewrite-min-size 64mb
maxmemory ${maxMemoryBytes}
maxmemory-policy noeviction${replication}
${chosen.join('')}`
}

/**
 * Starts a server. With Sentinels it asks them who is the master. When all start at once none answers yet: then it
 * is what it was last, as Sentinel had it written down at the latest failover, so that a first member which missed
 * that failover does not hand its old data to the others. The first member leads only where nobody led before.
 */
export const redisStart: Text = text`#!/bin/sh
set -eu
umask 077
file=/data/redis.conf
last=
if [ -s "$file" ]; then
  last=$(sed -n 's/^replicaof \\([^ ]*\\) .*/\\1/p' "$file" | tail -n 1 | tr -d '"')
  last=\${last:-\${REDIS_HOST:-}}
fi
{
  cat /etc/redis/redis.conf
  echo "requirepass $REDIS_PASSWORD"
  echo "masterauth $REDIS_PASSWORD"
} > "$file"
if [ -n "\${SENTINELS:-}" ]; then
  master=
  for sentinel in $SENTINELS; do
    master=$(timeout 3 redis-cli --no-auth-warning -h "\${sentinel%:*}" -p "\${sentinel##*:}" \\
      SENTINEL GET-MASTER-ADDR-BY-NAME ${redisMaster} 2>/dev/null | head -n 1) || master=
    if [ -n "$master" ]; then break; fi
  done
  if [ -z "$master" ]; then master=\${last:-\${FIRST_MEMBERS%% *}}; fi
  echo "replica-announce-ip $REDIS_HOST" >> "$file"
  echo "replica-announce-port 6379" >> "$file"
  if [ "$master" != "$REDIS_HOST" ]; then echo "replicaof $master 6379" >> "$file"; fi
fi
exec redis-server "$file"
`

/**
 * Starts a Sentinel. It keeps what it learns in its own file, so that the file is written once and then left alone.
 * Host names have to be allowed before the line that names the master.
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
    echo "sentinel resolve-hostnames yes"
    echo "sentinel announce-hostnames yes"
    echo "sentinel announce-ip $SENTINEL_HOST"
    echo "sentinel announce-port 26379"
    echo "sentinel monitor ${redisMaster} \${FIRST_MEMBERS%% *} 6379 2"
    echo "sentinel auth-pass ${redisMaster} $REDIS_PASSWORD"
    echo "sentinel down-after-milliseconds ${redisMaster} 5000"
    echo "sentinel failover-timeout ${redisMaster} 60000"
    echo "sentinel parallel-syncs ${redisMaster} 1"
  } > "$file"
fi
exec redis-sentinel "$file"
`
