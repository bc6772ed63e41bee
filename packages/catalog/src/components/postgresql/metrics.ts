// The metrics of PostgreSQL’s exporter and of Patroni.

import type { MetricFacts } from '../../facts.js'
import { metricTable, type MetricGroup } from '../../metric-table.js'

const exporter: readonly MetricGroup[] = [
  [
    'gauge',
    'collector',
    `
      pg_scrape_collector_duration_seconds pg_scrape_collector_success
    `,
  ],
  [
    'gauge',
    'datname',
    `
      pg_database_size_bytes pg_database_wraparound_age_datfrozenxid_seconds
      pg_database_wraparound_age_datminmxid_seconds
    `,
  ],
  ['gauge', 'datname mode', `pg_locks_count`],
  [
    'gauge',
    '',
    `
      pg_long_running_transactions pg_long_running_transactions_oldest_timestamp_seconds
      pg_postmaster_start_time_seconds pg_replication_lag_seconds pg_replication_is_replica
      pg_wal_segments pg_wal_size_bytes pg_xlog_location_bytes pg_up
      pg_replication_last_replay_seconds
    `,
  ],
  ['histogram', 'state application_name', `pg_process_idle_seconds`],
  [
    'gauge',
    'slot_name',
    `
      pg_replication_slot_slot_current_wal_lsn pg_replication_slot_slot_confirmed_flush_lsn
      pg_replication_slot_slot_is_active
    `,
  ],
  ['gauge', 'relname', `pg_stat_activity_autovacuum_timestamp_seconds`],
  [
    'counter',
    '',
    `
      pg_stat_bgwriter_checkpoints_timed_total pg_stat_bgwriter_checkpoints_req_total
      pg_stat_bgwriter_checkpoint_write_time_total pg_stat_bgwriter_checkpoint_sync_time_total
      pg_stat_bgwriter_buffers_checkpoint_total pg_stat_bgwriter_buffers_clean_total
      pg_stat_bgwriter_maxwritten_clean_total pg_stat_bgwriter_buffers_backend_total
      pg_stat_bgwriter_buffers_backend_fsync_total pg_stat_bgwriter_buffers_alloc_total
      pg_stat_bgwriter_stats_reset_total
    `,
  ],
  ['gauge', 'datid datname', `pg_stat_database_numbackends`],
  [
    'counter',
    'datid datname',
    `
      pg_stat_database_xact_commit pg_stat_database_xact_rollback pg_stat_database_blks_read
      pg_stat_database_blks_hit pg_stat_database_tup_returned pg_stat_database_tup_fetched
      pg_stat_database_tup_inserted pg_stat_database_tup_updated pg_stat_database_tup_deleted
      pg_stat_database_conflicts pg_stat_database_temp_files pg_stat_database_temp_bytes
      pg_stat_database_deadlocks pg_stat_database_blk_read_time pg_stat_database_blk_write_time
      pg_stat_database_stats_reset
    `,
  ],
  [
    'counter',
    'user datname queryid',
    `
      pg_stat_statements_calls_total pg_stat_statements_seconds_total
      pg_stat_statements_rows_total pg_stat_statements_block_read_seconds_total
      pg_stat_statements_block_write_seconds_total
    `,
  ],
  [
    'counter',
    'datname schemaname relname',
    `
      pg_stat_user_tables_seq_scan pg_stat_user_tables_seq_tup_read pg_stat_user_tables_idx_scan
      pg_stat_user_tables_idx_tup_fetch pg_stat_user_tables_n_tup_ins
      pg_stat_user_tables_n_tup_upd pg_stat_user_tables_n_tup_del
      pg_stat_user_tables_n_tup_hot_upd pg_stat_user_tables_vacuum_count
      pg_stat_user_tables_autovacuum_count pg_stat_user_tables_analyze_count
      pg_stat_user_tables_autoanalyze_count pg_statio_user_tables_heap_blocks_read
      pg_statio_user_tables_heap_blocks_hit pg_statio_user_tables_idx_blocks_read
      pg_statio_user_tables_idx_blocks_hit pg_statio_user_tables_toast_blocks_read
      pg_statio_user_tables_toast_blocks_hit pg_statio_user_tables_tidx_blocks_read
      pg_statio_user_tables_tidx_blocks_hit
    `,
  ],
  [
    'gauge',
    'datname schemaname relname',
    `
      pg_stat_user_tables_n_live_tup pg_stat_user_tables_n_dead_tup
      pg_stat_user_tables_n_mod_since_analyze pg_stat_user_tables_last_vacuum
      pg_stat_user_tables_last_autovacuum pg_stat_user_tables_last_analyze
      pg_stat_user_tables_last_autoanalyze pg_stat_user_tables_size_bytes
    `,
  ],
  [
    'counter',
    'upstream_host slot_name status',
    `
      pg_stat_wal_receiver_receive_start_lsn pg_stat_wal_receiver_flushed_lsn
      pg_stat_wal_receiver_last_msg_send_time pg_stat_wal_receiver_last_msg_receipt_time
      pg_stat_wal_receiver_latest_end_lsn pg_stat_wal_receiver_latest_end_time
    `,
  ],
  [
    'gauge',
    'upstream_host slot_name status',
    `
      pg_stat_wal_receiver_receive_start_tli pg_stat_wal_receiver_received_tli
      pg_stat_wal_receiver_upstream_node
    `,
  ],
  [
    'counter',
    'schemaname relname indexrelname',
    `
      pg_statio_user_indexes_idx_blks_read_total pg_statio_user_indexes_idx_blks_hit_total
    `,
  ],
  [
    'counter',
    'server',
    `
      pg_stat_archiver_archived_count pg_stat_archiver_failed_count
    `,
  ],
  [
    'gauge',
    'server',
    `
      pg_stat_archiver_last_archive_age pg_settings_max_connections
    `,
  ],
  [
    'gauge',
    'application_name client_addr state slot_name server',
    `pg_stat_replication_pg_wal_lsn_diff`,
  ],
  [
    'gauge',
    'slot_name database server',
    `
      pg_replication_slots_pg_wal_lsn_diff pg_replication_slots_active
    `,
  ],
  [
    'gauge',
    'datname state usename application_name server',
    `
      pg_stat_activity_count pg_stat_activity_max_tx_duration
    `,
  ],
]

const patroni: readonly MetricGroup[] = [
  [
    'gauge',
    'scope name',
    `
      patroni_version patroni_postgres_running patroni_postmaster_start_time patroni_primary
      patroni_standby_leader patroni_replica patroni_sync_standby patroni_xlog_replayed_timestamp
      patroni_xlog_paused patroni_postgres_streaming patroni_postgres_in_archive_recovery
      patroni_postgres_server_version patroni_cluster_unlocked patroni_failsafe_mode_is_active
      patroni_dcs_last_seen patroni_pending_restart patroni_is_paused patroni_master
    `,
  ],
  [
    'counter',
    'scope name',
    `
      patroni_xlog_location patroni_xlog_received_location patroni_xlog_replayed_location
      patroni_postgres_timeline
    `,
  ],
]

/** What instances under CloudNativePG export themselves. */
const cloudNative: readonly MetricGroup[] = [
  ['gauge', 'cluster', 'cnpg_collector_up'],
  [
    'gauge',
    '',
    `
      cnpg_collector_last_available_backup_timestamp cnpg_collector_last_failed_backup_timestamp
      cnpg_pg_replication_lag cnpg_pg_replication_in_recovery cnpg_pg_replication_streaming_replicas
      cnpg_pg_replication_is_wal_receiver_up cnpg_pg_stat_archiver_seconds_since_last_archival
    `,
  ],
  ['gauge', 'datname usename application_name state', 'cnpg_backends_total'],
]

export const cloudNativeMetrics: MetricFacts = {
  source:
    'cloudnative-pg/cloudnative-pg@v1.25.0 docs/src/monitoring.md, config/manager/default-monitoring.yaml',
  metrics: metricTable(cloudNative, {
    cnpg_collector_up: { help: '1 while PostgreSQL of the instance answers.' },
    cnpg_pg_replication_lag: { unit: 'seconds', help: 'How far a replica is behind.' },
    cnpg_pg_stat_archiver_seconds_since_last_archival: {
      unit: 'seconds',
      help: 'Time since a WAL file was archived.',
    },
  }),
}

/** Machines tell it themselves, by a file that node_exporter reads. */
const tasks: readonly MetricGroup[] = [
  ['gauge', 'task', 'scheduled_task_success_timestamp_seconds'],
]

export const postgresqlMetrics: MetricFacts = {
  source:
    'prometheus-community/postgres_exporter v0.15.0 collector/, cmd/postgres_exporter/; patroni/patroni v3.2.2 patroni/api.py do_GET_metrics',
  metrics: metricTable([...exporter, ...patroni, ...tasks], {
    scheduled_task_success_timestamp_seconds: {
      unit: 'seconds',
      help: 'When a task by the clock last did its work on a machine, as Unix time.',
    },
    pg_replication_lag_seconds: {
      unit: 'seconds',
      help: 'Age of the last replayed transaction; 0 on the primary and whenever all that was received is replayed, so also with a broken link.',
    },
    pg_replication_is_replica: { help: '1 on a replica.' },
    pg_stat_archiver_last_archive_age: {
      unit: 'seconds',
      help: 'Time since a WAL file was archived.',
    },
    patroni_cluster_unlocked: { help: '1 while no member holds the leader lock.' },
    patroni_primary: { help: '1 on the member that holds the leader lock.' },
    patroni_postgres_streaming: { help: '1 on a replica that receives WAL over a connection.' },
  }),
}
