// Keeps PostgreSQL’s past outside the cluster: every WAL file by each member, and base backups by the clock.

import {
  gibibytes,
  hostOf,
  secretOf,
  text,
  edgeTo,
  type Edge,
  type FileMount,
  type Image,
  type Milliseconds,
  type SecretText,
  type Volume,
  type Workload,
} from '@llmflow/spec'
import { authorityVariable, authorityVolumes, backupEdges, backupSecret } from '../../backup.js'
import { cronOf } from '../../backup-job.js'
import type { Context, PartSizes, SecretDeclaration } from '../../component.js'
import { namespaces, postgresqlOf } from '../../endpoints.js'
import { buildWorkload } from '../../part.js'
import type { Parameters } from './parameters.js'
import {
  fetchScript,
  pgbackrestCommands,
  pgbackrestFetch,
  pgbackrestFiles,
  pgbackrestFirst,
  pgbackrestRestore,
  pgbackrestSecrets,
  pgbackrestVariables,
  pgbackrestWorkloads,
  usesPgbackrest,
  withPgbackrest,
} from './pgbackrest.js'

export const postgresqlBackup = 'postgresql-backup'

export const patroniEtcd = {
  component: 'postgresql',
  etcd: 'postgresql-etcd',
  namespace: namespaces.infra,
  minute: 50,
} as const

export type Archive = {
  readonly endpoint: string
  readonly bucket: string
  readonly every: Milliseconds
  readonly keep: Milliseconds
}

/** Where the archive goes; undefined when the platform asks for none or has no place for it. */
export function archiveOf(context: Context): Archive | undefined {
  const { endpoint, bucket, stores } = context.platform.backup
  const store = stores['postgresql']
  if (context.topologyOf('postgresql') !== 'patroni') return undefined
  if (endpoint === undefined || store === undefined) return undefined
  return { endpoint, bucket, every: store.every, keep: store.keep }
}

/** What WAL-G, which Spilo’s image carries, reads. */
export function archiveVariables(context: Context): { readonly [name: string]: SecretText } {
  const archive = archiveOf(context)
  if (archive === undefined) return {}
  if (usesPgbackrest(context)) return pgbackrestVariables(context)
  return {
    WALG_S3_PREFIX: [`s3://${archive.bucket}/postgresql`],
    WALG_COMPRESSION_METHOD: ['lz4'],
    AWS_ENDPOINT: [archive.endpoint],
    AWS_REGION: ['us-east-1'],
    AWS_S3_FORCE_PATH_STYLE: ['true'],
    AWS_ACCESS_KEY_ID: [secretOf(backupSecret, 'access-key')],
    AWS_SECRET_ACCESS_KEY: [secretOf(backupSecret, 'secret-key')],
    ...authorityVariable(context, 'WALG_S3_CA_CERT_FILE'),
  }
}

const walg = {
  push: 'wal-g wal-push %p',
  fetch: 'wal-g wal-fetch %f %p',
  list: 'wal-g backup-list --detail',
} as const

/** Lists the base backups, on a member. */
export const listCommand = (context: Context): string =>
  (usesPgbackrest(context) ? pgbackrestCommands : walg).list

/** What the members read beside Patroni’s file. */
export function archiveFiles(context: Context): readonly FileMount[] {
  const archive = archiveOf(context)
  if (archive === undefined || !usesPgbackrest(context)) return []
  return [
    ...pgbackrestFiles(archive),
    { path: '/scripts/first.sh', content: pgbackrestFirst, executable: true },
    { path: fetchScript, content: pgbackrestFetch, executable: true },
  ]
}

/** What the members need besides their data to reach the archive. */
export const archiveVolumes = (context: Context): readonly Volume[] =>
  archiveOf(context) === undefined ? [] : authorityVolumes(context)

/** Secrets of the archive’s own. */
export const archiveSecrets = (context: Context): { readonly [name: string]: SecretDeclaration } =>
  archiveOf(context) !== undefined && usesPgbackrest(context) ? pgbackrestSecrets : {}

/** What machines need for it. */
export const archivePackages = (context: Context): readonly string[] =>
  archiveOf(context) !== undefined && usesPgbackrest(context) ? ['pgbackrest'] : []

/** The image of the members, with the program that archives. */
export const memberImage = (context: Context, image: Image): Image =>
  archiveOf(context) !== undefined && usesPgbackrest(context) ? withPgbackrest(image) : image

/** Lines of Patroni’s file: under `parameters`, and beside it for members that fetch what they missed. */
export function archiveLines(context: Context): {
  readonly parameters: Parameters
  readonly recovery: readonly string[]
} {
  if (archiveOf(context) === undefined) return { parameters: {}, recovery: [] }
  const { push, fetch } = usesPgbackrest(context) ? pgbackrestCommands : walg
  return {
    parameters: { archive_mode: 'on', archive_command: push },
    recovery: ['  recovery_conf:', `    restore_command: ${fetch}`],
  }
}

export const archiveEdges = (context: Context): readonly Edge[] =>
  archiveOf(context) === undefined ? [] : backupEdges(context, 'backups of PostgreSQL')

/** Streams a base backup from the leader, and then lets go of those that are older than what is kept. */
export function backupWorkloads(context: Context, sizes: PartSizes): readonly Workload[] {
  const archive = archiveOf(context)
  if (archive === undefined) return []
  if (usesPgbackrest(context)) {
    const { patroni } = context.factsOf('postgresql').images
    return pgbackrestWorkloads(context, sizes, archive, patroni)
  }
  return [baseBackup(context, sizes, archive)]
}

function baseBackup(context: Context, sizes: PartSizes, archive: Archive): Workload {
  const { workload, port } = postgresqlOf(context)
  const image = context.factsOf('postgresql').images['patroni']
  const fulls = Math.ceil(archive.keep / archive.every) + 1
  return buildWorkload(context, sizes, {
    id: postgresqlBackup,
    component: 'postgresql',
    part: 'backup',
    runsOn: 'cluster',
    namespace: namespaces.infra,
    kind: 'schedule',
    ...(image === undefined ? {} : { image }),
    command: ['/bin/bash', '/scripts/backup.sh'],
    environment: {
      PGHOST: [hostOf(workload, port)],
      PGPORT: ['5432'],
      PGUSER: ['replicator'],
      PGDATABASE: ['postgres'],
      PGPASSWORD: [secretOf('postgresql', 'replication-password')],
      ...archiveVariables(context),
    },
    files: [
      {
        path: '/scripts/backup.sh',
        content: text`#!/bin/bash
set -eu
wal-g backup-push
wal-g delete retain FULL ${fulls} --confirm
`,
        executable: true,
      },
    ],
    volumes: [
      { kind: 'scratch', name: 'temporary', path: '/tmp', size: gibibytes(10) },
      ...authorityVolumes(context),
    ],
    role: 'application',
    spread: { nodes: 'none', zones: 'none' },
    unavailableMax: 1,
    movable: true,
    security: { user: 101, group: 103, readOnlyRoot: true },
    schedule: { cron: cronOf(archive.every), timeZone: 'Asia/Seoul' },
    edges: [edgeTo(workload, port, 'streams a base backup'), ...archiveEdges(context)],
    priority: 500,
  })
}

/** The moment to which a new cluster is brought back, as the option says; undefined when it starts empty. */
function restoreOf(context: Context): string | undefined {
  const moment = context.platform.components['postgresql']?.options?.['restore']
  return typeof moment === 'string' && archiveOf(context) !== undefined ? moment : undefined
}

/**
 * How Patroni makes a cluster that does not exist: from the archive, when the option asks for it. A running cluster
 * never reads these lines.
 */
export function bootstrapLines(context: Context): readonly string[] {
  const moment = restoreOf(context)
  const first =
    archiveOf(context) !== undefined && usesPgbackrest(context)
      ? ['  post_bootstrap: /bin/bash /scripts/first.sh']
      : []
  if (moment === undefined) return first
  return [
    ...first,
    '  method: archive',
    '  archive:',
    '    command: /bin/bash /scripts/restore.sh',
    ...(usesPgbackrest(context) ? ['    keep_existing_recovery_conf: true'] : walgRecovery(moment)),
  ]
}

const walgRecovery = (moment: string): readonly string[] => [
  '    keep_existing_recovery_conf: false',
  '    recovery_conf:',
  '      recovery_target_action: promote',
  '      recovery_target_timeline: latest',
  ...(moment === 'latest' ? [] : [`      recovery_target_time: '${moment}'`]),
  `      restore_command: ${walg.fetch}`,
]

/** A base backup that ended after the wanted moment has what was to be undone: the one before it is fetched. */
export function restoreFiles(context: Context): readonly FileMount[] {
  const moment = restoreOf(context)
  if (moment === undefined) return []
  if (usesPgbackrest(context)) {
    const content = pgbackrestRestore(moment)
    return [{ path: '/scripts/restore.sh', content, executable: true }]
  }
  const chosen =
    moment === 'latest'
      ? text`LATEST`
      : text`$(wal-g backup-list --detail --json | jq --raw-output --arg moment "$(date -u -d '${moment}' +%Y-%m-%dT%H:%M:%SZ)" \
  '[.[] | select(.finish_time < $moment)] | sort_by(.finish_time) | last | .backup_name')`
  const content = [
    '#!/bin/bash\nset -eu\nfor argument in "$@"; do\n  case "$argument" in --datadir=*) folder=${argument#--datadir=} ;; esac\ndone\nwal-g backup-fetch "$folder" "',
    ...chosen,
    '"\n',
  ]
  return [{ path: '/scripts/restore.sh', content, executable: true }]
}
