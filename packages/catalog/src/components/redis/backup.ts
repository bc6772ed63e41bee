// Copies Redis away from a replica by the clock, and brings a copy back into the servers that run.

import { bytes, edgeTo, gibibytes, membersOf, text, type Text, type Workload } from '@llmflow/spec'
import {
  backupJob,
  backupScheduleOf,
  copyFolder,
  copyFunctions,
  withClient,
} from '../../backup-job.js'
import type { Context, PartSizes } from '../../component.js'
import { namespaces } from '../../endpoints.js'
import { backupUser, redisPassword } from './users.js'

export const redisBackup = 'redis-backup'

/**
 * A snapshot is read by a server of its own, which hands every key to the master of the others: nothing has to stop,
 * and the Sentinels have nothing to judge. The file alone would be ignored where an append-only file lies beside it.
 */
const script: Text = text`#!/bin/sh
${copyFunctions}
file=${copyFolder}/dump.rdb
server_with() {
  for member in $MEMBERS; do
    role=$(timeout 5 redis-cli --user ${backupUser} -h "\${member%:*}" -p "\${member##*:}" ROLE 2>/dev/null | tr '\\n' ' ') || continue
    case "$role" in $1) echo "$member"; return 0 ;; esac
  done
}
copy_away() {
  # A replica that lost its master has nothing to give.
  server=$(server_with 'slave *connected *')
  if [ -z "$server" ]; then server=$(server_with 'master *'); fi
  if [ -z "$server" ]; then echo 'no server answers' >&2; exit 1; fi
  redis-cli --user ${backupUser} -h "\${server%:*}" -p "\${server##*:}" --rdb "$file"
  redis-check-rdb "$file"
  send "$file" "$(date -u +%Y%m%dT%H%M%SZ).rdb"
}
local_cli() { env -u REDISCLI_AUTH redis-cli -s ${copyFolder}/local.sock "$@"; }
bring_back() {
  master=$(server_with 'master *')
  if [ -z "$master" ]; then echo 'no master answers' >&2; exit 1; fi
  fetch "$file"
  redis-check-rdb "$file"
  redis-server --port 0 --unixsocket ${copyFolder}/local.sock --dir ${copyFolder} --dbfilename dump.rdb \\
    --appendonly no --save '' --daemonize yes --logfile ${copyFolder}/local.log
  until local_cli PING 2>/dev/null | grep -q PONG; do sleep 1; done
  for database in $(local_cli INFO keyspace | sed -n 's/^db\\([0-9]*\\):.*/\\1/p'); do
    env -u REDISCLI_AUTH redis-cli -s ${copyFolder}/local.sock -n "$database" --scan > ${copyFolder}/keys
    xargs -r -d '\\n' -n 100 env -u REDISCLI_AUTH redis-cli -s ${copyFolder}/local.sock -n "$database" \\
      MIGRATE "\${master%:*}" "\${master##*:}" '' "$database" 60000 COPY REPLACE AUTH2 ${backupUser} "$REDISCLI_AUTH" KEYS \\
      < ${copyFolder}/keys > ${copyFolder}/answers
    if grep -qv -e OK -e NOKEY ${copyFolder}/answers; then cat ${copyFolder}/answers >&2; exit 1; fi
    echo "database $database: $(wc -l < ${copyFolder}/keys) keys"
  done
  local_cli SHUTDOWN NOSAVE || true
}
if [ -n "\${RESTORE:-}" ]; then bring_back; else copy_away; fi
`

export function redisBackupWorkload(context: Context, sizes: PartSizes): Workload | undefined {
  const schedule = backupScheduleOf(context, 'redis')
  const { redis } = context.factsOf('redis').images
  if (schedule === undefined || redis === undefined) return undefined
  const held = context.sizes['redis']?.['redis']?.figures['maxMemory']?.value.value
  return backupJob(context, sizes, schedule, {
    id: redisBackup,
    component: 'redis',
    part: 'backup',
    store: 'redis',
    namespace: namespaces.infra,
    shell: '/bin/sh',
    image: withClient('redis-backup', redis),
    script,
    environment: {
      MEMBERS: [membersOf('redis', 'redis', 'host-port', ' ')],
      REDISCLI_AUTH: [redisPassword(backupUser)],
    },
    space: bytes((held ?? gibibytes(1)) + gibibytes(1)),
    minute: 10,
    security: { user: 999, group: 999, volumesGroup: 999, readOnlyRoot: true },
    edges: [edgeTo('redis', 'redis', 'reads a snapshot, and writes one back')],
  })
}
