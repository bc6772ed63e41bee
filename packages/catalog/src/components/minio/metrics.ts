// The metrics of MinIO.

import type { MetricFacts } from '../../facts.js'
import { metricTable, type MetricGroup } from '../../metric-table.js'

const server: readonly MetricGroup[] = [
  [
    'gauge',
    'server',
    `
      minio_cluster_bucket_total minio_cluster_capacity_raw_total_bytes
      minio_cluster_capacity_raw_free_bytes minio_cluster_capacity_usable_total_bytes
      minio_cluster_capacity_usable_free_bytes minio_cluster_drive_offline_total
      minio_cluster_drive_online_total minio_cluster_drive_total minio_node_drive_offline_total
      minio_node_drive_online_total minio_node_drive_total
      minio_node_storage_class_standard_parity minio_node_storage_class_rrs_parity
      minio_usage_last_activity_nano_seconds minio_cluster_usage_total_bytes
      minio_cluster_usage_object_total minio_cluster_usage_version_total
      minio_cluster_usage_deletemarker_total minio_cluster_replication_current_link_latency_ms
      minio_cluster_replication_link_online
      minio_cluster_replication_link_offline_duration_seconds
      minio_cluster_replication_link_downtime_duration_seconds
      minio_cluster_replication_recent_backlog_count
      minio_cluster_replication_last_minute_queued_count
      minio_cluster_replication_last_minute_queued_bytes
      minio_cluster_replication_current_active_workers
      minio_cluster_replication_average_active_workers
      minio_cluster_replication_max_active_workers minio_cluster_replication_current_transfer_rate
      minio_cluster_replication_max_link_latency_ms
      minio_cluster_replication_average_link_latency_ms
      minio_cluster_replication_average_queued_count
      minio_cluster_replication_average_queued_bytes minio_cluster_replication_max_queued_count
      minio_cluster_replication_max_queued_bytes minio_cluster_replication_average_transfer_rate
      minio_cluster_replication_max_transfer_rate minio_inter_node_traffic_dial_avg_time
      minio_s3_requests_inflight_total minio_s3_requests_waiting_total
      minio_s3_requests_incoming_total minio_heal_objects_total minio_heal_objects_heal_total
      minio_heal_objects_errors_total minio_heal_time_last_activity_nano_seconds
      minio_cluster_nodes_online_total minio_cluster_nodes_offline_total
      minio_software_version_info minio_software_commit_info minio_node_file_descriptor_open_total
      minio_node_file_descriptor_limit_total minio_node_go_routine_total
      minio_node_process_starttime_seconds minio_node_process_uptime_seconds
      minio_node_process_resident_memory_bytes minio_node_ilm_transition_pending_tasks
      minio_node_ilm_transition_active_tasks minio_node_ilm_transition_missed_immediate_tasks
      minio_node_ilm_expiry_pending_tasks minio_cluster_ilm_transitioned_bytes
      minio_cluster_ilm_transitioned_objects minio_cluster_ilm_transitioned_versions
      minio_cluster_write_quorum minio_cluster_health_status
      minio_cluster_health_erasure_set_write_quorum minio_cluster_health_erasure_set_online_drives
      minio_cluster_health_erasure_set_healing_drives
    `,
  ],
  [
    'gauge',
    'server drive',
    `
      minio_node_drive_latency_us minio_node_drive_used_bytes minio_node_drive_free_bytes
      minio_node_drive_free_inodes minio_node_drive_total_bytes
    `,
  ],
  [
    'counter',
    'server drive',
    `
      minio_node_drive_errors_timeout minio_node_drive_errors_availability
    `,
  ],
  [
    'gauge',
    'bucket server',
    `
      minio_bucket_quota_total_bytes minio_bucket_traffic_received_bytes
      minio_bucket_traffic_sent_bytes minio_bucket_usage_total_bytes
      minio_bucket_usage_object_total minio_bucket_usage_version_total
      minio_bucket_usage_deletemarker_total minio_bucket_requests_ttfb_seconds_distribution
      minio_bucket_requests_inflight_total
    `,
  ],
  [
    'histogram',
    'server',
    `
      minio_cluster_objects_size_distribution minio_cluster_objects_version_distribution
    `,
  ],
  [
    'histogram',
    'bucket server',
    `
      minio_bucket_replication_latency_ms minio_bucket_objects_size_distribution
      minio_bucket_objects_version_distribution
    `,
  ],
  [
    'counter',
    'server',
    `
      minio_inter_node_traffic_errors_total minio_inter_node_traffic_dial_errors
      minio_inter_node_traffic_sent_bytes minio_inter_node_traffic_received_bytes
      minio_s3_traffic_sent_bytes minio_s3_traffic_received_bytes minio_s3_requests_errors_total
      minio_s3_requests_canceled_total minio_s3_requests_rejected_auth_total
      minio_s3_requests_rejected_header_total minio_s3_requests_rejected_timestamp_total
      minio_s3_requests_rejected_invalid_total minio_node_io_write_bytes minio_node_io_read_bytes
      minio_node_io_wchar_bytes minio_node_io_rchar_bytes minio_node_syscall_read_total
      minio_node_syscall_write_total minio_node_process_cpu_total_seconds
    `,
  ],
  [
    'counter',
    'api server',
    `
      minio_s3_requests_total minio_s3_requests_4xx_errors_total
      minio_s3_requests_5xx_errors_total
    `,
  ],
  ['gauge', 'api le server', `minio_s3_requests_ttfb_seconds_distribution`],
  [
    'counter',
    'bucket server',
    `
      minio_bucket_requests_total minio_bucket_requests_4xx_errors_total
      minio_bucket_requests_5xx_errors_total minio_bucket_requests_canceled_total
    `,
  ],
]

export const minioMetrics: MetricFacts = {
  source: 'minio/minio RELEASE.2024-01-01T16-36-33Z cmd/metrics-v2.go',
  metrics: metricTable(server, {
    minio_cluster_capacity_usable_free_bytes: { unit: 'bytes', help: 'Free space after parity.' },
    minio_cluster_capacity_usable_total_bytes: { unit: 'bytes', help: 'Space after parity.' },
    minio_cluster_nodes_offline_total: { help: 'Servers that do not answer.' },
    minio_cluster_drive_offline_total: { help: 'Drives that do not answer.' },
  }),
}
