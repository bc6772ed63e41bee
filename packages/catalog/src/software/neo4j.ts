// What is known of Neo4j: its image, its settings and what goes wrong with it.

import type { Software } from '../software.js'

const source = 'neo4j/docs-operations 5.15 docker/introduction.adoc, configuration-settings.adoc'

export const neo4j: Software = {
  name: 'neo4j',
  title: 'Neo4j',
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
}
