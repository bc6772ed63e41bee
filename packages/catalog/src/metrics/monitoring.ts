// What is known of the series that monitoring itself makes: of scrapes, probes, volumes and a few controllers.

import { kedaGroups } from '../components/scaling/metrics.js'
import { metricTable, type MetricGroup } from '../metric-table.js'
import type { Exporter } from './exporter.js'

const scrape: readonly MetricGroup[] = [
  [
    'gauge',
    '',
    `
      up scrape_duration_seconds scrape_samples_scraped scrape_samples_post_metric_relabeling
      scrape_series_added scrape_timeout_seconds scrape_sample_limit scrape_body_size_bytes
    `,
  ],
  ['gauge', '*', 'ALERTS ALERTS_FOR_STATE'],
]

const volumes: readonly MetricGroup[] = [
  [
    'gauge',
    'namespace persistentvolumeclaim',
    `
      kubelet_volume_stats_available_bytes kubelet_volume_stats_capacity_bytes
      kubelet_volume_stats_used_bytes kubelet_volume_stats_inodes
      kubelet_volume_stats_inodes_free kubelet_volume_stats_inodes_used
      kubelet_volume_stats_health_status_abnormal
    `,
  ],
]

const probes: readonly MetricGroup[] = [
  [
    'gauge',
    '',
    `
      probe_success probe_duration_seconds probe_dns_lookup_time_seconds probe_ip_protocol
      probe_ip_addr_hash probe_http_status_code probe_http_content_length probe_http_redirects
      probe_http_ssl probe_http_version probe_http_uncompressed_body_length
      probe_http_last_modified_timestamp_seconds probe_failed_due_to_regex
      probe_ssl_earliest_cert_expiry
    `,
  ],
  ['gauge', '*', 'probe_ssl_last_chain_info probe_tls_version_info probe_tls_cipher_info'],
  ['gauge', 'phase', 'probe_http_duration_seconds probe_icmp_duration_seconds'],
  [
    'gauge',
    '*',
    `
      probe_ssl_last_chain_expiry_timestamp_seconds probe_icmp_reply_hop_limit
      probe_dns_answer_rrs probe_dns_authority_rrs probe_dns_additional_rrs
      probe_dns_query_succeeded probe_dns_serial probe_grpc_status_code
    `,
  ],
]

const certificates: readonly MetricGroup[] = [
  [
    'gauge',
    'name namespace issuer_name issuer_kind issuer_group',
    `
      certmanager_certificate_expiration_timestamp_seconds
      certmanager_certificate_renewal_timestamp_seconds
      certmanager_certificate_not_before_timestamp_seconds
      certmanager_certificate_not_after_timestamp_seconds
    `,
  ],
  [
    'gauge',
    'name namespace condition issuer_name issuer_kind issuer_group',
    'certmanager_certificate_ready_status',
  ],
  ['counter', '', 'certmanager_clock_time_seconds'],
  ['gauge', '', 'certmanager_clock_time_seconds_gauge'],
  [
    'counter',
    'controller',
    'certmanager_controller_sync_call_count certmanager_controller_sync_error_count',
  ],
  [
    'counter',
    'scheme host action path method status',
    'certmanager_http_acme_client_request_count',
  ],
  [
    'summary',
    'scheme host action path method status quantile',
    'certmanager_http_acme_client_request_duration_seconds',
  ],
]

/** What the client libraries of Prometheus export in every program that uses them. */
const libraries: readonly MetricGroup[] = [
  [
    'gauge',
    '',
    `
      go_goroutines go_threads go_memstats_heap_inuse_bytes go_memstats_heap_alloc_bytes
      process_resident_memory_bytes process_virtual_memory_bytes process_open_fds
      process_max_fds process_start_time_seconds
    `,
  ],
  ['gauge', 'version', 'go_info'],
  ['counter', '', 'process_cpu_seconds_total'],
  ['summary', 'quantile', 'go_gc_duration_seconds'],
]

export const monitoringExporters: readonly Exporter[] = [
  {
    software: 'prometheus-client',
    title: 'Prometheus client',
    prefixes: ['go_', 'process_', 'python_', 'promhttp_'],
    releases: [
      {
        from: '1.0',
        to: '1.23',
        metrics: {
          source:
            'prometheus/client_golang prometheus/go_collector.go, prometheus/process_collector.go',
          metrics: metricTable(libraries),
        },
      },
    ],
  },
  {
    software: 'prometheus',
    title: 'Prometheus',
    prefixes: ['scrape_', 'ALERTS'],
    releases: [
      {
        from: '2.0',
        to: '3.14',
        metrics: {
          source:
            'prometheus/docs docs/concepts/jobs_instances.md, prometheus/prometheus docs/configuration/alerting_rules.md',
          metrics: metricTable(scrape),
        },
      },
    ],
  },
  {
    software: 'kubelet',
    title: 'kubelet',
    prefixes: ['kubelet_volume_stats_'],
    releases: [
      {
        from: '1.20',
        to: '1.34',
        metrics: {
          source: 'kubernetes/kubernetes pkg/kubelet/metrics/collectors/volume_stats.go',
          metrics: metricTable(volumes),
        },
      },
    ],
  },
  {
    software: 'blackbox-exporter',
    title: 'blackbox_exporter',
    prefixes: ['probe_'],
    releases: [
      {
        from: '0.20',
        to: '0.27',
        metrics: {
          source: 'prometheus/blackbox_exporter@v0.25.0 prober/',
          metrics: metricTable(probes),
        },
      },
    ],
  },
  {
    software: 'keda',
    title: 'KEDA',
    prefixes: ['keda_'],
    releases: [
      {
        from: '2.12',
        to: '2.18',
        metrics: {
          source: 'kedacore/keda 8b4f083ca pkg/metricscollector/prommetrics.go',
          metrics: metricTable(kedaGroups),
        },
      },
    ],
  },
  {
    software: 'cert-manager',
    title: 'cert-manager',
    prefixes: ['certmanager_'],
    releases: [
      {
        from: '1.12',
        to: '1.19',
        metrics: {
          source: 'cert-manager/cert-manager 2d0d7f7f7 pkg/metrics/',
          metrics: metricTable(certificates),
        },
      },
    ],
  },
]
