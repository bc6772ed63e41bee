// Builds KEDA's autoscaler of a workload that follows queries or queues, with CPU and memory beside them.

import type { Plan, Signal, Workload } from '@llmflow/spec'
import { assert } from '../assert.js'
import type { Parameter } from '../template/template.js'
import { resolveText } from '../text.js'
import { clusterNaming } from './naming.js'
import { autoscalerOf, type Behavior, behaviorOf, percentOf, scaleTargetOf } from './autoscaling.js'
import { prometheusOf } from './monitoring.js'
import { metadataOf, type Metadata } from './object.js'
import { replicasMaximum, replicasMinimum } from './parameters.js'
import { authenticationName } from './trigger-authentication.js'

type ScaledObject = {
  readonly apiVersion: 'keda.sh/v1alpha1'
  readonly kind: 'ScaledObject'
  readonly metadata: Metadata
  readonly spec: {
    readonly scaleTargetRef: {
      readonly apiVersion: string
      readonly kind: string
      readonly name: string
    }
    readonly minReplicaCount: Parameter<number>
    readonly maxReplicaCount: Parameter<number>
    readonly advanced: { readonly horizontalPodAutoscalerConfig: { readonly behavior: Behavior } }
    readonly triggers: readonly Trigger[]
  }
}

type Trigger = {
  readonly type: 'cpu' | 'memory' | 'prometheus' | 'redis-sentinel'
  readonly name: string
  readonly metricType?: 'Utilization'
  readonly metadata: { readonly [key: string]: string }
  readonly authenticationRef?: { readonly name: string }
}

export function buildScaledObject(plan: Plan, workload: Workload): ScaledObject | undefined {
  const autoscaler = autoscalerOf(plan, workload)
  if (autoscaler?.kind !== 'events') return undefined
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: metadataOf(workload, workload.id),
    spec: {
      scaleTargetRef: scaleTargetOf(workload),
      minReplicaCount: replicasMinimum(workload),
      maxReplicaCount: replicasMaximum(workload),
      advanced: { horizontalPodAutoscalerConfig: { behavior: behaviorOf(workload) } },
      triggers: autoscaler.signals.map((signal) => triggerOf(plan, workload, signal)),
    },
  }
}

function triggerOf(plan: Plan, workload: Workload, signal: Signal): Trigger {
  switch (signal.kind) {
    case 'cpu':
    case 'memory':
      return {
        type: signal.kind,
        name: signal.kind,
        metricType: 'Utilization',
        metadata: { value: `${percentOf(signal.target)}` },
      }
    case 'query':
      return {
        type: 'prometheus',
        name: signal.name,
        metadata: {
          serverAddress: prometheusAddress(plan, workload),
          query: signal.query,
          threshold: `${signal.threshold}`,
          // KEDA takes a query without a result as 0, and then never scales and never complains.
          ignoreNullValues: 'false',
        },
      }
    case 'redis-list':
      return {
        type: 'redis-sentinel',
        name: signal.list,
        metadata: {
          addresses: resolveText(plan, clusterNaming, signal.sentinels),
          sentinelMaster: signal.master,
          username: signal.user,
          listName: signal.list,
          listLength: `${signal.threshold}`,
          databaseIndex: `${signal.database}`,
        },
        authenticationRef: { name: authenticationName(workload, signal.secret) },
      }
  }
}

function prometheusAddress(plan: Plan, { id }: Workload): string {
  const prometheus = prometheusOf(plan)
  assert(prometheus !== undefined, `there is a Prometheus for the queries that scale ${id}`)
  return `http://${prometheus.address}`
}
