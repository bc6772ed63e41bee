// The metrics of Milvus.

import type { MetricFacts } from '../../facts.js'
import { metricTable, type MetricGroup } from '../../metric-table.js'

const server: readonly MetricGroup[] = [
  [
    'gauge',
    '',
    `
      milvus_datacoord_datanode_num milvus_datacoord_collection_num
      milvus_datacoord_compaction_load milvus_datacoord_index_node_num
      milvus_querycoord_collection_num milvus_querycoord_partition_num
      milvus_querycoord_querynode_num milvus_querynode_stopping_balance_node_num
      milvus_rootcoord_proxy_num milvus_rootcoord_timestamp milvus_rootcoord_timestamp_saved
      milvus_rootcoord_database_num milvus_rootcoord_partition_num
      milvus_rootcoord_dml_channel_num milvus_rootcoord_msgstream_obj_num
      milvus_rootcoord_credential_num milvus_rootcoord_num_of_roles process_resident_memory_bytes
      go_goroutines
    `,
  ],
  ['gauge', 'segment_state segment_level', `milvus_datacoord_segment_num`],
  ['histogram', 'collection_id', `milvus_datacoord_store_level0_segment_size`],
  [
    'counter',
    '',
    `
      milvus_datacoord_store_level0_segment_rate milvus_rootcoord_id_alloc_count
    `,
  ],
  ['gauge', 'db_name collection_id segment_state', `milvus_datacoord_stored_rows_num`],
  ['counter', 'collection_id', `milvus_datacoord_bulk_insert_vectors_count`],
  [
    'gauge',
    'node_id channel_name',
    `
      milvus_datacoord_consume_datanode_tt_lag_ms milvus_datacoord_channel_checkpoint_unix_seconds
      milvus_datanode_msg_dispatcher_tt_lag_ms milvus_proxy_msgstream_obj_num
      milvus_proxy_tt_lag_ms milvus_querycoord_current_target_checkpoint_unix_seconds
      milvus_querynode_msg_dispatcher_tt_lag_ms
    `,
  ],
  ['gauge', 'db_name collection_id segment_id', `milvus_datacoord_stored_binlog_size`],
  ['gauge', 'collection_id segment_id', `milvus_datacoord_segment_binlog_file_count`],
  [
    'gauge',
    'node_id',
    `
      milvus_datacoord_watched_dml_chanel_num milvus_datanode_flowgraph_num
      milvus_datanode_producer_num milvus_proxy_workload_score milvus_proxy_executing_total_nq
      milvus_querynode_collection_num milvus_querynode_partition_num
      milvus_querynode_dml_vchannel_num milvus_querynode_delta_vchannel_num
      milvus_querynode_read_task_unsolved_len milvus_querynode_read_task_ready_len
      milvus_querynode_read_task_concurrency milvus_querynode_estimate_cpu_usage
      milvus_querynode_flowgraph_num milvus_querynode_disk_used_size
      milvus_querynode_stopping_balance_channel_num milvus_querynode_stopping_balance_segment_num
    `,
  ],
  [
    'histogram',
    '',
    `
      milvus_datacoord_compacted_segment_size milvus_datacoord_segment_size_ratio
      milvus_datacoord_segment_flush_duration milvus_datacoord_segment_compact_duration
      milvus_querycoord_load_latency milvus_querycoord_release_latency
      milvus_rootcoord_sync_timetick_latency
    `,
  ],
  ['gauge', 'node_id compaction_type status', `milvus_datacoord_compaction_task_num`],
  ['histogram', 'segment_file_type', `milvus_flushed_segment_file_num`],
  ['histogram', 'node_id segment_file_type', `milvus_datacoord_gc_list_latency`],
  [
    'counter',
    'node_id',
    `
      milvus_datacoord_gc_run_count milvus_proxy_delete_vectors_count
      milvus_proxy_send_bytes_count milvus_querynode_read_evicted_count
    `,
  ],
  [
    'counter',
    'status',
    `
      milvus_datacoord_index_req_count milvus_querycoord_load_req_count
      milvus_querycoord_release_req_count
    `,
  ],
  ['gauge', 'collection_id index_task_status', `milvus_datacoord_index_task_count`],
  ['gauge', 'task_type import_state', `milvus_datacoord_import_tasks`],
  [
    'counter',
    'node_id msg_type',
    `
      milvus_datanode_msg_rows_count milvus_datanode_consume_bytes_count
      milvus_proxy_slow_query_count milvus_querynode_consume_bytes_counter
      milvus_querynode_execute_bytes_counter
    `,
  ],
  ['counter', 'node_id msg_type segment_level', `milvus_datanode_flushed_data_size`],
  [
    'gauge',
    'node_id msg_type collection_id',
    `
      milvus_datanode_consume_tt_lag_ms milvus_querynode_consume_tt_lag_ms
    `,
  ],
  [
    'gauge',
    'node_id collection_id channel_name',
    `
      milvus_datanode_produce_tt_lag_ms milvus_querynode_level_zero_size
    `,
  ],
  [
    'counter',
    'node_id msg_type collection_id',
    `
      milvus_datanode_consume_msg_count milvus_querynode_consume_msg_count
    `,
  ],
  [
    'histogram',
    'node_id msg_type',
    `
      milvus_datanode_save_latency milvus_proxy_mutation_send_latency
      milvus_querynode_process_insert_or_delete_latency
    `,
  ],
  ['histogram', 'node_id compaction_type', `milvus_datanode_compaction_latency`],
  [
    'histogram',
    'node_id',
    `
      milvus_datanode_compaction_latency_in_queue milvus_datanode_forward_delete_msg_time_taken_ms
      milvus_indexnode_load_field_latency milvus_indexnode_decode_field_latency
      milvus_indexnode_knowhere_build_index_latency milvus_indexnode_encode_index_latency
      milvus_indexnode_save_index_latency milvus_indexnode_index_task_latency_in_queue
      milvus_indexnode_build_index_latency milvus_proxy_assign_segmentID_latency
      milvus_proxy_sync_segment_request_length milvus_proxy_apply_pk_latency
      milvus_proxy_apply_timestamp_latency milvus_querynode_load_segment_latency
      milvus_querynode_search_group_nq milvus_querynode_search_nq
      milvus_querynode_search_group_topk milvus_querynode_search_topk
      milvus_querynode_search_group_size milvus_querynode_watch_dml_channel_latency
      milvus_querynode_load_index_latency milvus_querynode_disk_cache_load_global_duration
      milvus_querynode_disk_cache_evict_global_duration
    `,
  ],
  [
    'counter',
    'node_id status',
    `
      milvus_datanode_flush_req_count milvus_indexnode_index_task_count
    `,
  ],
  ['gauge', 'node_id collection_id', `milvus_datanode_fg_buffer_size`],
  ['gauge', 'version built git_commit', `milvus_build_info`],
  ['gauge', 'mq meta', `milvus_runtime_info`],
  ['histogram', 'meta_op_type', `milvus_meta_kv_size milvus_meta_request_latency`],
  ['counter', 'meta_op_type status', `milvus_meta_op_count`],
  ['gauge', 'node_id role_name', `milvus_num_node`],
  ['gauge', 'lock_name lock_source lock_type lock_op', `milvus_lock_time_cost`],
  [
    'gauge',
    'role_name node_id',
    `
      milvus_msg_queue_consumer_num milvus_rootcoord_time_tick_delay
    `,
  ],
  ['histogram', 'message_op_type', `milvus_msgstream_request_latency`],
  ['counter', 'message_op_type status', `milvus_msgstream_op_count`],
  [
    'histogram',
    'persistent_data_op_type',
    `
      milvus_storage_kv_size milvus_storage_request_latency
    `,
  ],
  ['counter', 'persistent_data_op_type status', `milvus_storage_op_count`],
  ['counter', 'node_id query_type collection_name', `milvus_proxy_received_nq`],
  [
    'counter',
    'node_id db_name collection_name',
    `
      milvus_proxy_search_vectors_count milvus_proxy_insert_vectors_count
      milvus_proxy_upsert_vectors_count
    `,
  ],
  ['histogram', 'node_id query_type db_name collection_name', `milvus_proxy_sq_latency`],
  ['histogram', 'node_id query_type collection_name', `milvus_proxy_collection_sq_latency`],
  ['histogram', 'node_id msg_type db_name collection_name', `milvus_proxy_mutation_latency`],
  ['histogram', 'node_id msg_type collection_name', `milvus_proxy_collection_mutation_latency`],
  [
    'histogram',
    'node_id query_type',
    `
      milvus_proxy_sq_wait_result_latency milvus_proxy_sq_reduce_result_latency
      milvus_proxy_sq_decode_result_latency milvus_querynode_sq_wait_tsafe_latency
      milvus_querynode_sq_core_latency milvus_querynode_segment_access_global_duration
      milvus_querynode_segment_access_wait_cache_global_duration
    `,
  ],
  ['counter', 'node_id cache_name cache_state', `milvus_proxy_cache_hit_count`],
  ['histogram', 'node_id cache_name', `milvus_proxy_cache_update_latency`],
  ['counter', 'node_id function_name status db_name collection_name', `milvus_proxy_req_count`],
  ['histogram', 'node_id function_name', `milvus_proxy_req_latency`],
  ['counter', 'node_id msg_type collection_name', `milvus_proxy_receive_bytes_count`],
  ['counter', 'node_id msg_type db_name username', `milvus_proxy_report_value`],
  ['gauge', 'node_id collection_id msg_type', `milvus_proxy_limiter_rate`],
  ['counter', 'function_name full_method', `milvus_proxy_hook_func_count`],
  ['counter', 'username', `milvus_proxy_user_rpc_count`],
  ['counter', 'node_id msg_type status', `milvus_proxy_rate_limit_req_count`],
  ['gauge', 'querycoord_task_type', `milvus_querycoord_task_num`],
  ['histogram', 'task_type channel_name', `milvus_querycoord_task_latency`],
  ['gauge', 'node_id msg_type', `milvus_querynode_wait_processing_msg_count`],
  [
    'gauge',
    'node_id collection_id partition_id segment_state indexed_field_count segment_level',
    `milvus_querynode_segment_num`,
  ],
  ['counter', 'node_id query_type status scope', `milvus_querynode_sq_req_count`],
  ['histogram', 'node_id query_type scope', `milvus_querynode_sq_req_latency`],
  ['histogram', 'node_id query_type db_name rg', `milvus_querynode_sq_queue_latency`],
  ['histogram', 'node_id query_type username', `milvus_querynode_sq_queue_user_latency`],
  [
    'histogram',
    'node_id query_type segment_state',
    `
      milvus_querynode_sq_segment_latency milvus_querynode_segment_latency_per_vector
    `,
  ],
  ['histogram', 'node_id query_type reduce_level', `milvus_querynode_sq_reduce_latency`],
  [
    'gauge',
    'db_name node_id collection_id partition_id segment_state indexed_field_count',
    `milvus_querynode_entity_num`,
  ],
  ['gauge', 'node_id collection_id segment_state', `milvus_querynode_entity_size`],
  ['gauge', 'node_id load_type', `milvus_querynode_load_segment_concurrency`],
  [
    'counter',
    'node_id db_name rg query_type',
    `
      milvus_querynode_segment_access_total milvus_querynode_segment_access_duration
      milvus_querynode_segment_access_wait_cache_total
      milvus_querynode_segment_access_wait_cache_duration
    `,
  ],
  [
    'counter',
    'node_id db_name rg',
    `
      milvus_querynode_disk_cache_load_total milvus_querynode_disk_cache_load_bytes
      milvus_querynode_disk_cache_load_duration milvus_querynode_disk_cache_evict_total
      milvus_querynode_disk_cache_evict_bytes milvus_querynode_disk_cache_evict_duration
    `,
  ],
  ['gauge', 'channel_name', `milvus_rootcoord_produce_tt_lag_ms`],
  ['counter', 'function_name status', `milvus_rootcoord_ddl_req_count`],
  [
    'histogram',
    'function_name',
    `
      milvus_rootcoord_ddl_req_latency milvus_rootcoord_ddl_req_latency_in_queue
    `,
  ],
  ['gauge', 'db_name', `milvus_rootcoord_collection_num`],
  ['gauge', 'quota_states name', `milvus_rootcoord_quota_states`],
  ['gauge', 'collection_id', `milvus_rootcoord_rate_limit_ratio`],
  ['gauge', 'collection_name status', `milvus_rootcoord_entity_num`],
  ['gauge', 'collection_name index_name is_vector_index', `milvus_rootcoord_indexed_entity_num`],
]

/** Powers of two from 1 ms to 131 s. */
const milliseconds = Array.from({ length: 18 }, (_, power) => 2 ** power)

export const milvusMetrics: MetricFacts = {
  source: 'milvus-io/milvus 18c3cbe46 (April 2024) pkg/metrics/',
  metrics: metricTable(server, {
    milvus_proxy_sq_latency: {
      unit: 'milliseconds',
      help: 'Time of a search or query at the proxy; query_type tells which.',
      buckets: milliseconds,
    },
    milvus_proxy_req_count: {
      help: 'Requests at the proxy; status is total, success, fail or abandon.',
    },
  }),
}
