// What is known of PostgreSQL, Patroni and their companions at each version.

import type { OptionFact, OptionFacts, VersionFacts } from '../../facts.js'
import { released } from '../../life.js'
import { unreadOption } from '../../options.js'
import { etcdImage } from '../etcd/workload.js'
import { cloudNativeMetrics, postgresqlMetrics } from './metrics.js'

const env: OptionFacts = {
  isComplete: false,
  source:
    'docker-library/postgres 16 docker-entrypoint.sh; patroni/patroni v3.2.2 patroni/config.py; prometheus-community/postgres_exporter v0.15.0 README.md, Dockerfile',
  prefixes: ['PATRONI_', 'WALG_', 'AWS_'],
  options: [
    ...[
      'POSTGRES_USER',
      'POSTGRES_PASSWORD',
      'POSTGRES_DB',
      'POSTGRES_INITDB_ARGS',
      'POSTGRES_HOST_AUTH_METHOD',
      'PGDATA',
      'DATA_SOURCE_NAME',
      'DATA_SOURCE_URI',
      'DATA_SOURCE_USER',
      'DATA_SOURCE_PASS',
    ].map((name) => ({ name, read: true })),
    {
      name: 'POSTGRES_MULTIPLE_DATABASES',
      read: false,
      instead: 'nothing: LLMFlow makes a role and a database for each component that needs one',
    },
  ],
}

const written = (name: string): OptionFact =>
  unreadOption(name, 'nothing: LLMFlow writes Patroni’s file from the plan')

const config: OptionFacts = {
  isComplete: false,
  source:
    'patroni/patroni v3.2.2 docs/yaml_configuration.rst, docs/dynamic_configuration.rst, patroni/config.py',
  options: [
    // The settings here are PostgreSQL’s own parameters, hundreds of them; Patroni’s are not among them.
    ...['scope', 'namespace', 'restapi.listen', 'etcd3.hosts', 'bootstrap.dcs'].map(written),
    ...['bootstrap.pg_hba', 'postgresql.pg_hba', 'synchronous_mode'].map(written),
    unreadOption(
      'restapi.authentication',
      'the secret postgresql, which LLMFlow passes to Patroni',
    ),
    unreadOption(
      'postgresql.authentication',
      'the secret postgresql, which LLMFlow passes to Patroni',
    ),
    unreadOption('postgresql.parameters', 'the names of the parameters themselves: `work_mem`'),
    // Patroni sets these on the command line, where no file can change them.
    ...['listen_addresses', 'port', 'cluster_name'].map(written),
    // The file is read with yaml.safe_load, which expands nothing: the password would be the text itself.
    {
      name: '${REPLICATOR_PASSWORD}',
      read: false,
      instead: 'the variable PATRONI_REPLICATION_PASSWORD',
    },
    {
      name: '${POSTGRES_PASSWORD}',
      read: false,
      instead: 'the variable PATRONI_SUPERUSER_PASSWORD',
    },
    { name: '${REWIND_PASSWORD}', read: false, instead: 'the variable PATRONI_REWIND_PASSWORD' },
  ],
}

export const postgresqlVersions: { readonly [version: string]: VersionFacts } = {
  '16': {
    version: '16',
    life: [
      released('PostgreSQL 16', '2023-09-14', 'docker-library/postgres 7442464585'),
      released('PostgreSQL 16.6', '2024-11-21', 'docker-library/postgres 960ebdf14e'),
    ],
    images: {
      postgresql: { repository: 'docker.io/library/postgres', tag: '16.6-bookworm' },
      // The official image has no Patroni; Spilo carries both.
      patroni: { repository: 'ghcr.io/zalando/spilo-16', tag: '3.3-p1', asks: 'bash' },
      databases: { repository: 'docker.io/library/postgres', tag: '16.6-bookworm' },
      exporter: {
        repository: 'quay.io/prometheuscommunity/postgres-exporter',
        tag: 'v0.15.0',
        asks: 'wget',
      },
      primary: { repository: 'docker.io/library/haproxy', tag: '3.0.7', asks: 'bash' },
      etcd: etcdImage,
    },
    source:
      'docker-library/official-images library/postgres, library/haproxy; zalando/spilo 3.3-p1; prometheus-community/postgres_exporter v0.15.0 README.md, Dockerfile',
    env,
    config,
    metrics: {
      source: `${postgresqlMetrics.source}; ${cloudNativeMetrics.source}`,
      metrics: [...postgresqlMetrics.metrics, ...cloudNativeMetrics.metrics],
    },
  },
}
