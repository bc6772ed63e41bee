// Builds what tells Prometheus to scrape metrics ports that no Service shows.

import type { Plan, Workload } from '@llmflow/spec'
import { type MetricsEndpoint, metricsEndpointsOf } from './metrics-endpoint.js'
import { prometheusOf } from './monitoring.js'
import { type Labels, metadataOf, type Metadata, selectorOf } from './object.js'
import { clientPortsOf } from './service.js'

type PodMonitor = {
  readonly apiVersion: 'monitoring.coreos.com/v1'
  readonly kind: 'PodMonitor'
  readonly metadata: Metadata
  readonly spec: {
    readonly selector: { readonly matchLabels: Labels }
    readonly podMetricsEndpoints: readonly MetricsEndpoint[]
  }
}

export function buildPodMonitor(plan: Plan, workload: Workload): PodMonitor | undefined {
  if (workload.runsOn !== 'cluster' || prometheusOf(plan) === undefined) return undefined
  const behindService = new Set(clientPortsOf(workload).map(({ name }) => name))
  const endpoints = metricsEndpointsOf(
    (workload.ports ?? []).filter(({ name }) => !behindService.has(name)),
  )
  if (endpoints.length === 0) return undefined
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: metadataOf(workload, workload.id),
    spec: { selector: { matchLabels: selectorOf(workload.id) }, podMetricsEndpoints: endpoints },
  }
}
