// Lists the audit's findings about autoscalers, bounds and disruption budgets, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import type { Wording } from '../words.js'

export type ScalingParams = {
  'wiring/two-autoscalers': {
    readonly workload: string
    readonly first: string
    readonly second: string
  }
  /** The target is here under the same name, as an object of another kind or version. */
  'wiring/scale-target-kind': {
    readonly autoscaler: string
    readonly target: string
    readonly written: string
    readonly found: string
  }
  'wiring/fixed-replicas': {
    readonly workload: string
    readonly replicas: number
    readonly autoscaler: string
  }
  'wiring/utilization-without-request': {
    readonly autoscaler: string
    readonly workload: string
    readonly container: string
    readonly resource: string
  }
  'wiring/drain-blocked': {
    readonly budget: string
    readonly workload: string
    /** How many pods there are at least. */
    readonly replicas: number
    readonly setting: string
  }
  'wiring/two-budgets': {
    readonly workload: string
    readonly first: string
    readonly second: string
  }
}

export const scalingSeverities: { readonly [C in keyof ScalingParams]: Severity } = {
  'wiring/two-autoscalers': 'error',
  'wiring/scale-target-kind': 'error',
  'wiring/fixed-replicas': 'info',
  'wiring/utilization-without-request': 'error',
  'wiring/drain-blocked': 'warning',
  'wiring/two-budgets': 'error',
}

export const scalingEnglish: { readonly [C in keyof ScalingParams]: Wording<ScalingParams[C]> } = {
  'wiring/two-autoscalers': {
    title: 'Two autoscalers on one workload',
    message: ({ workload, first, second }) => `${first} and ${second} both scale ${workload}`,
    why: 'KEDA creates a HorizontalPodAutoscaler of its own, and when two select the same pods Kubernetes disables both (AmbiguousSelector). The workload keeps its current number of replicas.',
    fix: 'Keep one autoscaler and give it all metrics.',
  },
  'wiring/scale-target-kind': {
    title: 'An autoscaler whose target is of another kind',
    message: ({ autoscaler, target, written, found }) =>
      `${autoscaler} scales ${written} ${target}, but ${target} is ${found}`,
    why: 'An autoscaler that cannot find its target does nothing, and only its status conditions tell.',
    fix: 'Write the kind and version of the workload in `scaleTargetRef`.',
  },
  'wiring/fixed-replicas': {
    title: 'A fixed number of replicas under an autoscaler',
    message: ({ workload, replicas, autoscaler }) =>
      `${workload} is fixed at ${replicas} ${replicas === 1 ? 'replica' : 'replicas'}, but ${autoscaler} sets their number`,
    why: 'Each time the manifest is applied, the workload falls back to the fixed number until the autoscaler corrects it. Under load that is an outage.',
    fix: 'Remove `replicas` from the workload.',
  },
  'wiring/utilization-without-request': {
    title: 'A utilisation target without a request',
    message: ({ autoscaler, workload, container, resource }) =>
      `${autoscaler} targets ${resource} utilisation, but container ${container} of ${workload} has no ${resource} request`,
    why: 'Utilisation is a percentage of the request. If one container has none, the autoscaler cannot compute it and never scales by this metric.',
    fix: 'Set the request on every container of the pod, or measure a single container with ContainerResource.',
  },
  'wiring/drain-blocked': {
    title: 'A disruption budget that blocks every drain',
    message: ({ budget, workload, replicas, setting }) =>
      `${budget} never allows a pod of ${workload} to be evicted: ${setting} with ${replicas} replica${replicas === 1 ? '' : 's'}`,
    why: 'Draining a node waits for such a pod forever, and so do upgrades of the cluster.',
    fix: 'Allow at least one disruption, for example with `maxUnavailable: 1`, and run one replica more than must stay available.',
  },
  'wiring/two-budgets': {
    title: 'Two disruption budgets for one pod',
    message: ({ workload, first, second }) =>
      `${first} and ${second} both select the pods of ${workload}`,
    why: 'Kubernetes refuses to evict a pod that more than one budget selects, so every drain of its node fails.',
    fix: 'Keep one of the two budgets.',
  },
}

export const scalingKorean: { readonly [C in keyof ScalingParams]: Wording<ScalingParams[C]> } = {
  'wiring/two-autoscalers': {
    title: '한 워크로드에 오토스케일러가 둘',
    message: ({ workload, first, second }) =>
      `${workload}의 레플리카를 오토스케일러 둘이 함께 조정합니다: ${first}, ${second}`,
    why: 'KEDA는 HorizontalPodAutoscaler를 따로 만들며, 같은 파드를 대상으로 하는 오토스케일러가 둘이면 Kubernetes가 둘 다 비활성화합니다(AmbiguousSelector). 레플리카 수는 그대로 남습니다.',
    fix: '오토스케일러를 하나만 두고 모든 메트릭을 거기에 모으세요.',
  },
  'wiring/scale-target-kind': {
    title: '대상의 종류가 다른 오토스케일러',
    message: ({ autoscaler, target, written, found }) =>
      `${autoscaler}의 대상은 ${written} ${target}인데, ${target}의 실제 종류는 ${found}입니다`,
    why: '대상을 찾지 못한 오토스케일러는 아무것도 하지 않으며, 그 사실은 status의 conditions에만 나타납니다.',
    fix: '`scaleTargetRef`에 워크로드의 종류와 버전을 그대로 쓰세요.',
  },
  'wiring/fixed-replicas': {
    title: '오토스케일러가 있는데 고정된 레플리카 수',
    message: ({ workload, replicas, autoscaler }) =>
      `${workload}의 레플리카 수는 ${autoscaler}에서 정하는데, 여기에는 ${replicas}개로 고정되어 있습니다`,
    why: '매니페스트를 적용할 때마다 고정된 수로 돌아갔다가 오토스케일러가 바로잡습니다. 부하가 클 때는 장애로 이어집니다.',
    fix: '워크로드에서 `replicas`를 지우세요.',
  },
  'wiring/utilization-without-request': {
    title: '요청량 없이 설정한 사용률 목표',
    message: ({ autoscaler, workload, container, resource }) =>
      `${autoscaler}: ${resource} 사용률을 목표로 하지만 ${workload}의 컨테이너 ${container}에 ${resource} 요청이 없습니다`,
    why: '사용률은 요청량에 대한 비율입니다. 요청이 없는 컨테이너가 하나라도 있으면 계산할 수 없어 이 메트릭으로는 조정되지 않습니다.',
    fix: '파드의 모든 컨테이너에 요청을 지정하거나 ContainerResource로 한 컨테이너만 측정하세요.',
  },
  'wiring/drain-blocked': {
    title: '모든 드레인을 막는 PodDisruptionBudget',
    message: ({ budget, workload, replicas, setting }) =>
      `${budget}: ${workload} 파드의 축출을 항상 막습니다. 레플리카 ${replicas}개에 ${setting}`,
    why: '노드 드레인이 이 파드를 끝없이 기다리고, 클러스터 업그레이드도 함께 멈춥니다.',
    fix: '`maxUnavailable: 1`처럼 하나 이상의 중단을 허용하고, 가용 상태로 있어야 하는 수보다 하나 많은 레플리카를 실행하세요.',
  },
  'wiring/two-budgets': {
    title: '한 파드에 PodDisruptionBudget이 둘',
    message: ({ workload, first, second }) =>
      `${workload} 파드에 PodDisruptionBudget 둘이 함께 적용됩니다: ${first}, ${second}`,
    why: 'PodDisruptionBudget이 둘 이상 적용된 파드는 Kubernetes가 축출을 거부하므로 그 노드의 드레인이 항상 실패합니다.',
    fix: '둘 중 하나만 남기세요.',
  },
}
