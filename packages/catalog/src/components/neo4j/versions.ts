// What is known of Neo4j at each version: its two editions, its settings and the series that they lead to.

import { withClient } from '../../backup-job.js'
import type { OptionFacts, VersionFacts } from '../../facts.js'
import { released } from '../../life.js'
import { readOptions, unreadOption } from '../../options.js'
import { neo4jMetrics } from './metrics.js'
import { settings515, settings526 } from './settings-list.js'

const repository = 'docker.io/library/neo4j'

const entrypoint =
  'neo4j/docker-neo4j docker-image-src/5/coredb/docker-entrypoint.sh; names of settings as the manual spells them'

/** Whatever else begins with NEO4J_ becomes a setting, and one that the server does not know keeps it from starting. */
const environment: OptionFacts = {
  isComplete: false,
  source: entrypoint,
  options: [
    ...readOptions(
      'NEO4J_AUTH NEO4J_AUTH_PATH NEO4J_ACCEPT_LICENSE_AGREEMENT NEO4J_PLUGINS NEO4J_DEBUG',
    ),
    unreadOption('NEO4J_PASSWORD', 'the secret neo4j; the image would take it for a setting'),
    unreadOption('NEO4J_PORT', 'config; the image would take it for a setting'),
    unreadOption('NEO4J_dbms_memory_heap_max__size', 'nothing: LLMFlow computes the heap'),
    unreadOption('NEO4J_dbms_memory_heap_initial__size', 'nothing: LLMFlow computes the heap'),
    unreadOption('NEO4J_dbms_memory_pagecache_size', 'resources.memory'),
  ],
}

function factsOf(version: string, since: string, config: OptionFacts): VersionFacts {
  const source = `docker-library/official-images library/neo4j (${version}); neo4j/docker-neo4j docker-image-src/5/coredb`
  const server = { repository, tag: `${version}-enterprise`, asks: 'bash' } as const
  return {
    version,
    images: {
      server,
      community: { repository, tag: `${version}-community`, asks: 'bash' },
      // Before 5.19 the backup command writes to folders alone, so that a client of S3 stands beside it.
      backup: withClient('neo4j-backup', server),
    },
    source,
    env: environment,
    config,
    metrics: neo4jMetrics,
    life: [
      released(
        `neo4j ${version}`,
        since,
        'docker-library/official-images history of library/neo4j',
      ),
    ],
  }
}

export const neo4jVersions: { readonly [version: string]: VersionFacts } = {
  '5.15.0': factsOf('5.15.0', '2023-12-15', settings515),
  '5.26.26': factsOf('5.26.26', '2026-05-11', settings526),
}
