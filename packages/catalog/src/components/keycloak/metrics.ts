// The metrics of Keycloak that the catalog relies on.

import type { MetricFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'

export const metrics23: MetricFacts = {
  source:
    'keycloak/keycloak docs/guides/server/configuration-metrics.adoc; Quarkus Agroal and Micrometer names',
  metrics: metricTable(
    [
      ['gauge', 'datasource', 'agroal_active_count agroal_available_count agroal_awaiting_count'],
      ['gauge', 'area id', 'jvm_memory_used_bytes jvm_memory_max_bytes'],
      [
        'gauge',
        '',
        'jvm_threads_peak_threads base_memory_maxHeap_bytes process_start_time_seconds system_load_average_1m',
      ],
      ['counter', 'name', 'base_gc_total'],
    ],
    {
      agroal_active_count: { help: 'Connections to the database in use.' },
      agroal_available_count: { help: 'Connections to the database that are idle.' },
      agroal_awaiting_count: { help: 'Threads that wait for a connection to the database.' },
      jvm_memory_used_bytes: { unit: 'bytes', help: 'Memory of the JVM in use.' },
      jvm_memory_max_bytes: { unit: 'bytes', help: 'Memory that the JVM may use.' },
    },
  ),
}
