// What is looked at every day (guide 10.2).

import type { ChecklistItem } from './item.js'

export const daily: readonly ChecklistItem[] = [
  {
    id: 'cluster-state',
    title: { en: 'The cluster is well', ko: '클러스터 상태를 확인했습니까' },
    kind: 'needs-cluster',
    how: {
      en: 'Nodes are Ready and no pod is neither running nor done',
      ko: '노드가 모두 Ready이고, Running이나 Succeeded가 아닌 파드가 없어야 합니다',
    },
    judgedBy: [],
    commands: () => [
      'kubectl get nodes',
      'kubectl get pods --all-namespaces --field-selector status.phase!=Running,status.phase!=Succeeded',
    ],
    alerts: ['NodeNotReady', 'PodCrashing', 'PlatformTargetDown', 'ProbeFailing'],
  },
  {
    id: 'disk-use',
    title: {
      en: 'No disk is fuller than 80%',
      ko: '디스크 사용량을 확인했습니까(80% 초과 시 경고)',
    },
    kind: 'needs-cluster',
    how: {
      en: 'Volumes, node disks and the object store have room',
      ko: '볼륨, 노드 디스크, 오브젝트 스토리지에 여유가 있어야 합니다',
    },
    judgedBy: [],
    commands: ({ addons }) =>
      Object.values(addons)
        .filter(({ name }) => name === 'kube-prometheus-stack')
        .map(({ namespace, name }) => fullVolumes(namespace, name)),
    alerts: ['VolumeAlmostFull', 'NodeDiskAlmostFull', 'MinioSpaceLow'],
  },
  {
    id: 'gpu-state',
    title: { en: 'GPUs are well', ko: 'GPU 상태를 확인했습니까' },
    kind: 'needs-cluster',
    how: {
      en: 'No XID errors, no remapped rows, temperatures below the limit',
      ko: 'XID 오류와 행 재매핑이 없고 온도가 한계 아래여야 합니다',
    },
    judgedBy: [],
    commands: ({ addons }) =>
      Object.values(addons)
        .filter(({ name }) => name === 'gpu-operator')
        .map(
          ({ namespace }) =>
            `kubectl --namespace ${namespace} exec daemonset/nvidia-dcgm-exporter -- nvidia-smi`,
        ),
    alerts: ['GpuError', 'GpuFault', 'GpuHot', 'GpuRowRemapFailed', 'GpuMemoryAlmostFull'],
  },
  {
    id: 'backups-succeeded',
    title: { en: 'Backups succeeded', ko: '백업이 성공했습니까' },
    kind: 'needs-cluster',
    how: {
      en: 'The last run of each backup job succeeded and is younger than its interval',
      ko: '백업 작업마다 마지막 실행이 성공했고, 주기보다 오래되지 않아야 합니다',
    },
    judgedBy: ['life/store-without-backup', 'life/recovery-point', 'backup/'],
    commands: ({ workloads, schedules }) =>
      Object.values(schedules).flatMap(({ workload }) => {
        const job = workload === undefined ? undefined : workloads[workload]
        return job === undefined
          ? []
          : [`kubectl --namespace ${job.namespace} get cronjob ${job.id}`]
      }),
    alerts: ['PostgresqlArchiveOld'],
  },
  {
    id: 'security-alerts',
    title: { en: 'Security alerts are reviewed', ko: '보안 알림을 검토했습니까' },
    kind: 'human',
    how: {
      en: 'Failed logins in Keycloak, refused requests at the gateway, the audit log of LLMFlow',
      ko: 'Keycloak 로그인 실패, 게이트웨이에서 거부된 요청, LLMFlow 감사 로그를 살펴봅니다',
    },
    judgedBy: [],
  },
  {
    id: 'feedback',
    title: { en: 'People’s feedback is reviewed', ko: '사용자 피드백을 검토했습니까' },
    kind: 'human',
    how: {
      en: 'Ratings of answers and what people report',
      ko: '답변 평가와 사용자가 남긴 의견을 살펴봅니다',
    },
    judgedBy: [],
  },
]

const fullVolumes = (namespace: string, chart: string): string =>
  `kubectl --namespace ${namespace} exec statefulset/prometheus-${chart}-prometheus --container prometheus -- ` +
  "promtool query instant http://localhost:9090 'kubelet_volume_stats_used_bytes / kubelet_volume_stats_capacity_bytes > 0.8'"
