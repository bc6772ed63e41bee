// Copies every bucket to the object store outside the cluster, where what is removed here stays for a while as a version.

import {
  edgeTo,
  gibibytes,
  hostPortOf,
  secretOf,
  secretText,
  text,
  type Text,
  type Workload,
} from '@llmflow/spec'
import { backupJob, backupScheduleOf, copyFunctions } from '../../backup-job.js'
import type { Context, PartSizes } from '../../component.js'
import { namespaces } from '../../endpoints.js'
import { bucketNames } from './buckets.js'

export const minioBackup = 'minio-backup'

/** Milvus' bucket is no use without the metadata that belongs to it: its own backup copies both as one. */
const copiedOtherwise = new Set(['milvus'])

const copiedBuckets = (context: Context): readonly string[] =>
  bucketNames(context).filter((name) => !copiedOtherwise.has(name))

/** Without versions on the other side a mass removal here would remove the copy too: then nothing is removed there. */
const script = (buckets: readonly string[]): Text => text`#!/bin/bash
${copyFunctions}
buckets='${buckets.join(' ')}'
copy_away() {
  local remove=
  case "$(mc version info "backup/$BACKUP_BUCKET")" in
    *'versioning is enabled'*) remove=--remove ;;
    *) echo "backup/$BACKUP_BUCKET keeps no versions: nothing is removed there" >&2 ;;
  esac
  for bucket in $buckets; do
    mc mirror --overwrite --preserve $remove "store/$bucket" "$place/$bucket"
  done
}
bring_back() {
  for bucket in $buckets; do
    mc mb --ignore-existing "store/$bucket"
    # A bucket that was empty has nothing on the other side, which mc takes for a mistake.
    found=$(mc ls "$place/$bucket/")
    if [ -z "$found" ]; then echo "$bucket: nothing to bring back"; continue; fi
    mc mirror --overwrite --preserve "$place/$bucket" "store/$bucket"
  done
}
if [ -n "\${RESTORE:-}" ]; then bring_back; else copy_away; fi
`

export function minioBackupWorkload(context: Context, sizes: PartSizes): Workload | undefined {
  const schedule = backupScheduleOf(context, 'minio')
  if (schedule === undefined) return undefined
  const user = secretOf('minio', 'root-user')
  const password = secretOf('minio', 'root-password')
  return backupJob(context, sizes, schedule, {
    id: minioBackup,
    component: 'minio',
    part: 'backup',
    store: 'minio',
    namespace: namespaces.infra,
    shell: '/bin/bash',
    image: context.factsOf('minio').images['buckets'],
    script: script(copiedBuckets(context)),
    environment: {
      MC_HOST_store: secretText`http://${user}:${password}@${hostPortOf('minio', 's3')}`,
    },
    space: gibibytes(1),
    minute: 0,
    security: { user: 1000, group: 1000, volumesGroup: 1000, readOnlyRoot: true },
    edges: [edgeTo('minio', 's3', 'reads the buckets, and writes them again')],
  })
}
