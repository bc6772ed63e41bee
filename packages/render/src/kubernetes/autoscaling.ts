// Says which one autoscaler owns the replicas of a workload, if any.

import type { Plan, Signal, Workload } from '@llmflow/spec'
import type { Parameter } from '../template/template.js'
import { prometheusOf } from './monitoring.js'
import { replicasMinimum } from './parameters.js'

type ResourceSignal = Extract<Signal, { readonly kind: 'cpu' | 'memory' }>

/** `metrics`: Kubernetes' own autoscaler; `events`: KEDA, which makes one itself. Never both. */
type Autoscaler =
  | { readonly kind: 'metrics'; readonly signals: readonly ResourceSignal[] }
  | { readonly kind: 'events'; readonly signals: readonly Signal[] }

/** The longest time for which Kubernetes looks back before it changes replicas. */
const lookBackSecondsMax = 3600

export function autoscalerOf(plan: Plan, workload: Workload): Autoscaler | undefined {
  const { runsOn, kind, replicas } = workload
  if (runsOn !== 'cluster' || kind === 'job' || kind === 'schedule') return undefined
  if (replicas.minimum >= replicas.maximum) return undefined
  const signals = answerable(plan, workload.scaling?.signals ?? [])
  if (signals.length === 0) return undefined
  return signals.every(isResource) ? { kind: 'metrics', signals } : { kind: 'events', signals }
}

/** Without Prometheus nobody answers a query, and the replicas stay at the minimum. */
const answerable = (plan: Plan, signals: readonly Signal[]): readonly Signal[] =>
  prometheusOf(plan) === undefined ? signals.filter(({ kind }) => kind !== 'query') : signals

const isResource = (signal: Signal): signal is ResourceSignal =>
  signal.kind === 'cpu' || signal.kind === 'memory'

/** A fixed number of replicas; left out where an autoscaler owns it, which an apply would else undo. */
export function replicasOf(
  plan: Plan,
  workload: Workload,
): { readonly replicas?: Parameter<number> } {
  return autoscalerOf(plan, workload) === undefined ? { replicas: replicasMinimum(workload) } : {}
}

export type Behavior = {
  scaleUp: { stabilizationWindowSeconds: number }
  scaleDown: { stabilizationWindowSeconds: number }
}

export function behaviorOf({ scaling }: Workload): Behavior {
  const windowOf = (milliseconds = 0): { stabilizationWindowSeconds: number } => ({
    stabilizationWindowSeconds: Math.min(lookBackSecondsMax, Math.ceil(milliseconds / 1000)),
  })
  return { scaleUp: windowOf(scaling?.growAfter), scaleDown: windowOf(scaling?.shrinkAfter) }
}

/** What is scaled. */
export function scaleTargetOf({ id, kind }: Workload): {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
} {
  return {
    apiVersion: 'apps/v1',
    kind: kind === 'stateful' ? 'StatefulSet' : 'Deployment',
    name: id,
  }
}

/** A share as the whole percentage that autoscalers take. */
export const percentOf = (share: number): number => Math.round(share * 100)
