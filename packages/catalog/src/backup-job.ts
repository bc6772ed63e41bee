// Builds the jobs that copy a store away by the clock and bring a copy back, and the alert when one is late.

import {
  days,
  gibibytes,
  hours,
  mebibytes,
  printBytes,
  printCpu,
  printDuration,
  seconds,
  threads,
  type Alert,
  type Bytes,
  type Image,
  type Milliseconds,
  type Text,
  type Workload,
} from '@llmflow/spec'
import { authorityVolumes, backupEdges, backupTargetOf, backupVariables } from './backup.js'
import type { Context, PartSizes } from './component.js'
import { pascalCase } from './naming.js'
import { buildWorkload, byDefault, sizePart, type WorkloadBase } from './part.js'

/** How often a store is copied, and how long a copy is kept. */
type BackupSchedule = { readonly every: Milliseconds; readonly keep: Milliseconds }

/** Undefined when the platform asks for no copies of the store, or has no place for them. */
export function backupScheduleOf(context: Context, store: string): BackupSchedule | undefined {
  return backupTargetOf(context) === undefined ? undefined : context.platform.backup.stores[store]
}

/** What the jobs of a store have of their own. */
type BackupBase = Pick<
  WorkloadBase,
  'id' | 'component' | 'part' | 'namespace' | 'environment' | 'edges' | 'security'
> &
  Pick<Partial<WorkloadBase>, 'volumes'> & {
    readonly store: string
    /** The program that reads the script. */
    readonly shell: '/bin/sh' | '/bin/bash'
    readonly image: Image | undefined
    readonly script: Text
    readonly files?: WorkloadBase['files']
    /** Space for a copy on its way. */
    readonly space: Bytes
    /** Of the hour: so that the jobs do not all run at once. */
    readonly minute: number
  }

/** Where a copy lies until it is sent. */
export const copyFolder = '/copy'

/**
 * One script for both ways: without `RESTORE` it copies the store away, and with the name of a copy or `latest` in
 * that variable it brings the copy back, so that a restore has the network, the keys and the programs that it needs.
 */
export function backupJob(
  context: Context,
  sizes: PartSizes,
  schedule: BackupSchedule,
  base: BackupBase,
): Workload {
  const { store, shell, image, script, files, space, minute, volumes, ...rest } = base
  return buildWorkload(context, sizes, {
    ...rest,
    runsOn: 'cluster',
    kind: 'schedule',
    ...(image === undefined ? {} : { image }),
    command: [shell, '/scripts/backup.sh'],
    environment: {
      HOME: ['/tmp'],
      BACKUP_STORE: [store],
      BACKUP_KEEP_HOURS: [`${Math.floor(schedule.keep / hours(1))}`],
      ...backupVariables(context),
      ...base.environment,
    },
    files: [{ path: '/scripts/backup.sh', content: script, executable: true }, ...(files ?? [])],
    volumes: [
      { kind: 'scratch', name: 'temporary', path: '/tmp', size: mebibytes(256) },
      { kind: 'scratch', name: 'copy', path: copyFolder, size: space },
      ...authorityVolumes(context),
      ...(volumes ?? []),
    ],
    role: 'application',
    spread: { nodes: 'none', zones: 'none' },
    unavailableMax: 1,
    movable: true,
    schedule: { cron: cronOf(schedule.every, minute), timeZone: 'Asia/Seoul' },
    edges: [...base.edges, ...backupEdges(context, `backups of ${store}`)],
    priority: 500,
  })
}

/** The clock time that comes round at most `every` apart: fields of cron divide an hour and a day evenly. */
export function cronOf(every: Milliseconds, minute = 0): string {
  if (every >= days(7)) return `${minute} 1 * * 0`
  if (every >= days(1)) return `${minute} 1 * * *`
  const hour = [12, 8, 6, 4, 3, 2, 1].find((step) => every >= hours(step))
  if (hour !== undefined) return hour === 1 ? `${minute} * * * *` : `${minute} */${hour} * * *`
  const step = [30, 20, 15, 12, 10, 6, 5, 4, 3, 2].find((each) => every >= seconds(60 * each)) ?? 1
  return step === 1 ? '* * * * *' : `*/${step} * * * *`
}

const own = 'a dump on its way through one process; LLMFlow’s own default'

export const backupSizes = (
  context: Context,
  component: string,
  part: string,
  memory: Bytes = mebibytes(512),
): PartSizes =>
  sizePart(context, component, part, {
    minimum: byDefault(1, 'a job that runs by the clock'),
    cpu: byDefault(threads(0.25), own, printCpu),
    memory: byDefault(memory, own, printBytes),
    memoryLimit: byDefault(gibibytes(Math.max(1, (memory * 2) / 2 ** 30)), own, printBytes),
  })

const client = 'quay.io/minio/mc:RELEASE.2024-01-05T05-04-32Z'

/** An image with the programs of a store and the client of S3 beside them, with the certificates that it trusts. */
export const withClient = (name: string, base: Image): Image => ({
  repository: `llmflow/${name}`,
  tag: base.tag,
  recipe: [
    `FROM ${client} AS client`,
    `FROM ${base.repository}:${base.tag}`,
    'COPY --from=client /usr/bin/mc /usr/local/bin/mc',
    'COPY --from=client /etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem /etc/ssl/certs/ca-certificates.crt',
  ],
})

/** The image of the client of S3 with single programs of another image, which has no shell of its own. */
export const clientWith = (name: string, from: Image, programs: readonly string[]): Image => ({
  repository: `llmflow/${name}`,
  tag: from.tag,
  recipe: [
    `FROM ${from.repository}:${from.tag} AS programs`,
    `FROM ${client}`,
    ...programs.map((program) => `COPY --from=programs ${program} ${program}`),
  ],
})

/**
 * Functions for scripts: `send FILE NAME` puts a copy away and only then lets go of old ones, `fetch FILE` brings the
 * copy that `RESTORE` names, and `copies` lists what there is.
 */
export const copyFunctions = `set -eu
export MC_CONFIG_DIR=/tmp/mc
export MC_HOST_backup="\${BACKUP_ENDPOINT%%://*}://$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY@\${BACKUP_ENDPOINT#*://}"
place="backup/$BACKUP_BUCKET/$BACKUP_STORE"
# What an earlier run left here is not sent again; on one machine the folder outlasts the job.
rm -rf ${copyFolder}/* || true
send() {
  mc cp "$1" "$place/$2"
  mc rm --recursive --force --older-than "\${BACKUP_KEEP_HOURS}h" "$place/"
}
copies() {
  mc ls "$place/" | while read -r line; do echo "\${line##* }"; done | LC_ALL=C sort
}
fetch() {
  name=$RESTORE
  if [ "$name" = latest ]; then name=$(copies | tail -n 1); fi
  if [ -z "$name" ]; then echo "no copy in $place" >&2; exit 1; fi
  echo "bringing back $name"
  mc cp "$place/$name" "$1"
}
`

/** Two intervals without a success: one run may fail and be made good by the next. */
export function backupAlert(
  { id, component, namespace }: Pick<Workload, 'id' | 'component' | 'namespace'>,
  store: string,
  every: Milliseconds,
): Alert {
  const limit = Math.ceil((every * 2) / 1000)
  const labels = `namespace="${namespace}",cronjob="${id}"`
  const succeeded = `kube_cronjob_status_last_successful_time{${labels}}`
  const created = `kube_cronjob_created{${labels}}`
  return {
    name: `${pascalCase(id)}Late`,
    component,
    // One that never succeeded has no time of success: then its own age counts.
    expression: `time() - ${succeeded} > ${limit} or (time() - ${created} > ${limit} unless on (namespace, cronjob) ${succeeded})`,
    for: seconds(300),
    severity: 'critical',
    summary: { en: `The copy of ${store} is late`, ko: `${store} 백업이 늦어지고 있습니다` },
    description: {
      en: `{{ $labels.cronjob }} last succeeded {{ $value | humanizeDuration }} ago; it should every ${printDuration(every)}`,
      ko: `{{ $labels.cronjob }}이(가) 마지막으로 성공한 지 {{ $value | humanizeDuration }} 지났습니다. 주기는 ${printDuration(every)}입니다`,
    },
    tests: {
      trips: [{ series: succeeded, values: `-${limit * 2}x30` }],
      tripsToo: [{ series: created, values: `-${limit * 2}x30` }],
      quiet: [
        { series: created, values: `-${limit * 4}x30` },
        { series: succeeded, values: '0x30' },
      ],
    },
  }
}
