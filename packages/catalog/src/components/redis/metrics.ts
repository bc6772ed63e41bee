// The metrics of the Redis exporter.

import type { MetricFacts } from '../../facts.js'
import { metricTable, type MetricGroup } from '../../metric-table.js'

const exporter: readonly MetricGroup[] = [
  [
    'gauge',
    '',
    `
      redis_uptime_in_seconds redis_process_id redis_io_threads_active redis_connected_clients
      redis_blocked_clients redis_tracking_clients redis_clients_in_timeout_table
      redis_client_longest_output_list redis_client_biggest_input_buf
      redis_client_recent_max_output_buffer_bytes redis_client_recent_max_input_buffer_bytes
      redis_allocator_active_bytes redis_allocator_allocated_bytes redis_allocator_resident_bytes
      redis_allocator_frag_ratio redis_allocator_frag_bytes redis_allocator_rss_ratio
      redis_allocator_rss_bytes redis_memory_used_bytes redis_memory_used_rss_bytes
      redis_memory_used_peak_bytes redis_memory_used_lua_bytes redis_memory_used_overhead_bytes
      redis_memory_used_startup_bytes redis_memory_used_dataset_bytes
      redis_memory_used_scripts_bytes redis_number_of_cached_scripts redis_memory_max_bytes
      redis_memory_max_reservation_bytes redis_memory_max_reservation_desired_bytes
      redis_memory_max_fragmentation_reservation_bytes
      redis_memory_max_fragmentation_reservation_desired_bytes redis_mem_fragmentation_ratio
      redis_mem_fragmentation_bytes redis_mem_clients_slaves redis_mem_clients_normal
      redis_expired_stale_percentage redis_mem_not_counted_for_eviction_bytes
      redis_lazyfree_pending_objects redis_active_defrag_running
      redis_migrate_cached_sockets_total redis_defrag_hits redis_defrag_misses
      redis_defrag_key_hits redis_defrag_key_misses redis_expired_time_cap_reached_total
      redis_loading_dump_file redis_rdb_changes_since_last_save redis_rdb_bgsave_in_progress
      redis_rdb_last_save_timestamp_seconds redis_rdb_last_bgsave_status
      redis_rdb_last_bgsave_duration_sec redis_rdb_current_bgsave_duration_sec
      redis_rdb_last_cow_size_bytes redis_aof_enabled redis_aof_rewrite_in_progress
      redis_aof_rewrite_scheduled redis_aof_last_rewrite_duration_sec
      redis_aof_current_rewrite_duration_sec redis_aof_last_cow_size_bytes
      redis_aof_current_size_bytes redis_aof_base_size_bytes redis_aof_pending_rewrite
      redis_aof_buffer_length redis_aof_rewrite_buffer_length redis_aof_pending_bio_fsync
      redis_aof_delayed_fsync redis_aof_last_bgrewrite_status redis_aof_last_write_status
      redis_module_fork_in_progress redis_module_fork_last_cow_size redis_pubsub_channels
      redis_pubsub_patterns redis_pubsubshard_channels redis_latest_fork_usec
      redis_tracking_total_keys redis_tracking_total_items redis_tracking_total_prefixes
      redis_connected_slaves redis_replication_backlog_bytes redis_repl_backlog_is_active
      redis_repl_backlog_first_byte_offset redis_repl_backlog_history_bytes
      redis_master_repl_offset redis_second_repl_offset redis_slave_expires_tracked_keys
      redis_slave_priority redis_replica_resyncs_full redis_replica_partial_resync_accepted
      redis_replica_partial_resync_denied redis_cluster_messages_sent_total
      redis_cluster_messages_received_total redis_server_threads_total redis_long_lock_waits_total
      redis_current_client_thread redis_last_key_groups_scrape_duration_milliseconds
      redis_last_slow_execution_duration_seconds redis_sentinel_masters
      redis_sentinel_running_scripts redis_sentinel_scripts_queue_length
      redis_sentinel_simulate_failure_flags redis_sentinel_tilt redis_slowlog_last_id
      redis_slowlog_length redis_start_time_seconds redis_up
    `,
  ],
  [
    'counter',
    '',
    `
      redis_connections_received_total redis_commands_processed_total
      redis_rejected_connections_total redis_net_input_bytes_total redis_net_output_bytes_total
      redis_expired_keys_total redis_cached_keys_total redis_evicted_keys_total
      redis_keyspace_hits_total redis_keyspace_misses_total redis_cpu_sys_seconds_total
      redis_cpu_user_seconds_total redis_cpu_sys_children_seconds_total
      redis_cpu_user_children_seconds_total redis_cpu_sys_main_thread_seconds_total
      redis_cpu_user_main_thread_seconds_total redis_unexpected_error_replies
      redis_total_error_replies redis_total_reads_processed redis_total_writes_processed
      redis_io_threaded_reads_processed redis_io_threaded_writes_processed
      redis_dump_payload_sanitizations redis_storage_provider_read_hits
      redis_storage_provider_read_misses
    `,
  ],
  [
    'counter',
    'cmd',
    `
      redis_commands_duration_seconds_total redis_commands_failed_calls_total
      redis_commands_rejected_calls_total redis_commands_total
    `,
  ],
  ['histogram', 'cmd', `redis_commands_latencies_usec`],
  ['summary', 'cmd', `redis_latency_percentiles_usec`],
  ['gauge', 'key value', `redis_config_key_value`],
  ['gauge', 'key', `redis_config_value`],
  [
    'gauge',
    'slave_ip slave_port slave_state',
    `
      redis_connected_slave_lag_seconds redis_connected_slave_offset_bytes
    `,
  ],
  [
    'gauge',
    'db',
    `
      redis_db_avg_ttl_seconds redis_db_keys redis_db_keys_expiring redis_db_keys_cached
      redis_number_of_distinct_key_groups
    `,
  ],
  ['counter', 'err', `redis_errors_total`],
  ['gauge', 'err', `redis_exporter_last_scrape_error`],
  [
    'gauge',
    'role redis_version redis_build_id redis_mode os maxmemory_policy tcp_port run_id process_id',
    `redis_instance_info`,
  ],
  [
    'gauge',
    'db key_group',
    `
      redis_key_group_count redis_key_group_memory_usage_bytes
    `,
  ],
  ['gauge', 'db key', `redis_key_size redis_key_value redis_keys_count`],
  ['gauge', 'db key val', `redis_key_value_as_string`],
  [
    'gauge',
    'event_name',
    `
      redis_latency_spike_duration_seconds redis_latency_spike_last
    `,
  ],
  [
    'gauge',
    'master_host master_port',
    `
      redis_master_last_io_seconds_ago redis_master_link_up redis_master_sync_in_progress
      redis_slave_repl_offset
    `,
  ],
  ['gauge', 'filename', `redis_script_result`],
  ['gauge', 'key filename', `redis_script_values`],
  [
    'gauge',
    'master_name master_address',
    `
      redis_sentinel_master_ok_sentinels redis_sentinel_master_ok_slaves
      redis_sentinel_master_sentinels redis_sentinel_master_slaves
    `,
  ],
  ['gauge', 'master_name master_address master_status', `redis_sentinel_master_status`],
  ['gauge', 'master_name message', `redis_sentinel_master_ckquorum_status`],
  ['gauge', 'master_host master_port read_only', `redis_slave_info`],
  [
    'gauge',
    'db stream group consumer',
    `
      redis_stream_group_consumer_idle_seconds redis_stream_group_consumer_messages_pending
    `,
  ],
  [
    'gauge',
    'db stream group',
    `
      redis_stream_group_consumers redis_stream_group_entries_read redis_stream_group_lag
      redis_stream_group_last_delivered_id redis_stream_group_messages_pending
    `,
  ],
  [
    'gauge',
    'db stream',
    `
      redis_stream_groups redis_stream_last_generated_id redis_stream_length
      redis_stream_max_deleted_entry_id redis_stream_first_entry_id redis_stream_last_entry_id
      redis_stream_radix_tree_keys redis_stream_radix_tree_nodes
    `,
  ],
]

export const redisMetrics: MetricFacts = {
  source:
    'oliver006/redis_exporter v1.55.0 exporter/exporter.go, exporter/info.go, exporter/sentinels.go',
  metrics: metricTable(exporter, {
    redis_memory_used_bytes: { unit: 'bytes', help: 'Memory of data and buffers.' },
    redis_memory_max_bytes: { unit: 'bytes', help: 'The maxmemory setting; 0 when there is none.' },
    redis_master_link_up: { help: '1 on a replica that is connected to its master.' },
    redis_sentinel_master_ok_sentinels: { help: 'Sentinels in touch, the asked one included.' },
  }),
}
