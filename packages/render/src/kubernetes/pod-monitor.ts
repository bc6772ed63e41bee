// Builds what tells Prometheus to scrape metrics ports that no Service shows.

import { type Plan, printDuration, type Workload } from '@llmflow/spec'
import { prometheusOf } from './monitoring.js'
import { type Labels, metadataOf, type Metadata, selectorOf } from './object.js'
import { clientPortsOf } from './service.js'

type PodMonitor = {
  readonly apiVersion: 'monitoring.coreos.com/v1'
  readonly kind: 'PodMonitor'
  readonly metadata: Metadata
  readonly spec: {
    readonly selector: { readonly matchLabels: Labels }
    readonly podMetricsEndpoints: readonly {
      readonly port: string
      readonly path: string
      readonly interval: string
      readonly scheme: 'http' | 'https'
    }[]
  }
}

export function buildPodMonitor(plan: Plan, workload: Workload): PodMonitor | undefined {
  if (workload.runsOn !== 'cluster' || prometheusOf(plan) === undefined) return undefined
  const behindService = new Set(clientPortsOf(workload).map(({ name }) => name))
  const endpoints = (workload.ports ?? []).flatMap(({ name, scheme, metrics }) =>
    metrics === undefined || behindService.has(name)
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
    kind: 'PodMonitor',
    metadata: metadataOf(workload, workload.id),
    spec: { selector: { matchLabels: selectorOf(workload.id) }, podMetricsEndpoints: endpoints },
  }
}
