// Panels of OpenSearch: how well the cluster is, how much it holds and takes.

import type { Dashboard, Panel } from '@llmflow/spec'

const byNode = (title: string, unit: Panel['unit'], expression: string): Panel => ({
  title,
  kind: 'timeseries',
  unit,
  queries: [{ expression, legend: '{{name}}' }],
})

export const opensearchDashboards = (): { readonly [name: string]: Dashboard } => ({
  'llmflow-opensearch': {
    title: 'OpenSearch',
    panels: [
      {
        title: 'Nodes',
        kind: 'stat',
        unit: 'short',
        queries: [
          { expression: 'max(elasticsearch_cluster_health_number_of_nodes)', legend: 'nodes' },
        ],
      },
      {
        title: 'Shards without a node',
        kind: 'stat',
        unit: 'short',
        queries: [
          { expression: 'max(elasticsearch_cluster_health_unassigned_shards)', legend: 'shards' },
        ],
      },
      byNode(
        'Documents indexed per second',
        'short',
        'sum by (name) (rate(elasticsearch_indices_indexing_index_total[5m]))',
      ),
      byNode(
        'Searches per second',
        'reqps',
        'sum by (name) (rate(elasticsearch_indices_search_query_total[5m]))',
      ),
      byNode('Data', 'bytes', 'max by (name) (elasticsearch_indices_store_size_bytes)'),
      byNode(
        'Disk in use',
        'percentunit',
        '1 - min by (name) (elasticsearch_filesystem_data_available_bytes / elasticsearch_filesystem_data_size_bytes)',
      ),
    ],
  },
})
