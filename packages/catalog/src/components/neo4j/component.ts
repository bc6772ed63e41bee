// Neo4j: keeps the graph of what documents say, as a cluster of three or as a single server.

import type { Component } from '../../component.js'
import { backupSecrets } from '../../backup.js'
import { keptInside } from '../../rotation.js'
import { neo4jAlerts } from './alerts.js'
import { neo4jStores } from './backup.js'
import { neo4jCommands } from './commands.js'
import { neo4jDashboards } from './dashboards.js'
import { acceptances, editionOf } from './edition.js'
import { bundledPlugins } from './plugins.js'
import { hasBackup, neo4jParts, sizeNeo4j } from './size.js'
import { neo4jVersions } from './versions.js'
import { neo4jWorkloads } from './workloads.js'

export const neo4j: Component = {
  name: 'neo4j',
  title: 'Neo4j',
  summary: {
    en: 'Keeps the graph of people, things and passages that GraphRAG walks through',
    ko: 'GraphRAG가 따라가는 인물·사물·구절의 관계를 그래프로 보관합니다',
  },
  brings: ['graph'],
  topologies: ['cluster', 'standalone'],
  versions: neo4jVersions,
  options: [
    {
      name: 'acceptLicense',
      type: 'string',
      values: acceptances,
      description: {
        en: 'yes when the company has a commercial licence of Neo4j Enterprise, eval when it has accepted the terms of evaluation. Without it there is no cluster, and a single server runs the Community edition, which exports no metrics and has no online backup',
        ko: 'Neo4j Enterprise 상용 라이선스가 있으면 yes, 평가판 약관에 동의했으면 eval을 적습니다. 적지 않으면 클러스터를 쓸 수 없고, 단일 서버는 메트릭과 온라인 백업이 없는 Community 에디션으로 실행됩니다',
      },
    },
    {
      name: 'plugins',
      type: 'list',
      values: bundledPlugins,
      default: [],
      description: {
        en: 'Plugins whose jars lie in the image: apoc, graph-data-science. Others need an image of your own',
        ko: '이미지에 jar가 들어 있는 플러그인인 apoc, graph-data-science 가운데 고릅니다. 그 밖의 플러그인은 이미지를 직접 만들어야 합니다',
      },
    },
  ],
  parts: neo4jParts,
  auxiliaryParts: ['backup'],
  needs: () => [],
  size: sizeNeo4j,
  workloads: neo4jWorkloads,
  secrets: (context) => ({
    neo4j: {
      keys: {
        password: {
          format: 'alphanumeric',
          length: 32,
          purpose: 'the role neo4j',
          ...keptInside(
            'Neo4j takes it with an empty database only; ALTER USER neo4j SET PASSWORD changes it in cypher-shell',
            'Neo4j는 데이터베이스가 비어 있을 때만 이 값을 받습니다. cypher-shell의 ALTER USER neo4j SET PASSWORD로 바꾸세요',
          ),
        },
      },
      purpose: 'access to Neo4j',
    },
    ...(hasBackup(context) ? backupSecrets(context) : {}),
  }),
  alerts: neo4jAlerts,
  dashboards: neo4jDashboards,
  backups: [
    {
      store: 'neo4j',
      // Community has no copy but by a stop; whoever wants one is told that nothing makes it.
      when: (context) => editionOf(context) === 'enterprise',
      method: {
        en: 'Whole copies by the online backup of Enterprise; the graph can also be made again from the documents',
        ko: 'Enterprise의 온라인 백업으로 전체 사본을 만듭니다. 그래프는 문서에서 다시 만들 수도 있습니다',
      },
    },
  ],
  stores: neo4jStores,
  commands: neo4jCommands,
}
