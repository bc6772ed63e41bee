// The metrics of nodes, Kubernetes objects, volumes and probes that alerts and panels rely on.

import type { MetricFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'

export const metrics202501: MetricFacts = {
  source:
    'prometheus/node_exporter@v1.8.2 collector; kubernetes/kube-state-metrics@v2.14.0 docs/metrics; kubernetes/kubernetes pkg/kubelet/metrics/collectors/volume_stats.go; prometheus/blackbox_exporter@v0.25.0 prober; prometheus/prometheus docs',
  metrics: metricTable(
    [
      [
        'gauge',
        '',
        'up node_memory_MemAvailable_bytes node_memory_MemTotal_bytes node_timex_sync_status',
      ],
      [
        'gauge',
        'device mountpoint fstype device_error',
        'node_filesystem_avail_bytes node_filesystem_size_bytes',
      ],
      ['counter', 'cpu mode', 'node_cpu_seconds_total'],
      ['gauge', 'node condition status', 'kube_node_status_condition'],
      ['gauge', 'namespace pod container uid reason', 'kube_pod_container_status_waiting_reason'],
      [
        'gauge',
        'namespace pod container uid reason',
        'kube_pod_container_status_last_terminated_reason',
      ],
      ['counter', 'namespace pod container uid', 'kube_pod_container_status_restarts_total'],
      [
        'gauge',
        'namespace deployment',
        'kube_deployment_status_replicas_available kube_deployment_spec_replicas',
      ],
      [
        'gauge',
        'namespace statefulset',
        'kube_statefulset_status_replicas_ready kube_statefulset_replicas',
      ],
      ['gauge', 'namespace daemonset', 'kube_daemonset_status_number_unavailable'],
      ['gauge', 'namespace job_name condition', 'kube_job_failed'],
      [
        'gauge',
        'namespace cronjob',
        'kube_cronjob_created kube_cronjob_status_last_successful_time',
      ],
      [
        'gauge',
        'namespace persistentvolumeclaim',
        'kubelet_volume_stats_available_bytes kubelet_volume_stats_capacity_bytes',
      ],
      ['gauge', '', 'probe_success probe_duration_seconds'],
    ],
    {
      up: { help: '1 while a target answers its scrape.' },
      node_memory_MemAvailable_bytes: {
        unit: 'bytes',
        help: 'Memory that programs may still take.',
      },
      node_memory_MemTotal_bytes: { unit: 'bytes', help: 'Memory of the node.' },
      node_timex_sync_status: { help: '1 while the clock follows a server.' },
      node_filesystem_avail_bytes: { unit: 'bytes', help: 'Space that programs may still take.' },
      node_filesystem_size_bytes: { unit: 'bytes', help: 'Size of the file system.' },
      node_cpu_seconds_total: { unit: 'seconds', help: 'Seconds of a thread by mode.' },
      kubelet_volume_stats_available_bytes: { unit: 'bytes', help: 'Space left in a volume.' },
      kubelet_volume_stats_capacity_bytes: { unit: 'bytes', help: 'Size of a volume.' },
      probe_success: { help: '1 when the probe went well.' },
      probe_duration_seconds: { unit: 'seconds', help: 'Time of a probe.' },
    },
  ),
}
