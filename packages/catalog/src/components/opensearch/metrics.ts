// The metrics of the exporter that asks OpenSearch how it is: the server's image has no plugin that exports any.

import type { MetricFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'

const ofNode = 'cluster host name es_master_node es_data_node es_ingest_node es_client_node'

export const opensearchMetrics: MetricFacts = {
  source:
    'prometheus-community/elasticsearch_exporter@v1.8.0 collector/cluster_health.go, collector/nodes.go; made for OpenSearch too: pull request 1029',
  metrics: metricTable(
    [
      ['gauge', 'cluster color', 'elasticsearch_cluster_health_status'],
      [
        'gauge',
        'cluster',
        `elasticsearch_cluster_health_number_of_nodes elasticsearch_cluster_health_active_shards
        elasticsearch_cluster_health_unassigned_shards`,
      ],
      [
        'gauge',
        `${ofNode} mount path`,
        'elasticsearch_filesystem_data_available_bytes elasticsearch_filesystem_data_size_bytes',
      ],
      ['gauge', ofNode, 'elasticsearch_indices_docs elasticsearch_indices_store_size_bytes'],
      [
        'counter',
        ofNode,
        'elasticsearch_indices_indexing_index_total elasticsearch_indices_search_query_total',
      ],
      [
        'gauge',
        `${ofNode} area`,
        'elasticsearch_jvm_memory_used_bytes elasticsearch_jvm_memory_max_bytes',
      ],
    ],
    {
      elasticsearch_cluster_health_status: { help: '1 for the color that holds.' },
      elasticsearch_filesystem_data_available_bytes: { unit: 'bytes' },
      elasticsearch_filesystem_data_size_bytes: { unit: 'bytes' },
      elasticsearch_indices_store_size_bytes: { unit: 'bytes' },
      elasticsearch_jvm_memory_used_bytes: { unit: 'bytes' },
      elasticsearch_jvm_memory_max_bytes: { unit: 'bytes' },
    },
  ),
}
