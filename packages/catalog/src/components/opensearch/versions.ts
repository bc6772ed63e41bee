// What is known of OpenSearch, its Dashboards and its exporter at each version.

import type { OptionFacts, VersionFacts } from '../../facts.js'
import { readOptions } from '../../options.js'
import { opensearchMetrics } from './metrics.js'

const env: OptionFacts = {
  isComplete: false,
  source:
    'opensearch-project/opensearch-build@4372bf71a docker/release/config/opensearch/opensearch-docker-entrypoint-2.x.sh; opensearch-project/security@2.19.1.0 tools/install_demo_configuration.sh',
  options: [
    // The last is read by the installer of the demo certificates alone.
    ...readOptions(`OPENSEARCH_JAVA_OPTS DISABLE_INSTALL_DEMO_CONFIG DISABLE_SECURITY_PLUGIN
      DISABLE_PERFORMANCE_ANALYZER_AGENT_CLI OPENSEARCH_INITIAL_ADMIN_PASSWORD`),
  ],
}

const config: OptionFacts = {
  isComplete: false,
  source:
    'opensearch-project/security@2.19.1.0 src/main/java/org/opensearch/security/support/ConfigConstants.java; opensearch-project/documentation-website@2.19 _install-and-configure/configuring-opensearch',
  options: readOptions(`indices.fielddata.cache.size indices.query.bool.max_clause_count
    cluster.max_shards_per_node action.auto_create_index http.max_content_length`),
}

export const opensearchVersions: { readonly [version: string]: VersionFacts } = {
  '2.19.1': {
    version: '2.19.1',
    images: {
      opensearch: { repository: 'docker.io/opensearchproject/opensearch', tag: '2.19.1' },
      dashboards: {
        repository: 'docker.io/opensearchproject/opensearch-dashboards',
        tag: '2.19.1',
        asks: 'bash',
      },
      exporter: {
        repository: 'quay.io/prometheuscommunity/elasticsearch-exporter',
        tag: 'v1.8.0',
        asks: 'wget',
      },
    },
    source:
      'opensearch-project/opensearch-build@4372bf71a release-notes/opensearch-release-notes-2.19.1.md, docker/release; prometheus-community/elasticsearch_exporter@v1.8.0 README.md',
    env,
    config,
    metrics: opensearchMetrics,
    life: [
      {
        subject: 'OpenSearch 2.19.1',
        status: 'released',
        since: '2025-02',
        note: {
          en: 'renews its certificates while it runs, which 2.18 does not',
          ko: '실행 중에 인증서를 갱신할 수 있습니다. 2.18에는 없는 기능입니다',
        },
        source:
          'opensearch-project/security@2.19.1.0 src/main/java/org/opensearch/security/support/ConfigConstants.java',
      },
    ],
  },
}
