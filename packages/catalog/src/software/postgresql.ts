// What is known of PostgreSQL and its companions as programs: images, settings and what goes wrong with them.

import { postgresqlVersions } from '../components/postgresql/versions.js'
import type { Software } from '../software.js'
import { advisingEnvironment, versionsOf } from './settings.js'

const source = 'docker-library/postgres 16 docker-entrypoint.sh, Dockerfile'

const programs = [
  'postgres',
  'psql',
  'pg_dump',
  'pg_dumpall',
  'pg_restore',
  'pg_basebackup',
  'pg_isready',
  'pg_ctl',
  'pg_rewind',
  'pg_receivewal',
  'createdb',
  'createuser',
  'initdb',
  'vacuumdb',
  'gosu',
]

export const postgresql: Software = {
  name: 'postgresql',
  title: 'PostgreSQL',
  aliases: ['postgres'],
  images: [
    {
      repository: 'docker.io/library/postgres',
      part: 'postgresql',
      programs,
      runsAsRoot: true,
      source,
    },
    {
      repository: 'quay.io/prometheuscommunity/postgres-exporter',
      part: 'exporter',
      source: 'prometheus-community/postgres_exporter v0.15.0 README.md',
    },
  ],
  versions: versionsOf(postgresqlVersions).map((version) =>
    advisingEnvironment(version, {
      POSTGRES_MULTIPLE_DATABASES:
        'a script in /docker-entrypoint-initdb.d that makes roles and databases',
    }),
  ),
}
