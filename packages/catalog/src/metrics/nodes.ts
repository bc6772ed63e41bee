// The series of node_exporter that rules and dashboards use most.

import { metricTable, type MetricGroup } from '../metric-table.js'
import type { Exporter } from './exporter.js'

const node: readonly MetricGroup[] = [
  [
    'gauge',
    '',
    `
      node_boot_time_seconds node_entropy_available_bits node_entropy_pool_size_bits
      node_filefd_allocated node_filefd_maximum node_load1 node_load15 node_load5
      node_memory_Active_anon_bytes node_memory_Active_bytes node_memory_Active_file_bytes
      node_memory_Buffers_bytes node_memory_Cached_bytes node_memory_Committed_AS_bytes
      node_memory_Dirty_bytes node_memory_HugePages_Free node_memory_HugePages_Rsvd
      node_memory_HugePages_Surp node_memory_HugePages_Total node_memory_Hugepagesize_bytes
      node_memory_Inactive_anon_bytes node_memory_Inactive_bytes node_memory_Inactive_file_bytes
      node_memory_Mapped_bytes node_memory_MemFree_bytes node_memory_MemTotal_bytes
      node_memory_SReclaimable_bytes node_memory_Shmem_bytes node_memory_Slab_bytes
      node_memory_SwapCached_bytes node_memory_SwapFree_bytes node_memory_SwapTotal_bytes
      node_netstat_Tcp_OutSegs node_netstat_Tcp_RetransSegs node_nf_conntrack_entries
      node_nf_conntrack_entries_limit node_nf_conntrack_stat_drop
      node_nf_conntrack_stat_early_drop node_nf_conntrack_stat_found
      node_nf_conntrack_stat_ignore node_nf_conntrack_stat_insert
      node_nf_conntrack_stat_insert_failed node_nf_conntrack_stat_invalid
      node_nf_conntrack_stat_search_restart node_procs_blocked node_procs_running
      node_textfile_scrape_error node_vmstat_oom_kill node_vmstat_pgmajfault
    `,
  ],
  [
    'counter',
    '',
    `
      node_context_switches_total node_forks_total node_intr_total
      node_pressure_cpu_waiting_seconds_total node_pressure_io_stalled_seconds_total
      node_pressure_io_waiting_seconds_total node_pressure_irq_stalled_seconds_total
      node_pressure_memory_stalled_seconds_total node_pressure_memory_waiting_seconds_total
    `,
  ],
  [
    'gauge',
    'name type',
    `
      node_cooling_device_cur_state node_cooling_device_max_state
    `,
  ],
  [
    'gauge',
    'bug',
    `
      node_cpu_bug_info
    `,
  ],
  [
    'counter',
    'core package',
    `
      node_cpu_core_throttles_total
    `,
  ],
  [
    'gauge',
    'flag',
    `
      node_cpu_flag_info
    `,
  ],
  [
    'gauge',
    'core cpu package',
    `
      node_cpu_frequency_hertz
    `,
  ],
  [
    'counter',
    'cpu mode',
    `
      node_cpu_guest_seconds_total node_cpu_seconds_total
    `,
  ],
  [
    'gauge',
    'cachesize core cpu family microcode model model_name package stepping vendor',
    `
      node_cpu_info
    `,
  ],
  [
    'gauge',
    'cpu',
    `
      node_cpu_isolated node_cpu_scaling_frequency_hertz node_cpu_scaling_frequency_max_hertz
      node_cpu_scaling_frequency_min_hertz node_softnet_backlog_len
    `,
  ],
  [
    'counter',
    'package',
    `
      node_cpu_package_throttles_total
    `,
  ],
  [
    'gauge',
    'cpu governor',
    `
      node_cpu_scaling_governor
    `,
  ],
  [
    'gauge',
    'codename mitigation state',
    `
      node_cpu_vulnerabilities_info
    `,
  ],
  [
    'gauge',
    'device',
    `
      node_disk_ata_rotation_rate_rpm node_disk_ata_write_cache node_disk_ata_write_cache_enabled
      node_disk_io_now node_md_blocks node_md_blocks_synced node_md_degraded
      node_md_disks_required node_md_raid_disks node_network_address_assign_type
      node_network_carrier node_network_device_id node_network_dormant node_network_flags
      node_network_iface_id node_network_iface_link node_network_iface_link_mode
      node_network_mtu_bytes node_network_name_assign_type node_network_net_dev_group
      node_network_protocol_type node_network_speed_bytes node_network_transmit_queue_length
      node_network_up
    `,
  ],
  [
    'gauge',
    'device lv_layer lv_name name uuid vg_name',
    `
      node_disk_device_mapper_info
    `,
  ],
  [
    'counter',
    'device',
    `
      node_disk_discard_time_seconds_total node_disk_discarded_sectors_total
      node_disk_discards_completed_total node_disk_discards_merged_total
      node_disk_flush_requests_time_seconds_total node_disk_flush_requests_total
      node_disk_io_time_seconds_total node_disk_io_time_weighted_seconds_total
      node_disk_read_bytes_total node_disk_read_time_seconds_total
      node_disk_reads_completed_total node_disk_reads_merged_total
      node_disk_write_time_seconds_total node_disk_writes_completed_total
      node_disk_writes_merged_total node_disk_written_bytes_total
      node_network_carrier_changes_total node_network_carrier_down_changes_total
      node_network_carrier_up_changes_total node_network_receive_compressed_total
      node_network_receive_drop_total node_network_receive_errs_total
      node_network_receive_fifo_total node_network_receive_frame_total
      node_network_receive_multicast_total node_network_receive_nohandler_total
      node_network_transmit_carrier_total node_network_transmit_colls_total
      node_network_transmit_compressed_total node_network_transmit_drop_total
      node_network_transmit_errs_total node_network_transmit_fifo_total
    `,
  ],
  [
    'gauge',
    'device type usage uuid version',
    `
      node_disk_filesystem_info
    `,
  ],
  [
    'gauge',
    'device major minor model path revision rotational serial wwn',
    `
      node_disk_info
    `,
  ],
  [
    'counter',
    'controller',
    `
      node_edac_correctable_errors_total node_edac_uncorrectable_errors_total
    `,
  ],
  [
    'gauge',
    '*',
    `
      node_exporter_build_info node_scrape_collector_duration_seconds node_textfile_mtime_seconds
      node_time_seconds node_time_zone_offset_seconds
    `,
  ],
  [
    'gauge',
    'chip sensor',
    `
      node_hwmon_temp_celsius node_hwmon_temp_crit_alarm_celsius node_hwmon_temp_max_celsius
    `,
  ],
  [
    'gauge',
    'device state',
    `
      node_md_disks node_md_state
    `,
  ],
  [
    'gauge',
    'address adminstate broadcast device duplex ifalias operstate',
    `
      node_network_info
    `,
  ],
  [
    'counter',
    '*',
    `
      node_network_receive_bytes_total node_network_receive_packets_total
      node_network_transmit_bytes_total node_network_transmit_packets_total
    `,
  ],
  [
    'gauge',
    'build_id id id_like image_id image_version name pretty_name variant variant_id version version_codename version_id',
    `
      node_os_info
    `,
  ],
  [
    'gauge',
    'id id_like name',
    `
      node_os_version
    `,
  ],
  [
    'gauge',
    'collector',
    `
      node_scrape_collector_success
    `,
  ],
  [
    'counter',
    'cpu',
    `
      node_softnet_cpu_collision_total node_softnet_dropped_total
      node_softnet_flow_limit_count_total node_softnet_processed_total
      node_softnet_received_rps_total node_softnet_times_squeezed_total
    `,
  ],
  [
    'gauge',
    'type zone',
    `
      node_thermal_zone_temp
    `,
  ],
  [
    'gauge',
    'clocksource device',
    `
      node_time_clocksource_available_info node_time_clocksource_current_info
    `,
  ],
  [
    'gauge',
    'device mountpoint fstype device_error',
    `
      node_filesystem_avail_bytes node_filesystem_free_bytes node_filesystem_size_bytes
      node_filesystem_files node_filesystem_files_free node_filesystem_readonly
      node_filesystem_device_error
    `,
  ],
  ['gauge', 'nodename release machine sysname version domainname', 'node_uname_info'],
  ['gauge', 'name state type', 'node_systemd_unit_state'],
  [
    'gauge',
    '',
    `
      node_memory_MemAvailable_bytes node_timex_sync_status node_timex_offset_seconds
      node_timex_maxerror_seconds node_timex_estimated_error_seconds
    `,
  ],
]

/** Names of versions before 0.16, which named no unit. */
const renamed: readonly (readonly [from: string, to: string])[] = [
  ['node_cpu', 'node_cpu_seconds_total'],
  ['node_memory_MemFree', 'node_memory_MemFree_bytes'],
  ['node_memory_MemTotal', 'node_memory_MemTotal_bytes'],
  ['node_memory_MemAvailable', 'node_memory_MemAvailable_bytes'],
  ['node_filesystem_size', 'node_filesystem_size_bytes'],
  ['node_filesystem_avail', 'node_filesystem_avail_bytes'],
  ['node_filesystem_free', 'node_filesystem_free_bytes'],
  ['node_network_receive_bytes', 'node_network_receive_bytes_total'],
  ['node_network_transmit_bytes', 'node_network_transmit_bytes_total'],
  ['node_boot_time', 'node_boot_time_seconds'],
  ['node_time', 'node_time_seconds'],
]

export const nodeExporter: Exporter = {
  software: 'node-exporter',
  title: 'node_exporter',
  prefixes: ['node_'],
  releases: [
    {
      from: '0.16',
      to: '1.12',
      metrics: {
        source: 'prometheus/node_exporter a7dcc3a0 collector/fixtures/e2e-output.txt',
        metrics: metricTable(node),
      },
    },
  ],
  past: renamed.map(([name, successor]) => ({
    metric: { name, type: 'gauge', labels: ['*'], help: '', successor },
    until: '0.16',
    source: 'prometheus/node_exporter CHANGELOG.md (0.16.0), docs/V0_16_UPGRADE_GUIDE.md',
  })),
}
