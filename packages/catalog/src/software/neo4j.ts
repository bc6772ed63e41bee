// What is known of Neo4j: its image, its settings and what goes wrong with it.

import type { Problem } from '../problem.js'
import type { Software } from '../software.js'
import { all, any, form, not, part, setting } from './signs.js'

const source = 'neo4j/docs-operations 5.15 docker/introduction.adoc, configuration-settings.adoc'

const settingsList = 'neo4j/docs-operations 5.15 configuration/configuration-settings.adoc'

/** Names other than of the plugins whose jars lie in the image, from where its start script copies them. */
const downloaded =
  '(^|[\\["\', ])(?!(apoc|apoc-core|graph-data-science|bloom|genai)([^A-Za-z0-9_-]|$))[A-Za-z]'

const downloads = any(
  setting('NEO4J_PLUGINS', { matches: downloaded }),
  setting('NEO4JLABS_PLUGINS', { matches: downloaded }),
)

const problems: readonly Problem[] = [
  {
    id: 'plugins-are-downloaded',
    severity: 'info',
    problem: {
      en: 'the image downloads plugins that it does not include at every start, which fails in an air-gapped network',
      ko: '이미지에 없는 플러그인은 시작할 때마다 내려받으므로 폐쇄망에서는 실패합니다',
    },
    remedy: {
      en: 'mount the plugin jars at /plugins, or build an image with them',
      ko: '/plugins에 jar를 마운트하거나 이미지에 넣어 빌드하세요',
    },
    source:
      'neo4j/docs-operations 5.15 docker/plugins.adoc, configuration/plugins.adoc; neo4j/docker-neo4j docker-entrypoint.sh, neo4j-plugins.json',
    sign: downloads,
  },
  {
    id: 'plugins-for-development',
    severity: 'info',
    problem: {
      en: 'having the image install plugins at every start is meant for development, not for production',
      ko: '시작할 때마다 이미지가 플러그인을 설치하는 방식은 운영 환경이 아니라 개발 환경을 위한 것입니다',
    },
    remedy: {
      en: 'mount the plugin jars at /plugins, or build an image with them',
      ko: '/plugins에 jar를 마운트하거나 이미지에 넣어 빌드하세요',
    },
    source: 'neo4j/docs-operations modules/ROOT/pages/docker/plugins.adoc',
    sign: all(any(setting('NEO4J_PLUGINS'), setting('NEO4JLABS_PLUGINS')), not(downloads)),
  },
  {
    id: 'memory-settings-of-4',
    severity: 'warning',
    problem: {
      en: 'dbms.memory is the Neo4j 4 name; Neo4j 5 accepts it with a warning, and a later version will not',
      ko: 'dbms.memory는 Neo4j 4의 설정 이름입니다. Neo4j 5는 경고를 내고 받아들이지만 이후 버전에서는 쓸 수 없습니다',
    },
    remedy: { en: 'use server.memory', ko: 'server.memory로 쓰세요' },
    source: `${settingsList}; neo4j/neo4j SettingMigrators.java`,
    since: '5.0',
    sign: any(
      ...['heap.initial_size', 'heap.max_size', 'pagecache.size'].flatMap((name) => [
        setting(`dbms.memory.${name}`),
        setting(`NEO4J_dbms_memory_${name}`),
      ]),
    ),
  },
  {
    id: 'cluster-of-4',
    severity: 'warning',
    problem: {
      en: 'core servers and Causal Cluster belong to Neo4j 4; the Neo4j 5 chart installs one server per Helm release',
      ko: 'core 서버와 Causal Cluster는 Neo4j 4의 방식입니다. Neo4j 5 차트는 Helm 릴리스마다 서버를 하나씩 설치합니다',
    },
    remedy: {
      en: 'install one Helm release per server, with neo4j.minimumClusterSize',
      ko: '서버마다 Helm 릴리스를 하나씩 설치하고 neo4j.minimumClusterSize를 지정하세요',
    },
    source: 'neo4j/docs-operations 5.15 kubernetes/quickstart-cluster',
    since: '5.0',
    sign: any(
      all(form('values'), setting('core.replicas')),
      all(form('values'), part('core'), setting('replicas')),
      all(form('values'), setting('core.numberOfServers')),
      setting('NEO4J_dbms_mode', { is: ['CORE', 'READ_REPLICA'] }),
      setting('NEO4J_causal__clustering_initial__discovery__members'),
    ),
  },
]

/** A memory setting of 5 and of 4, as a key and as a variable. */
const spellings = (name: string): readonly string[] => [
  `server.memory.${name}`,
  `NEO4J_server_memory_${name}`,
  `dbms.memory.${name}`,
  `NEO4J_dbms_memory_${name}`,
]

export const neo4j: Software = {
  name: 'neo4j',
  title: 'Neo4j',
  ports: {
    part: 'server',
    numbers: [7474, 7473, 7687],
    source: 'neo4j/docker-neo4j Dockerfile (EXPOSE)',
  },
  images: [
    {
      repository: 'docker.io/library/neo4j',
      part: 'server',
      programs: ['neo4j', 'neo4j-admin', 'cypher-shell'],
      source,
    },
  ],
  versions: [
    {
      version: '5.15',
      source,
      metricsEndpoint: {
        port: 2004,
        path: '/metrics',
        needs: {
          en: 'the Enterprise edition, server.metrics.prometheus.enabled and an endpoint other than localhost:2004',
          ko: 'Enterprise 에디션, server.metrics.prometheus.enabled, 그리고 localhost:2004가 아닌 endpoint',
        },
        source: 'neo4j/docs-operations 5.15 monitoring/metrics/expose.adoc',
      },
    },
  ],
  clashingService: {
    name: 'neo4j',
    variable: 'NEO4J_PORT',
    consequence: {
      en: 'the image turns every NEO4J_ variable into a setting, and Neo4j does not start with a setting that it does not know',
      ko: '이미지가 NEO4J_ 변수를 모두 설정으로 바꾸고, Neo4j는 모르는 설정이 있으면 기동을 거부합니다',
    },
    source: 'neo4j/docker-neo4j docker-entrypoint.sh; neo4j/docs-operations 5.15 kubernetes',
  },
  memory: [
    { anyOf: spellings('heap.max_size'), source: settingsList },
    { anyOf: spellings('pagecache.size'), source: settingsList },
  ],
  problems,
}
