// What is known of Neo4j's series. A database's name is a part of the name of its series.

import type { Bilingual } from '../facts.js'
import { metricTable, type MetricGroup } from '../metric-table.js'
import type { Exporter } from './exporter.js'

const source =
  'neo4j/docs-operations branches 5.0 and 5.x modules/ROOT/pages/monitoring/metrics/reference.adoc over their history; names as the Prometheus endpoint of 5.11 prints them'

/** `<database>`, `<pool>`, `<gc>` and `<bufferpool>` stand for any word. */
const server: readonly MetricGroup[] = [
  [
    'counter',
    '',
    `
      neo4j_database_<database>_check_point_events_total
      neo4j_database_<database>_check_point_flushed_bytes_total
      neo4j_database_<database>_check_point_total_time_total
      neo4j_database_<database>_cluster_catchup_tx_pull_requests_received_total
      neo4j_database_<database>_cluster_core_in_flight_cache_hits_total
      neo4j_database_<database>_cluster_core_in_flight_cache_misses_total
      neo4j_database_<database>_cluster_core_replication_attempt_total
      neo4j_database_<database>_cluster_core_replication_fail_total
      neo4j_database_<database>_cluster_core_replication_maybe_total
      neo4j_database_<database>_cluster_core_replication_new_total
      neo4j_database_<database>_cluster_core_replication_success_total
      neo4j_database_<database>_cluster_core_tx_retries_total
      neo4j_database_<database>_cluster_raft_in_flight_cache_hits_total
      neo4j_database_<database>_cluster_raft_in_flight_cache_misses_total
      neo4j_database_<database>_cluster_raft_replication_attempt_total
      neo4j_database_<database>_cluster_raft_replication_fail_total
      neo4j_database_<database>_cluster_raft_replication_maybe_total
      neo4j_database_<database>_cluster_raft_replication_new_total
      neo4j_database_<database>_cluster_raft_replication_success_total
      neo4j_database_<database>_cluster_raft_tx_retries_total
      neo4j_database_<database>_cluster_read_replica_pull_update_highest_tx_id_received_total
      neo4j_database_<database>_cluster_read_replica_pull_update_highest_tx_id_requested_total
      neo4j_database_<database>_cluster_read_replica_pull_updates_total
      neo4j_database_<database>_cluster_store_copy_pull_update_highest_tx_id_received_total
      neo4j_database_<database>_cluster_store_copy_pull_update_highest_tx_id_requested_total
      neo4j_database_<database>_cluster_store_copy_pull_updates_total
      neo4j_database_<database>_cypher_replan_events_total
      neo4j_database_<database>_cypher_replan_wait_time_total
      neo4j_database_<database>_db_query_execution_failure_total
      neo4j_database_<database>_db_query_execution_parallel_failure_total
      neo4j_database_<database>_db_query_execution_parallel_success_total
      neo4j_database_<database>_db_query_execution_pipelined_failure_total
      neo4j_database_<database>_db_query_execution_pipelined_success_total
      neo4j_database_<database>_db_query_execution_slotted_failure_total
      neo4j_database_<database>_db_query_execution_slotted_success_total
      neo4j_database_<database>_db_query_execution_success_total
      neo4j_database_<database>_index_fulltext_populated_total
      neo4j_database_<database>_index_fulltext_queried_total
      neo4j_database_<database>_index_lookup_populated_total
      neo4j_database_<database>_index_lookup_queried_total
      neo4j_database_<database>_index_point_populated_total
      neo4j_database_<database>_index_point_queried_total
      neo4j_database_<database>_index_range_populated_total
      neo4j_database_<database>_index_range_queried_total
      neo4j_database_<database>_index_text_populated_total
      neo4j_database_<database>_index_text_queried_total
      neo4j_database_<database>_index_vector_populated_total
      neo4j_database_<database>_index_vector_queried_total
      neo4j_database_<database>_log_appended_bytes_total
      neo4j_database_<database>_log_flushes_total
      neo4j_database_<database>_log_rotation_events_total
      neo4j_database_<database>_log_rotation_total_time_total
      neo4j_database_<database>_transaction_committed_read_total
      neo4j_database_<database>_transaction_committed_total
      neo4j_database_<database>_transaction_committed_write_total
      neo4j_database_<database>_transaction_last_closed_tx_id_total
      neo4j_database_<database>_transaction_last_committed_tx_id_total
      neo4j_database_<database>_transaction_peak_concurrent_total
      neo4j_database_<database>_transaction_rollbacks_read_total
      neo4j_database_<database>_transaction_rollbacks_total
      neo4j_database_<database>_transaction_rollbacks_write_total
      neo4j_database_<database>_transaction_started_total
      neo4j_database_<database>_transaction_terminated_read_total
      neo4j_database_<database>_transaction_terminated_total
      neo4j_database_<database>_transaction_terminated_write_total
      neo4j_database_<database>_transaction_validation_failure_total
      neo4j_dbms_bolt_accumulated_processing_time_total
      neo4j_dbms_bolt_accumulated_queue_time_total neo4j_dbms_bolt_connections_closed_total
      neo4j_dbms_bolt_connections_opened_total neo4j_dbms_bolt_driver_api_execute_calls_total
      neo4j_dbms_bolt_driver_api_implicit_transaction_calls_total
      neo4j_dbms_bolt_driver_api_managed_transaction_function_calls_total
      neo4j_dbms_bolt_driver_api_unmanaged_transaction_calls_total
      neo4j_dbms_bolt_driver_execute_calls_total
      neo4j_dbms_bolt_driver_implicit_transaction_calls_total
      neo4j_dbms_bolt_driver_managed_transaction_function_calls_total
      neo4j_dbms_bolt_driver_unmanaged_transaction_calls_total
      neo4j_dbms_bolt_messages_done_total neo4j_dbms_bolt_messages_failed_total
      neo4j_dbms_bolt_messages_received_total neo4j_dbms_bolt_messages_started_total
      neo4j_dbms_bolt_response_failed_total neo4j_dbms_bolt_response_ignored_total
      neo4j_dbms_bolt_response_success_total neo4j_dbms_db_operation_count_create_total
      neo4j_dbms_db_operation_count_drop_total neo4j_dbms_db_operation_count_failed_total
      neo4j_dbms_db_operation_count_recovered_total neo4j_dbms_db_operation_count_start_total
      neo4j_dbms_db_operation_count_stop_total neo4j_dbms_page_cache_bytes_read_total
      neo4j_dbms_page_cache_bytes_written_total
      neo4j_dbms_page_cache_eviction_cooperative_flushes_total
      neo4j_dbms_page_cache_eviction_exceptions_total
      neo4j_dbms_page_cache_eviction_flushes_total
      neo4j_dbms_page_cache_evictions_cooperative_total neo4j_dbms_page_cache_evictions_total
      neo4j_dbms_page_cache_flushes_total neo4j_dbms_page_cache_hits_total
      neo4j_dbms_page_cache_iops_total neo4j_dbms_page_cache_merges_total
      neo4j_dbms_page_cache_page_cancelled_faults_total
      neo4j_dbms_page_cache_page_fault_failures_total neo4j_dbms_page_cache_page_faults_total
      neo4j_dbms_page_cache_page_no_pin_page_faults_total
      neo4j_dbms_page_cache_page_vectored_faults_failures_total
      neo4j_dbms_page_cache_page_vectored_faults_total neo4j_dbms_page_cache_pages_copied_total
      neo4j_dbms_page_cache_pins_total neo4j_dbms_page_cache_throttled_millis_total
      neo4j_dbms_page_cache_throttled_times_total neo4j_dbms_page_cache_unpins_total
      neo4j_dbms_routing_query_count_local_total
      neo4j_dbms_routing_query_count_remote_external_total
      neo4j_dbms_routing_query_count_remote_internal_total neo4j_dbms_vm_gc_count_<gc>_total
      neo4j_dbms_vm_gc_time_<gc>_total neo4j_dbms_vm_pause_time_total
    `,
  ],
  [
    'gauge',
    '',
    `
      neo4j_database_<database>_check_point_duration
      neo4j_database_<database>_check_point_io_limit
      neo4j_database_<database>_check_point_io_performed
      neo4j_database_<database>_check_point_limit_millis
      neo4j_database_<database>_check_point_limit_times
      neo4j_database_<database>_check_point_pages_flushed
      neo4j_database_<database>_cluster_core_append_index
      neo4j_database_<database>_cluster_core_applied_index
      neo4j_database_<database>_cluster_core_commit_index
      neo4j_database_<database>_cluster_core_in_flight_cache_element_count
      neo4j_database_<database>_cluster_core_in_flight_cache_max_bytes
      neo4j_database_<database>_cluster_core_in_flight_cache_max_elements
      neo4j_database_<database>_cluster_core_in_flight_cache_total_bytes
      neo4j_database_<database>_cluster_core_is_leader
      neo4j_database_<database>_cluster_core_last_leader_message
      neo4j_database_<database>_cluster_core_message_processing_delay
      neo4j_database_<database>_cluster_core_raft_log_entry_prefetch_buffer_async_put
      neo4j_database_<database>_cluster_core_raft_log_entry_prefetch_buffer_bytes
      neo4j_database_<database>_cluster_core_raft_log_entry_prefetch_buffer_lag
      neo4j_database_<database>_cluster_core_raft_log_entry_prefetch_buffer_size
      neo4j_database_<database>_cluster_core_raft_log_entry_prefetch_buffer_sync_put
      neo4j_database_<database>_cluster_core_term
      neo4j_database_<database>_cluster_discovery_cluster_converged
      neo4j_database_<database>_cluster_discovery_cluster_members
      neo4j_database_<database>_cluster_discovery_cluster_unreachable
      neo4j_database_<database>_cluster_discovery_memberset_reachable
      neo4j_database_<database>_cluster_discovery_memberset_unreachable
      neo4j_database_<database>_cluster_discovery_replicated_data
      neo4j_database_<database>_cluster_discovery_restart_failed_count
      neo4j_database_<database>_cluster_discovery_restart_success_count
      neo4j_database_<database>_cluster_raft_append_index
      neo4j_database_<database>_cluster_raft_applied_index
      neo4j_database_<database>_cluster_raft_commit_index
      neo4j_database_<database>_cluster_raft_in_flight_cache_element_count
      neo4j_database_<database>_cluster_raft_in_flight_cache_max_bytes
      neo4j_database_<database>_cluster_raft_in_flight_cache_max_elements
      neo4j_database_<database>_cluster_raft_in_flight_cache_total_bytes
      neo4j_database_<database>_cluster_raft_is_leader
      neo4j_database_<database>_cluster_raft_last_leader_message
      neo4j_database_<database>_cluster_raft_message_processing_delay
      neo4j_database_<database>_cluster_raft_prune_index
      neo4j_database_<database>_cluster_raft_raft_log_entry_prefetch_buffer_async_put
      neo4j_database_<database>_cluster_raft_raft_log_entry_prefetch_buffer_bytes
      neo4j_database_<database>_cluster_raft_raft_log_entry_prefetch_buffer_lag
      neo4j_database_<database>_cluster_raft_raft_log_entry_prefetch_buffer_size
      neo4j_database_<database>_cluster_raft_raft_log_entry_prefetch_buffer_sync_put
      neo4j_database_<database>_cluster_raft_term neo4j_database_<database>_ids_in_use_node
      neo4j_database_<database>_ids_in_use_property
      neo4j_database_<database>_ids_in_use_relationship
      neo4j_database_<database>_ids_in_use_relationship_type
      neo4j_database_<database>_log_append_batch_size
      neo4j_database_<database>_log_rotation_duration neo4j_database_<database>_neo4j_count_node
      neo4j_database_<database>_neo4j_count_relationship
      neo4j_database_<database>_neo4j_count_relationship_types
      neo4j_database_<database>_pool_<pool>_<database>_free
      neo4j_database_<database>_pool_<pool>_<database>_total_size
      neo4j_database_<database>_pool_<pool>_<database>_total_used
      neo4j_database_<database>_pool_<pool>_<database>_used_heap
      neo4j_database_<database>_pool_<pool>_<database>_used_native
      neo4j_database_<database>_store_size_available_reserved
      neo4j_database_<database>_store_size_database neo4j_database_<database>_store_size_total
      neo4j_database_<database>_transaction_active
      neo4j_database_<database>_transaction_active_read
      neo4j_database_<database>_transaction_active_write neo4j_dbms_bolt_connections_idle
      neo4j_dbms_bolt_connections_running neo4j_dbms_cluster_discovery_cluster_converged
      neo4j_dbms_cluster_discovery_cluster_members
      neo4j_dbms_cluster_discovery_cluster_unreachable
      neo4j_dbms_cluster_discovery_memberset_reachable
      neo4j_dbms_cluster_discovery_memberset_unreachable
      neo4j_dbms_cluster_discovery_replicated_data
      neo4j_dbms_cluster_discovery_restart_failed_count
      neo4j_dbms_cluster_discovery_restart_success_count
      neo4j_dbms_db_state_count_desired_started neo4j_dbms_db_state_count_failed
      neo4j_dbms_db_state_count_hosted neo4j_dbms_page_cache_hit_ratio
      neo4j_dbms_page_cache_usage_ratio neo4j_dbms_pool_<pool>_<database>_free
      neo4j_dbms_pool_<pool>_<database>_total_size neo4j_dbms_pool_<pool>_<database>_total_used
      neo4j_dbms_pool_<pool>_<database>_used_heap neo4j_dbms_pool_<pool>_<database>_used_native
      neo4j_dbms_pool_<pool>_free neo4j_dbms_pool_<pool>_total_size
      neo4j_dbms_pool_<pool>_total_used neo4j_dbms_pool_<pool>_used_heap
      neo4j_dbms_pool_<pool>_used_native neo4j_dbms_server_threads_jetty_all
      neo4j_dbms_server_threads_jetty_idle neo4j_dbms_vm_file_descriptors_count
      neo4j_dbms_vm_file_descriptors_maximum neo4j_dbms_vm_heap_committed neo4j_dbms_vm_heap_max
      neo4j_dbms_vm_heap_used neo4j_dbms_vm_memory_buffer_<bufferpool>_capacity
      neo4j_dbms_vm_memory_buffer_<bufferpool>_count
      neo4j_dbms_vm_memory_buffer_<bufferpool>_used neo4j_dbms_vm_memory_pool_<pool>
      neo4j_dbms_vm_threads
    `,
  ],
  [
    'summary',
    'quantile',
    `
      neo4j_database_<database>_cluster_core_message_processing_timer
      neo4j_database_<database>_cluster_raft_message_processing_timer
      neo4j_database_<database>_db_query_execution_latency_millis
      neo4j_database_<database>_db_query_execution_parallel_latency_millis
      neo4j_database_<database>_db_query_execution_pipelined_latency_millis
      neo4j_database_<database>_db_query_execution_slotted_latency_millis
      neo4j_database_<database>_transaction_tx_size_heap
      neo4j_database_<database>_transaction_tx_size_native
      neo4j_dbms_bolt_worker_thread_bound_time
    `,
  ],
]

/** In 4.x names had no `dbms` or `database` in them unless `metrics.namespaces.enabled` was set. */
const past = metricTable([['counter', '', 'neo4j_bolt_messages_done neo4j_bolt_messages_started']])

const successors: { readonly [name: string]: string } = {
  neo4j_bolt_messages_done: 'neo4j_dbms_bolt_messages_done_total',
  neo4j_bolt_messages_started: 'neo4j_dbms_bolt_messages_started_total',
}

/** Of the successors, the one that the default of `server.metrics.filter` leaves out. */
const notes: { readonly [name: string]: Bilingual } = {
  neo4j_bolt_messages_done: {
    en: 'the default server.metrics.filter leaves it out, unlike neo4j_dbms_bolt_messages_started_total',
    ko: 'server.metrics.filter의 기본값에서는 빠지므로 필터에 추가하거나 neo4j_dbms_bolt_messages_started_total을 쓰세요',
  },
}

export const neo4jExporter: Exporter = {
  software: 'neo4j',
  title: 'Neo4j',
  prefixes: ['neo4j_'],
  releases: [
    {
      from: '5',
      to: '5',
      metrics: { source, isComplete: true, metrics: metricTable(server) },
    },
  ],
  past: past.map((metric) => {
    const successor = successors[metric.name]
    const note = notes[metric.name]
    return {
      metric: successor === undefined ? metric : { ...metric, successor },
      until: '5.0',
      ...(note === undefined ? {} : { note }),
      source:
        'neo4j/docs-operations branch 4.4 modules/ROOT/pages/monitoring/metrics/reference.adoc (metrics.namespaces.enabled)',
    }
  }),
  timeUnit: 'milliseconds',
}
