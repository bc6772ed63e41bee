// Alerts of LLaMA-Factory. It exports no metrics, so the cluster's view of its pod and its volume is watched.

import { seconds, type Alert } from '@llmflow/spec'

const reason = 'kube_pod_container_status_last_terminated_reason'
const restarts = 'kube_pod_container_status_restarts_total'
const available = 'kubelet_volume_stats_available_bytes'
const capacity = 'kubelet_volume_stats_capacity_bytes'
const pod = 'namespace="llmflow-inference",pod=~"llama-factory-[0-9]+"'
const claim = 'namespace="llmflow-inference",persistentvolumeclaim=~"work-llama-factory-[0-9]+"'
const onePod = 'namespace="llmflow-inference",pod="llama-factory-0"'
const oneClaim = 'namespace="llmflow-inference",persistentvolumeclaim="work-llama-factory-0"'

export const llamaFactoryAlerts = (): readonly Alert[] => [
  {
    name: 'TrainingOutOfMemory',
    component: 'llama-factory',
    expression: `max by (pod) (${reason}{${pod},reason="OOMKilled"}) > 0 and on (pod) max by (pod) (increase(${restarts}{${pod}}[30m])) > 0`,
    for: seconds(0),
    severity: 'warning',
    summary: { en: 'A training ran out of memory', ko: '학습 작업의 메모리가 부족했습니다' },
    description: {
      en: '{{ $labels.pod }} was killed at its memory limit; the training goes on from its last checkpoint when it is started again',
      ko: '{{ $labels.pod }}이(가) 메모리 한도에서 종료되었습니다. 다시 실행하면 마지막 체크포인트부터 이어집니다',
    },
    tests: {
      trips: [
        { series: `${reason}{${onePod},reason="OOMKilled"}`, values: '1x40' },
        { series: `${restarts}{${onePod}}`, values: '0+1x40' },
      ],
      quiet: [
        { series: `${reason}{${onePod},reason="OOMKilled"}`, values: '1x40' },
        { series: `${restarts}{${onePod}}`, values: '1x40' },
      ],
    },
  },
  {
    name: 'TrainingVolumeFull',
    component: 'llama-factory',
    expression: `${available}{${claim}} / ${capacity}{${claim}} < 0.1`,
    for: seconds(300),
    severity: 'warning',
    summary: {
      en: 'The volume of the training is almost full',
      ko: '학습 볼륨의 공간이 거의 찼습니다',
    },
    description: {
      en: '{{ $value | humanizePercentage }} is left; the next checkpoint may not fit',
      ko: '남은 공간이 {{ $value | humanizePercentage }}입니다. 다음 체크포인트를 저장하지 못할 수 있습니다',
    },
    tests: {
      trips: [
        { series: `${available}{${oneClaim}}`, values: '5x30' },
        { series: `${capacity}{${oneClaim}}`, values: '100x30' },
      ],
      quiet: [
        { series: `${available}{${oneClaim}}`, values: '50x30' },
        { series: `${capacity}{${oneClaim}}`, values: '100x30' },
      ],
    },
  },
]
