// Copies an etcd away by the clock, and brings the keys of a copy back into a cluster that has none.

import {
  edgeTo,
  explained,
  fromPlan,
  gibibytes,
  pointer,
  printBytes,
  text,
  urlOf,
  type Text,
  type Workload,
} from '@llmflow/spec'
import {
  backupAlert,
  backupJob,
  backupScheduleOf,
  backupSizes,
  clientWith,
  copyFolder,
  copyFunctions,
} from '../../backup-job.js'
import type { ComponentSizes, Context, PartSizes, Store } from '../../component.js'
import { bringBack, namesOfCopies } from '../../recovery-steps.js'
import { certificateVolume } from './face.js'
import { etcdImage } from './workload.js'

/** Every etcd of the platform follows the interval of this name. */
export const etcdSchedule = 'etcd'
const etcdBackupPart = 'etcd-backup'

const programs = ['/usr/local/bin/etcd', '/usr/local/bin/etcdctl', '/usr/local/bin/etcdutl']

export const etcdClientImage = clientWith('etcd-backup', etcdImage, programs)

/** A snapshot holds one member's state; `snapshot save` takes one endpoint, so they are asked in turn. */
export const etcdCopyFunctions = `${copyFunctions}file=${copyFolder}/snapshot.db
copy_away() {
  for endpoint in $ETCD_ENDPOINTS; do
    # A snapshot waits for ever for an endpoint that is away.
    if etcdctl --endpoints="$endpoint" endpoint health && etcdctl --endpoints="$endpoint" snapshot save "$file"; then
      etcdutl snapshot status "$file"
      send "$file" "$(date -u +%Y%m%dT%H%M%SZ).db"
      return 0
    fi
  done
  echo 'no endpoint gives a snapshot' >&2
  exit 1
}
`

/**
 * Members have no shell in which a snapshot could be put in place: an etcd of the job's own reads it, and its keys
 * are mirrored into the running cluster. Leases and revisions are not; both last only as long as their clients.
 */
const script: Text = text`#!/bin/bash
${etcdCopyFunctions}
at() { etcdctl --endpoints="$ETCD_ENDPOINTS" "$@"; }
bring_back() {
  local own=http://127.0.0.1:23790 last='~restored' mirror secured=()
  fetch "$file"
  etcdutl snapshot restore "$file" --data-dir ${copyFolder}/member
  etcd --data-dir ${copyFolder}/member --listen-client-urls "$own" --advertise-client-urls "$own" \\
    --listen-peer-urls http://127.0.0.1:23800 --log-level error &
  until etcdctl --endpoints="$own" endpoint health; do sleep 1; done
  # A mirror never ends. This key sorts behind all others and is written last, so with it all have arrived.
  etcdctl --endpoints="$own" put "$last" "$name"
  if [ -n "\${ETCDCTL_CACERT:-}" ]; then
    secured=(--dest-insecure-transport=false --dest-cacert="$ETCDCTL_CACERT" --dest-cert="$ETCDCTL_CERT" --dest-key="$ETCDCTL_KEY")
  fi
  etcdctl --endpoints="$own" make-mirror "\${secured[@]}" "$ETCD_ENDPOINTS" &
  mirror=$!
  until [ "$(at get "$last" --print-value-only)" = "$name" ]; do kill -0 "$mirror"; sleep 2; done
  at del "$last"
  at get '' --prefix --count-only --write-out=fields
}
if [ -n "\${RESTORE:-}" ]; then bring_back; else copy_away; fi
`

/** An etcd of a component, and when in the hour it is copied. */
type Owner = {
  readonly component: string
  readonly etcd: string
  readonly namespace: string
  readonly minute: number
  /** Whether it asks its clients for certificates. */
  readonly isSecured?: boolean
}

const clientFolder = '/etcd-client'

const clientVariables = {
  ETCDCTL_CACERT: [`${clientFolder}/ca.crt`],
  ETCDCTL_CERT: [`${clientFolder}/tls.crt`],
  ETCDCTL_KEY: [`${clientFolder}/tls.key`],
}

export const etcdBackupParts = (context: Context): readonly string[] =>
  backupScheduleOf(context, etcdSchedule) === undefined ? [] : [etcdBackupPart]

export const etcdBackupSizes = (context: Context, component: string): ComponentSizes =>
  Object.fromEntries(
    etcdBackupParts(context).map((part) => [part, backupSizes(context, component, part)]),
  )

export function etcdBackupWorkloads(
  context: Context,
  sizes: PartSizes | undefined,
  { component, etcd, namespace, minute, isSecured }: Owner,
): readonly Workload[] {
  const schedule = backupScheduleOf(context, etcdSchedule)
  if (schedule === undefined || sizes === undefined) return []
  return [
    backupJob(context, sizes, schedule, {
      id: `${etcd}-backup`,
      component,
      part: etcdBackupPart,
      store: etcd,
      namespace,
      shell: '/bin/bash',
      image: etcdClientImage,
      script,
      environment: {
        ETCD_ENDPOINTS: [urlOf(etcd, 'client')],
        ...(isSecured === true ? clientVariables : {}),
      },
      ...(isSecured === true ? { volumes: [certificateVolume(etcd, clientFolder)] } : {}),
      space: gibibytes(12),
      minute,
      security: { user: 1000, group: 1000, volumesGroup: 1000, readOnlyRoot: true },
      edges: [edgeTo(etcd, 'client', 'takes a snapshot, and writes keys back')],
    }),
  ]
}

export function etcdBackupAlerts(context: Context, owner: Omit<Owner, 'minute'>) {
  const schedule = backupScheduleOf(context, etcdSchedule)
  if (schedule === undefined) return []
  const id = `${owner.etcd}-backup`
  return [backupAlert({ ...owner, id }, owner.etcd, schedule.every)]
}

/** An etcd as a store. `steps` come where its keys are not simply brought back. */
export function etcdStore(
  context: Context,
  sizes: ComponentSizes,
  { component, etcd }: Pick<Owner, 'component' | 'etcd'>,
  differing: Pick<Store, 'method' | 'after'> & Partial<Pick<Store, 'steps'>>,
): Store {
  const id = `${etcd}-backup`
  const isCopied = backupScheduleOf(context, etcdSchedule) !== undefined
  const quota = sizes['etcd']?.figures['quota']?.value.value ?? gibibytes(4)
  return {
    name: etcd,
    schedule: etcdSchedule,
    ...(isCopied ? { workload: id } : {}),
    bytes: explained(gibibytes(quota / 2 ** 30), 'etcd/bytes', 'at most the quota', [
      fromPlan(
        'quota',
        printBytes(gibibytes(quota / 2 ** 30)),
        pointer('sizes', component, 'etcd', 'figures', 'quota'),
      ),
    ]),
    steps: isCopied ? [namesOfCopies(context, etcd), bringBack(id)] : [],
    ...differing,
  }
}
