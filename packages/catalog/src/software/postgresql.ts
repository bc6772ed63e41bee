// What is known of PostgreSQL and its companions as programs: images, settings and what goes wrong with them.

import { postgresqlVersions } from '../components/postgresql/versions.js'
import type { Problem } from '../problem.js'
import type { Software } from '../software.js'
import { versionsOf, withoutVariable } from './settings.js'
import { all, mount, noMount, runs, setting } from './signs.js'

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

const problems: readonly Problem[] = [
  {
    id: 'databases-never-made',
    severity: 'error',
    problem: {
      en: 'the image does not read POSTGRES_MULTIPLE_DATABASES, and no script that would is mounted, so these databases and their roles are never created',
      ko: '이미지는 POSTGRES_MULTIPLE_DATABASES를 읽지 않고, 이를 읽는 스크립트도 마운트되어 있지 않아, 이 데이터베이스와 역할이 만들어지지 않습니다',
    },
    remedy: {
      en: 'mount a script in /docker-entrypoint-initdb.d that creates the roles and databases',
      ko: '역할과 데이터베이스를 만드는 스크립트를 /docker-entrypoint-initdb.d에 마운트하세요',
    },
    source: 'docker-library/postgres 16 docker-entrypoint.sh',
    sign: all(
      runs,
      setting('POSTGRES_MULTIPLE_DATABASES'),
      noMount('^/docker-entrypoint-initdb[.]d(/|$)'),
    ),
  },
  {
    id: 'databases-need-a-script',
    severity: 'warning',
    problem: {
      en: 'the image itself does not read POSTGRES_MULTIPLE_DATABASES; a script in /docker-entrypoint-initdb.d must, and none is among these files',
      ko: '이미지 자체는 POSTGRES_MULTIPLE_DATABASES를 읽지 않습니다. /docker-entrypoint-initdb.d의 스크립트가 읽어야 하는데, 그 스크립트가 이 파일들에 없습니다',
    },
    remedy: {
      en: 'check that a script there creates these databases, their roles and passwords',
      ko: '스크립트가 데이터베이스와 역할, 비밀번호를 만드는지 확인하세요',
    },
    source: 'docker-library/postgres 16 docker-entrypoint.sh',
    sign: all(
      runs,
      setting('POSTGRES_MULTIPLE_DATABASES'),
      mount('^/docker-entrypoint-initdb[.]d(/|$)'),
    ),
  },
]

export const postgresql: Software = {
  name: 'postgresql',
  title: 'PostgreSQL',
  aliases: ['postgres'],
  ports: {
    part: 'postgresql',
    numbers: [5432],
    source: 'docker-library/postgres Dockerfile-debian.template (EXPOSE)',
  },
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
  // A script that is mounted may read it.
  versions: versionsOf(postgresqlVersions).map((version) =>
    withoutVariable(version, 'POSTGRES_MULTIPLE_DATABASES'),
  ),
  problems,
}
