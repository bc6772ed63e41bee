// Builds what tells Prometheus to scrape the metrics ports behind a workload's Service.

import { type Plan, printDuration, type Workload } from '@llmflow/spec'
import { prometheusOf } from './monitoring.js'
import { type Labels, metadataOf, type Metadata, selectorOf } from './object.js'
import { clientPortsOf, clientsFace } from './service.js'

type ServiceMonitor = {
  readonly apiVersion: 'monitoring.coreos.com/v1'
  readonly kind: 'ServiceMonitor'
  readonly metadata: Metadata
  readonly spec: {
    readonly selector: { readonly matchLabels: Labels }
    readonly endpoints: readonly {
      readonly port: string
      readonly path: string
      readonly interval: string
      readonly scheme: 'http' | 'https'
    }[]
  }
}

export function buildServiceMonitor(plan: Plan, workload: Workload): ServiceMonitor | undefined {
  if (workload.runsOn !== 'cluster' || prometheusOf(plan) === undefined) return undefined
  const endpoints = clientPortsOf(workload).flatMap(({ name, scheme, metrics }) =>
    metrics === undefined
      ? []
      : [
          {
            port: name,
            path: metrics.path,
            interval: printDuration(metrics.interval),
            scheme: scheme === 'https' ? ('https' as const) : ('http' as const),
          },
        ],
  )
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
