// Copies the collections of Milvus away with milvus-backup, and brings a copy back with their indexes.

import {
  edgeTo,
  gibibytes,
  hostOf,
  secretOf,
  text,
  type SecretText,
  type Text,
  type Workload,
} from '@llmflow/spec'
import { backupSecret, backupTargetOf } from '../../backup.js'
import { backupJob, backupScheduleOf } from '../../backup-job.js'
import type { Context, PartSizes } from '../../component.js'
import { milvusOf, minioEndpoint, namespaces } from '../../endpoints.js'
import { objectStoreSecret } from '../minio/buckets.js'

export const milvusBackup = 'milvus-backup'

export const milvusEtcd = {
  component: 'milvus',
  etcd: 'milvus-etcd',
  namespace: namespaces.infra,
  minute: 30,
} as const

/** The two stores are different services of one kind, so that no store can be asked to copy for the other. */
const configuration: Text = text`log:
  level: info
  console: true
  file:
    filename: /tmp/backup.log
minio:
  storageType: minio
  backupStorageType: minio
  crossStorage: true
`

/** A name of milvus-backup takes letters, digits and underscores; sorted by name is sorted by time. */
const script: Text = text`#!/bin/sh
set -eu
run() { /app/milvus-backup --config /configs/backup.yaml "$@"; }
copies() { run list | grep -E '^milvus_[0-9]+$' | sort; }
if [ -n "\${RESTORE:-}" ]; then
  name=$RESTORE
  if [ "$name" = latest ]; then name=$(copies | tail -n 1); fi
  if [ -z "$name" ]; then echo 'there is no copy' >&2; exit 1; fi
  run restore --name "$name" --rebuild_index
  exit 0
fi
run create --name "milvus_$(date -u +%Y%m%d%H%M%S)"
oldest=milvus_$(date -u -d "@$(( $(date +%s) - BACKUP_KEEP_HOURS * 3600 ))" +%Y%m%d%H%M%S)
for name in $(copies); do
  # The list is sorted: the first that may stay ends it.
  if [ "$(printf '%s\\n%s\\n' "$name" "$oldest" | sort | head -n 1)" = "$oldest" ]; then break; fi
  run delete --name "$name"
done
`

export function milvusBackupWorkload(context: Context, sizes: PartSizes): Workload | undefined {
  const schedule = backupScheduleOf(context, 'milvus')
  if (schedule === undefined) return undefined
  const { workload, port } = milvusOf(context)
  return backupJob(context, sizes, schedule, {
    id: milvusBackup,
    component: 'milvus',
    part: 'backup',
    store: 'milvus',
    namespace: namespaces.infra,
    shell: '/bin/sh',
    image: context.factsOf('milvus').images['backup'],
    script,
    files: [{ path: '/configs/backup.yaml', content: configuration }],
    environment: { ...environmentOf(context, workload, port) },
    space: gibibytes(1),
    minute: 20,
    security: { user: 65534, group: 65534, volumesGroup: 65534, readOnlyRoot: true },
    edges: [
      edgeTo(workload, port, 'reads what collections there are, and makes them again'),
      edgeTo(workload, 'metrics', 'stops the collection of garbage meanwhile'),
      edgeTo(minioEndpoint.workload, minioEndpoint.port, 'reads and writes segments'),
    ],
  })
}

function environmentOf(
  context: Context,
  workload: string,
  port: string,
): { readonly [name: string]: SecretText } {
  const target = backupTargetOf(context)
  const [, scheme, host = '', number] =
    /^(https?):\/\/([^/:?#]+)(?::(\d+))?/.exec(target?.endpoint ?? '') ?? []
  const store = objectStoreSecret('milvus')
  return {
    MILVUS_ADDRESS: [hostOf(workload, port)],
    MILVUS_PORT: ['19530'],
    MILVUS_USER: ['root'],
    MILVUS_PASSWORD: [secretOf('milvus', 'root-password')],
    BACKUP_GC_PAUSE_ADDRESS: ['http://', hostOf(workload, 'metrics'), ':9091'],
    MINIO_ADDRESS: [hostOf(minioEndpoint.workload, minioEndpoint.port)],
    MINIO_PORT: ['9000'],
    MINIO_ACCESS_KEY: [secretOf(store, 'access-key')],
    MINIO_SECRET_KEY: [secretOf(store, 'secret-key')],
    MINIO_BUCKET_NAME: ['milvus'],
    MINIO_ROOT_PATH: ['files'],
    MINIO_BACKUP_ADDRESS: [host],
    MINIO_BACKUP_PORT: [number ?? (scheme === 'http' ? '80' : '443')],
    MINIO_BACKUP_USE_SSL: [`${scheme !== 'http'}`],
    MINIO_BACKUP_ACCESS_KEY: [secretOf(backupSecret, 'access-key')],
    MINIO_BACKUP_SECRET_KEY: [secretOf(backupSecret, 'secret-key')],
    MINIO_BACKUP_BUCKET_NAME: [target?.bucket ?? ''],
    MINIO_BACKUP_ROOT_PATH: ['milvus'],
  }
}
