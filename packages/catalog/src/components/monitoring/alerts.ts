// Alerts of what carries the platform: nodes, disks, clocks, targets, pods, and services without metrics.

import { seconds, type Alert, type SampleSeries } from '@llmflow/spec'
import { namespaces } from '../../endpoints.js'

type Rule = Omit<Alert, 'component' | 'for' | 'tests'> & {
  readonly forSeconds: number
  readonly trips: readonly SampleSeries[]
  readonly quiet: readonly SampleSeries[]
}

const always = (series: string, value: number): SampleSeries => ({ series, values: `${value}x60` })

const ready = 'kube_node_status_condition{condition="Ready",status="true",node="n"}'
const disk = '{mountpoint="/",fstype="ext4",device="/dev/sda1",instance="n"}'
const volume = '{namespace="llmflow-infra",persistentvolumeclaim="data-milvus-0"}'
const target = 'up{namespace="llmflow-system",job="apisix",instance="a"}'
const crash = (reason: string): string =>
  `kube_pod_container_status_waiting_reason{namespace="llmflow-system",pod="p",container="c",reason="${reason}"}`

/** Model servers have an alert of their own, which says what a crash of theirs means. */
const watched = Object.values(namespaces).filter((name) => name !== namespaces.inference)

const rules: readonly Rule[] = [
  {
    name: 'NodeNotReady',
    expression: 'kube_node_status_condition{condition="Ready",status="true"} == 0',
    forSeconds: 300,
    severity: 'critical',
    summary: { en: 'A node is not ready', ko: '노드가 준비 상태가 아닙니다' },
    description: {
      en: '{{ $labels.node }} takes no pods, and those on it move away or wait',
      ko: '{{ $labels.node }}에 파드를 배치할 수 없습니다. 실행 중이던 파드는 옮겨지거나 대기합니다',
    },
    trips: [always(ready, 0)],
    quiet: [always(ready, 1)],
  },
  {
    name: 'NodeDiskAlmostFull',
    expression:
      'min by (instance, mountpoint) (node_filesystem_avail_bytes{mountpoint=~"/|/var.*",fstype!~"tmpfs|overlay"} / node_filesystem_size_bytes{mountpoint=~"/|/var.*",fstype!~"tmpfs|overlay"}) < 0.1',
    forSeconds: 600,
    severity: 'warning',
    summary: { en: 'A disk of a node is almost full', ko: '노드 디스크가 거의 찼습니다' },
    description: {
      en: '{{ $value | humanizePercentage }} of {{ $labels.mountpoint }} on {{ $labels.instance }} is free; the kubelet evicts pods soon',
      ko: '{{ $labels.instance }}의 {{ $labels.mountpoint }} 여유 공간이 {{ $value | humanizePercentage }}입니다. 곧 kubelet이 파드를 축출합니다',
    },
    trips: [
      always(`node_filesystem_avail_bytes${disk}`, 5),
      always(`node_filesystem_size_bytes${disk}`, 100),
    ],
    quiet: [
      always(`node_filesystem_avail_bytes${disk}`, 40),
      always(`node_filesystem_size_bytes${disk}`, 100),
    ],
  },
  {
    name: 'NodeMemoryShort',
    expression: 'node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes < 0.05',
    forSeconds: 300,
    severity: 'warning',
    summary: { en: 'A node runs short of memory', ko: '노드 메모리가 부족합니다' },
    description: {
      en: '{{ $value | humanizePercentage }} of the memory of {{ $labels.instance }} is free',
      ko: '{{ $labels.instance }}의 여유 메모리가 {{ $value | humanizePercentage }}입니다',
    },
    trips: [
      always('node_memory_MemAvailable_bytes{instance="n"}', 2),
      always('node_memory_MemTotal_bytes{instance="n"}', 100),
    ],
    quiet: [
      always('node_memory_MemAvailable_bytes{instance="n"}', 30),
      always('node_memory_MemTotal_bytes{instance="n"}', 100),
    ],
  },
  {
    name: 'NodeClockAstray',
    expression: 'node_timex_sync_status == 0',
    forSeconds: 900,
    severity: 'warning',
    summary: { en: 'The clock of a node follows no server', ko: '노드 시계가 동기화되지 않습니다' },
    description: {
      en: 'Leases of etcd and Patroni, certificates and tokens depend on the clock of {{ $labels.instance }}',
      ko: 'etcd와 Patroni의 리스, 인증서, 토큰이 {{ $labels.instance }}의 시계에 의존합니다',
    },
    trips: [always('node_timex_sync_status{instance="n"}', 0)],
    quiet: [always('node_timex_sync_status{instance="n"}', 1)],
  },
  {
    name: 'VolumeAlmostFull',
    expression:
      'kubelet_volume_stats_available_bytes{namespace=~"llmflow-.+|monitoring"} / kubelet_volume_stats_capacity_bytes{namespace=~"llmflow-.+|monitoring"} < 0.1',
    forSeconds: 600,
    severity: 'critical',
    summary: { en: 'A volume is almost full', ko: '볼륨이 거의 찼습니다' },
    description: {
      en: '{{ $value | humanizePercentage }} of {{ $labels.persistentvolumeclaim }} in {{ $labels.namespace }} is free',
      ko: '{{ $labels.namespace }}의 {{ $labels.persistentvolumeclaim }} 여유 공간이 {{ $value | humanizePercentage }}입니다',
    },
    trips: [
      always(`kubelet_volume_stats_available_bytes${volume}`, 5),
      always(`kubelet_volume_stats_capacity_bytes${volume}`, 100),
    ],
    quiet: [
      always(`kubelet_volume_stats_available_bytes${volume}`, 50),
      always(`kubelet_volume_stats_capacity_bytes${volume}`, 100),
    ],
  },
  {
    name: 'PlatformTargetDown',
    expression: 'up{namespace=~"llmflow-.+"} == 0',
    forSeconds: 300,
    severity: 'warning',
    summary: { en: 'Metrics of the platform are missing', ko: '플랫폼 지표를 수집하지 못합니다' },
    description: {
      en: '{{ $labels.job }} at {{ $labels.instance }} does not answer; alerts on its metrics are blind',
      ko: '{{ $labels.instance }}의 {{ $labels.job }}이(가) 응답하지 않아 관련 알림이 동작하지 않습니다',
    },
    trips: [always(target, 0)],
    quiet: [always(target, 1)],
  },
  {
    name: 'PodCrashing',
    expression: `max by (namespace, pod, container) (kube_pod_container_status_waiting_reason{namespace=~"${watched.join('|')}",reason="CrashLoopBackOff"}) > 0`,
    forSeconds: 600,
    severity: 'warning',
    summary: { en: 'A container restarts again and again', ko: '컨테이너가 계속 재시작합니다' },
    description: {
      en: '{{ $labels.container }} of {{ $labels.pod }} in {{ $labels.namespace }} ends soon after each start',
      ko: '{{ $labels.namespace }}의 {{ $labels.pod }}에서 {{ $labels.container }}이(가) 시작 직후 종료됩니다',
    },
    trips: [always(crash('CrashLoopBackOff'), 1)],
    quiet: [always(crash('ContainerCreating'), 1)],
  },
  {
    name: 'ProbeFailing',
    expression: 'min by (namespace, service) (probe_success) == 0',
    forSeconds: 300,
    severity: 'critical',
    summary: { en: 'A service does not answer', ko: '서비스가 응답하지 않습니다' },
    description: {
      en: '{{ $labels.service }} in {{ $labels.namespace }} does not answer with success',
      ko: '{{ $labels.namespace }}의 {{ $labels.service }}이(가) 정상 응답을 하지 않습니다',
    },
    trips: [always('probe_success{namespace="llmflow-system",service="dify-api"}', 0)],
    quiet: [always('probe_success{namespace="llmflow-system",service="dify-api"}', 1)],
  },
]

export function monitoringAlerts(): readonly Alert[] {
  return rules.map(({ forSeconds, trips, quiet, ...rule }) => ({
    ...rule,
    component: 'monitoring',
    for: seconds(forSeconds),
    tests: { trips, quiet },
  }))
}
