// Copies the traces of ClickHouse to the object store outside the cluster, and says how they come back.

import {
  edgeTo,
  explained,
  fromPlan,
  gibibytes,
  hostOf,
  printBytes,
  text,
  type Text,
  type Workload,
} from '@llmflow/spec'
import { backupJob, backupScheduleOf, copyFunctions, withClient } from '../../backup-job.js'
import type { ComponentSizes, Context, PartSizes, Store } from '../../component.js'
import { namespaces } from '../../endpoints.js'
import { bringBack, namesOfCopies } from '../../recovery-steps.js'
import { clickhouseWorkload, clientVariables } from './names.js'
import { hasClickhouse } from './versions.js'

const store = 'clickhouse'
export const clickhouseBackupId = 'langfuse-clickhouse-backup'

/** How traces are copied away; undefined when nothing asks for it, there is no place for it, or there is no ClickHouse. */
export const traceBackupOf = (context: Context): ReturnType<typeof backupScheduleOf> =>
  hasClickhouse(context) ? backupScheduleOf(context, store) : undefined

/**
 * The server writes and reads the copies itself and holds the keys for it; the job only asks. The first copy of a day
 * holds everything, those after it what has come since; `.backup` is written last.
 */
const script: Text = text`#!/bin/sh
${copyFunctions}
ask() { clickhouse-client --host "$CLICKHOUSE_HOST" --query "$1"; }
last_of() {
  mc ls "$1" | while read -r line; do echo "\${line##* }"; done | LC_ALL=C sort | tail -n 1
}
copy_away() {
  day=$(date -u +%F)
  time=$(date -u +%H%M)
  if ! ask "BACKUP DATABASE default TO S3(backup, '$day/0000-full')"; then
    echo "a full copy of $day exists, so what has come since is added"
    ask "BACKUP DATABASE default TO S3(backup, '$day/$time') SETTINGS base_backup = S3(backup, '$day/0000-full')"
  fi
  mc rm --recursive --force --older-than "\${BACKUP_KEEP_HOURS}h" "$place/"
}
bring_back() {
  name=$RESTORE
  if [ "$name" = latest ]; then
    day=$(last_of "$place/")
    time=$(last_of "$place/$day")
    name=$day\${time%/}
  fi
  mc stat "$place/$name/.backup" > /dev/null
  echo "bringing back $name"
  ask "DROP DATABASE IF EXISTS default SYNC"
  ask "RESTORE DATABASE default FROM S3(backup, '$name')"
}
if [ -n "\${RESTORE:-}" ]; then bring_back; else copy_away; fi
`

export function clickhouseBackup(context: Context, sizes: PartSizes): Workload | undefined {
  const schedule = traceBackupOf(context)
  const image = context.factsOf('langfuse').images['clickhouse']
  if (schedule === undefined || image === undefined) return undefined
  return backupJob(context, sizes, schedule, {
    id: clickhouseBackupId,
    component: 'langfuse',
    part: 'clickhouse-backup',
    store,
    namespace: namespaces.infra,
    shell: '/bin/sh',
    image: withClient('clickhouse-backup', image),
    script,
    environment: { ...clientVariables, CLICKHOUSE_HOST: [hostOf(clickhouseWorkload, 'native')] },
    space: gibibytes(1),
    minute: 40,
    security: { user: 101, group: 101, volumesGroup: 101, readOnlyRoot: true },
    edges: [edgeTo(clickhouseWorkload, 'native', 'asks for a copy')],
  })
}

export function langfuseStores(context: Context, sizes: ComponentSizes): readonly Store[] {
  const storage = sizes['clickhouse']?.storage
  if (storage === undefined) return []
  const isCopied = traceBackupOf(context) !== undefined
  return [
    {
      name: store,
      method: {
        en: 'BACKUP … TO S3 by ClickHouse itself, full once a day and incremental in between',
        ko: 'ClickHouse의 BACKUP … TO S3 명령으로 하루 한 번 전체 백업을 만들고 그 사이에는 증분 백업을 만듭니다.',
      },
      ...(isCopied ? { workload: clickhouseBackupId } : {}),
      bytes: explained(storage.value, 'langfuse/bytes', 'the whole volume', [
        fromPlan('volume', printBytes(storage.value), '/sizes/langfuse/clickhouse/storage'),
      ]),
      after: ['postgresql', 'minio'],
      steps: isCopied ? [namesOfCopies(context, store), bringBack(clickhouseBackupId)] : [],
    },
  ]
}
