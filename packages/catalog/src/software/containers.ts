// What programs do in their containers: where they keep data, who opens them, and which texts they take literally.

/** Where an image keeps its data, unless one of the settings says otherwise. */
type DataPlace = {
  readonly repository: string
  readonly path: string
  /** Where earlier images kept it. */
  readonly before?: readonly string[]
  /** Variables, and arguments without their dashes. */
  readonly settings: readonly string[]
  readonly source: string
}

/** Only images whose data directory is fixed by the image or the program, not by an argument in its command. */
export const dataPlaces: readonly DataPlace[] = [
  ...['quay.io/coreos/etcd', 'gcr.io/etcd-development/etcd'].map((repository) => ({
    repository,
    path: '/var/lib/etcd/default.etcd',
    // Images before the ones without a shell had no working directory.
    before: ['/default.etcd'],
    settings: ['data-dir', 'ETCD_DATA_DIR', 'config-file', 'ETCD_CONFIG_FILE', 'name', 'ETCD_NAME'],
    source: 'etcd-io/etcd v3.5.11 server/embed/config.go, Dockerfile-release.amd64 (WORKDIR)',
  })),
  {
    repository: 'docker.io/library/postgres',
    path: '/var/lib/postgresql/data',
    settings: ['PGDATA'],
    source: 'docker-library/postgres 16/alpine3.21/Dockerfile',
  },
  {
    repository: 'docker.io/library/neo4j',
    path: '/data',
    settings: ['NEO4J_server_directories_data', 'NEO4J_dbms_directories_data'],
    source: 'neo4j/docker-neo4j docker-image-src/5/coredb/Dockerfile-debian',
  },
  {
    repository: 'docker.io/grafana/grafana',
    path: '/var/lib/grafana',
    settings: ['GF_PATHS_DATA', 'GF_PATHS_CONFIG', 'GF_DATABASE_TYPE', 'GF_DATABASE_URL'],
    source: 'grafana/grafana Dockerfile',
  },
]

/** Programs that people open in a browser; of components with parts only the part named behind the slash. */
const opened: ReadonlySet<string> = new Set([
  'dify/web',
  'grafana',
  'keycloak',
  'langfuse',
  'llama-factory',
  'mlflow',
])

export const isOpenedByPeople = (name: string, part: string): boolean =>
  opened.has(name) || opened.has(`${name}/${part}`)

/**
 * Programs that take `${NAME}` in their configuration literally: Redis and Sentinel (redis/redis 7.2 src/config.c),
 * Patroni (patroni/patroni patroni/config.py: YAML as it stands, then variables named PATRONI_*).
 */
const literal: ReadonlySet<string> = new Set(['patroni', 'redis'])

export const takesLiterally = (name: string): boolean => literal.has(name)
