// Copies a single server away as dumps, with the roles that own them, and brings a copy back.

import {
  bytes,
  edgeTo,
  gibibytes,
  hostOf,
  secretOf,
  text,
  type Text,
  type Workload,
} from '@llmflow/spec'
import {
  backupJob,
  backupScheduleOf,
  copyFolder,
  copyFunctions,
  withClient,
} from '../../backup-job.js'
import type { Context, PartSizes } from '../../component.js'
import { namespaces, postgresqlOf } from '../../endpoints.js'
import { postgresqlBackup } from './archive.js'

/** A dump of one database holds no roles, and a role that exists already is no reason to stop. */
const script: Text = text`#!/bin/bash
${copyFunctions}
file=${copyFolder}/dump.tar
databases="SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate AND datname <> 'postgres'"
copy_away() {
  mkdir ${copyFolder}/dump
  pg_dumpall --globals-only --file=${copyFolder}/dump/globals.sql
  for database in $(psql --no-psqlrc --tuples-only --no-align --command="$databases"); do
    pg_dump --format=custom --file="${copyFolder}/dump/$database.dump" "$database"
  done
  tar -C ${copyFolder} -cf "$file" dump
  send "$file" "$(date -u +%Y%m%dT%H%M%SZ).tar"
}
bring_back() {
  fetch "$file"
  tar -C ${copyFolder} -xf "$file"
  psql --no-psqlrc --quiet --file=${copyFolder}/dump/globals.sql
  for dump in ${copyFolder}/dump/*.dump; do
    database=\${dump##*/}
    # Programs are connected while they wait for their data.
    psql --no-psqlrc --command="DROP DATABASE IF EXISTS \\"\${database%.dump}\\" WITH (FORCE)"
    pg_restore --create --exit-on-error --dbname=postgres "$dump"
  done
}
if [ -n "\${RESTORE:-}" ]; then bring_back; else copy_away; fi
`

export function dumpWorkload(context: Context, sizes: PartSizes): Workload | undefined {
  const schedule = backupScheduleOf(context, 'postgresql')
  const image = context.factsOf('postgresql').images['databases']
  if (schedule === undefined || image === undefined) return undefined
  const { workload, port } = postgresqlOf(context)
  const held = context.sizes['postgresql']?.['postgresql']?.storage?.value ?? gibibytes(20)
  return backupJob(context, sizes, schedule, {
    id: postgresqlBackup,
    component: 'postgresql',
    part: 'backup',
    store: 'postgresql',
    namespace: namespaces.infra,
    shell: '/bin/bash',
    image: withClient('postgresql-backup', image),
    script,
    environment: {
      PGHOST: [hostOf(workload, port)],
      PGPORT: ['5432'],
      PGUSER: ['postgres'],
      PGDATABASE: ['postgres'],
      PGPASSWORD: [secretOf('postgresql', 'superuser-password')],
    },
    // The dumps, and the archive of them.
    space: bytes(held * 2),
    minute: 0,
    security: { user: 999, group: 999, volumesGroup: 999, readOnlyRoot: true },
    edges: [edgeTo(workload, port, 'dumps every database, and makes them again')],
  })
}
