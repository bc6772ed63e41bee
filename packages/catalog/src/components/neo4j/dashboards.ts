// Panels of Neo4j for the dashboard of stores; the guide's two (7.3) read series that do not exist.

import type { Dashboard } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { editionOf } from './edition.js'

export function neo4jDashboards(context: Context): { readonly [name: string]: Dashboard } {
  if (editionOf(context) === 'community') return {}
  return {
    stores: {
      title: 'Stores',
      panels: [
        {
          title: 'Neo4j graph queries',
          kind: 'timeseries',
          unit: 'reqps',
          queries: [
            {
              expression:
                'sum by (pod) (rate(neo4j_database_neo4j_db_query_execution_success_total[5m]))',
              legend: '{{pod}}',
            },
            {
              expression:
                'sum by (pod) (rate(neo4j_database_neo4j_db_query_execution_failure_total[5m]))',
              legend: '{{pod}} failed',
            },
          ],
        },
        {
          title: 'Neo4j query latency, P95',
          kind: 'timeseries',
          unit: 'ms',
          queries: [
            {
              expression:
                'max by (pod) (neo4j_database_neo4j_db_query_execution_latency_millis{quantile="0.95"})',
              legend: '{{pod}}',
            },
          ],
        },
        {
          title: 'Neo4j pages found in memory',
          kind: 'timeseries',
          unit: 'percentunit',
          queries: [{ expression: 'neo4j_dbms_page_cache_hit_ratio', legend: '{{pod}}' }],
        },
        {
          title: 'Neo4j heap in use',
          kind: 'timeseries',
          unit: 'percentunit',
          queries: [
            { expression: 'neo4j_dbms_vm_heap_used / neo4j_dbms_vm_heap_max', legend: '{{pod}}' },
          ],
        },
      ],
    },
  }
}
