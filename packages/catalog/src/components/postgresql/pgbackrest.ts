// Archives PostgreSQL with pgBackRest, where the servers have machines of their own: it reads their files beside them.

import {
  days,
  mebibytes,
  printDuration,
  secretOf,
  text,
  type FileMount,
  type Image,
  type SecretText,
  type Text,
  type Workload,
} from '@llmflow/spec'
import { authorityVariable, authorityVolumes, backupEdges, backupSecret } from '../../backup.js'
import { cronOf } from '../../backup-job.js'
import type { Context, PartSizes, SecretDeclaration } from '../../component.js'
import { namespaces } from '../../endpoints.js'
import { buildWorkload } from '../../part.js'
import { placeOfPart } from '../../pool.js'
import { neverRotated } from '../../rotation.js'
import type { Archive } from './archive.js'
import { memberPaths } from './paths.js'

const stanza = 'llmflow'
const cipherSecret = 'postgresql-archive'
const data = '/var/lib/postgresql/data/pgdata'
const run = `pgbackrest --stanza=${stanza}`

/**
 * What machines archive with unless the platform says otherwise: Debian packages it, and not WAL-G. A pod that makes copies
 * has no files of the servers, and a server in a pod has no clock of its own.
 */
export function usesPgbackrest(context: Context): boolean {
  const { options } = context.platform.components['postgresql'] ?? {}
  const place = placeOfPart(context, 'postgresql', 'postgresql', 'database', 'hosts')
  return place === 'hosts' && options?.['archive'] !== 'wal-g'
}

/** Spilo has PostgreSQL’s own package index, but not this program of it. */
export const withPgbackrest = ({ repository, tag }: Image): Image => ({
  repository: 'llmflow/spilo-pgbackrest',
  tag,
  recipe: [
    `FROM ${repository}:${tag}`,
    'RUN apt-get update && apt-get install --yes --no-install-recommends pgbackrest && rm -rf /var/lib/apt/lists/*',
  ],
})

export const pgbackrestSecrets: { readonly [name: string]: SecretDeclaration } = {
  [cipherSecret]: {
    keys: {
      'cipher-pass': {
        format: 'alphanumeric',
        length: 64,
        purpose: 'encrypts the archive; without it no backup can be read, so keep it offline',
        ...neverRotated(
          'every backup so far can be read with it alone; a new one needs a new repository',
          '지금까지의 백업은 이 값으로만 읽을 수 있습니다. 바꾸려면 새 저장소가 필요합니다',
        ),
      },
    },
    purpose: 'the archive of PostgreSQL',
  },
}

export const pgbackrestVariables = (context: Context): { readonly [name: string]: SecretText } => ({
  PGBACKREST_REPO1_CIPHER_PASS: [secretOf(cipherSecret, 'cipher-pass')],
  PGBACKREST_REPO1_S3_KEY: [secretOf(backupSecret, 'access-key')],
  PGBACKREST_REPO1_S3_KEY_SECRET: [secretOf(backupSecret, 'secret-key')],
  ...authorityVariable(context, 'PGBACKREST_REPO1_STORAGE_CA_FILE'),
})

/**
 * By itself pgBackRest looks for a store that is gone for four minutes and more, once for each file. A standby asks it at its
 * start, and a new leader before it leads: both go on without a file that does not come.
 */
const patience = 'timeout 15'

export const fetchScript = '/scripts/fetch-wal.sh'

/**
 * Before it rewinds, Patroni archives what a leader that was lost had written last, also what nobody else has. A standby that
 * took it from there would stand where no leader ever was: of a timeline that ended, it gets what lies before the end.
 */
export const pgbackrestFetch: Text = text`#!/bin/bash
set -eu
LC_ALL=C
file=$1 destination=$2
fetch() { ${patience} ${run} archive-get "$1" "$2"; }
if [ \${#file} -eq 24 ]; then
  timeline=$((16#\${file:0:8}))
  history=$(mktemp)
  trap 'rm -f "$history"' EXIT
  code=0
  fetch "$(printf '%08X' $((timeline + 1))).history" "$history" || code=$?
  # 1 says that there is none; all else that nobody answers.
  if [ "$code" -gt 1 ]; then exit 1; fi
  end=$(awk -v timeline="$timeline" '$1 == timeline { print $2 }' "$history")
  if [ -n "$end" ]; then
    segment=$(printf '%08X%08X' $((16#\${end%/*})) $((16#\${end#*/} >> 24)))
    if [[ ! \${file:8:16} < $segment ]]; then exit 1; fi
  fi
fi
fetch "$file" "$destination" || exit 1
`

export const pgbackrestCommands = {
  push: `${run} archive-push %p`,
  fetch: `/bin/bash ${fetchScript} %f "%p"`,
  list: `${run} info`,
} as const

/** Fulls are kept by time, and the WAL as long as the oldest of them needs it: its own retention is left alone. */
export function pgbackrestFiles({ endpoint, bucket, keep }: Archive): readonly FileMount[] {
  const [, host = '', port = '443'] = /^https?:\/\/([^/:?#]+)(?::(\d+))?/.exec(endpoint) ?? []
  const content = text`[global]
repo1-type=s3
repo1-path=/postgresql
repo1-s3-bucket=${bucket}
repo1-s3-endpoint=${host}
repo1-s3-region=us-east-1
repo1-s3-uri-style=path
repo1-storage-port=${port}
repo1-cipher-type=aes-256-cbc
repo1-bundle=y
repo1-retention-full-type=time
repo1-retention-full=${Math.max(1, Math.ceil(keep / days(1)))}
start-fast=y
# What archives and what copies are two units with a /tmp each.
lock-path=/var/run/postgresql/pgbackrest
log-level-console=info
log-level-file=off

[${stanza}]
pg1-path=${data}
`
  return [{ path: '/etc/pgbackrest/pgbackrest.conf', content }]
}

/**
 * How a new cluster starts from the archive; pgBackRest writes the recovery settings itself. It takes no `T` between
 * a day and its time.
 */
export function pgbackrestRestore(moment: string): Text {
  const target =
    moment === 'latest'
      ? '--type=default'
      : `--type=time "--target=${moment.replace('T', ' ')}" --target-action=promote`
  return text`#!/bin/bash
set -eu
for argument in "$@"; do
  case "$argument" in --datadir=*) folder=\${argument#--datadir=} ;; esac
done
${run} --pg1-path="$folder" ${target} restore
`
}

/**
 * What a new leader does once: the archive takes WAL from then on. Without it the cluster stands all the same, and
 * nobody leads before it ends.
 */
export const pgbackrestFirst: Text = text`#!/bin/bash
${patience} ${run} stanza-create || echo 'the archive is not made yet; the next backup tries again' >&2
`

/** No status of bash, pgBackRest or systemd, so that a replica's run counts as no copy. */
const idleStatus = 150

/** Every member has the timers, and only the leader acts on them: who leads changes. */
const onLeader = (...commands: readonly string[]): Text => text`#!/bin/bash
set -eu
follows=$(psql --no-psqlrc --username=postgres --dbname=postgres --tuples-only --no-align --command='SELECT pg_is_in_recovery()')
if [ "$follows" = t ]; then exit ${idleStatus}; fi
${commands.map((command) => `${run} ${command}`).join('\n')}
`

/** `check` archives a segment and waits until it has arrived. */
const copy = (type: 'full' | 'incr'): Text =>
  onLeader('stanza-create', 'check', `--type=${type} backup`)

/** A full backup at the interval that was asked for, and what changed since, each day between. */
export function pgbackrestWorkloads(
  context: Context,
  sizes: PartSizes,
  archive: Archive,
  image: Image | undefined,
): readonly Workload[] {
  const job = (id: string, script: Text, cron: string, purpose: string): Workload =>
    buildWorkload(context, sizes, {
      id,
      component: 'postgresql',
      part: 'backup',
      runsOn: 'hosts',
      // It works on the data and the socket of the member on its machine.
      tends: 'machine',
      namespace: namespaces.infra,
      kind: 'schedule',
      ...(image === undefined ? {} : { image: withPgbackrest(image) }),
      command: ['/bin/bash', '/scripts/backup.sh'],
      host: {
        packages: ['pgbackrest', 'postgresql-client-16'],
        user: 'postgres',
        group: 'postgres',
        command: [text`/bin/bash`, text`/scripts/backup.sh`],
        paths: { ...memberPaths, '/scripts': `/usr/local/lib/llmflow/${id}` },
        writes: ['/run/postgresql'],
        idleStatus,
      },
      environment: pgbackrestVariables(context),
      files: [
        { path: '/scripts/backup.sh', content: script, executable: true },
        ...pgbackrestFiles(archive),
      ],
      volumes: [
        { kind: 'scratch', name: 'temporary', path: '/tmp', size: mebibytes(256) },
        ...authorityVolumes(context),
      ],
      role: 'database',
      spread: { nodes: 'required', zones: 'preferred' },
      unavailableMax: 1,
      movable: false,
      security: { user: 101, group: 103, readOnlyRoot: false },
      schedule: { cron, timeZone: 'Asia/Seoul' },
      edges: backupEdges(context, purpose),
      priority: 500,
    })
  const full = job(
    'postgresql-backup',
    copy('full'),
    cronOf(archive.every),
    `full backups every ${printDuration(archive.every)}`,
  )
  const incremental = job(
    'postgresql-backup-incremental',
    copy('incr'),
    '0 2 * * *',
    'what changed since the last backup, every day',
  )
  const verification = job(
    'postgresql-backup-verification',
    onLeader('verify'),
    '0 4 * * 3',
    'reads every file of the archive again and compares its sum, every week',
  )
  return archive.every <= days(1) ? [full, verification] : [full, incremental, verification]
}
