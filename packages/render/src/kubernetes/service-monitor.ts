// Builds what tells Prometheus to scrape the metrics ports behind a workload's Service.

import type { Plan, Workload } from '@llmflow/spec'
import { type MetricsEndpoint, metricsEndpointsOf } from './metrics-endpoint.js'
import { prometheusOf } from './monitoring.js'
import { type Labels, metadataOf, type Metadata, selectorOf } from './object.js'
import { clientPortsOf, clientsFace } from './service.js'

type ServiceMonitor = {
  readonly apiVersion: 'monitoring.coreos.com/v1'
  readonly kind: 'ServiceMonitor'
  readonly metadata: Metadata
  readonly spec: {
    readonly selector: { readonly matchLabels: Labels }
    readonly endpoints: readonly MetricsEndpoint[]
  }
}

export function buildServiceMonitor(plan: Plan, workload: Workload): ServiceMonitor | undefined {
  if (workload.runsOn !== 'cluster' || prometheusOf(plan) === undefined) return undefined
  const endpoints = metricsEndpointsOf(clientPortsOf(workload))
  if (endpoints.length === 0) return undefined
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: metadataOf(workload, workload.id),
    spec: {
      selector: { matchLabels: { ...selectorOf(workload.id), ...clientsFace } },
      endpoints,
    },
  }
}
