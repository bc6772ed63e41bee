// Finds workloads that need something of the cluster which no component brings: an autoscaler, GPUs, metrics.

import { diagnostic, pointer, type Diagnostic, type Workload } from '@llmflow/spec'
import type { Rule } from './rule.js'

type Companion = {
  readonly component: string
  readonly purpose: { readonly en: string; readonly ko: string }
  readonly isNeededBy: (workload: Workload) => boolean
}

const scales = ({ scaling, replicas }: Workload): boolean =>
  scaling !== undefined && replicas.maximum > replicas.minimum

const companions: readonly Companion[] = [
  {
    component: 'scaling',
    purpose: {
      en: 'replicas between minimum and maximum need an autoscaler and its metrics',
      ko: '최솟값과 최댓값 사이에서 레플리카를 조절하려면 오토스케일러와 메트릭이 필요합니다',
    },
    isNeededBy: scales,
  },
  {
    component: 'monitoring',
    purpose: {
      en: 'the number of replicas follows a query to Prometheus',
      ko: 'Prometheus 쿼리 결과에 따라 레플리카 수를 조절합니다',
    },
    isNeededBy: (workload) =>
      scales(workload) && (workload.scaling?.signals ?? []).some(({ kind }) => kind === 'query'),
  },
  {
    component: 'accelerators',
    purpose: {
      en: 'nodes offer GPUs only with driver and device plugin',
      ko: '드라이버와 디바이스 플러그인이 있어야 노드가 GPU를 제공합니다',
    },
    isNeededBy: ({ resources }) => (resources.gpus ?? 0) > 0,
  },
]

export const workloadCompanion: Rule = ({ draft, context, inPlatform }) => {
  const workloads = Object.values(draft.plan.workloads).filter(({ runsOn }) => runsOn === 'cluster')
  return companions
    .filter(({ component }) => !context.enabled.has(component))
    .flatMap(({ component, purpose, isNeededBy }): readonly Diagnostic[] => {
      const needy = new Set(workloads.filter(isNeededBy).map((workload) => workload.component))
      return [...needy].map((name) =>
        diagnostic('wiring/missing-companion', inPlatform(pointer('components', name), 'key'), {
          component: name,
          needs: component,
          purpose,
        }),
      )
    })
}
