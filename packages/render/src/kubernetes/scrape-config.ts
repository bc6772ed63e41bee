// Builds what tells Prometheus to scrape machines: their Services have no selector for a ServiceMonitor to follow.

import { type Plan, type Port, printDuration, type Workload } from '@llmflow/spec'
import { addressesOf } from '../text.js'
import { type TlsConfig, tlsConfigOf } from './metrics-endpoint.js'
import { prometheusOf } from './monitoring.js'
import { type Labels, metadataOf, type Metadata } from './object.js'

type ScrapeConfig = {
  readonly apiVersion: 'monitoring.coreos.com/v1alpha1'
  readonly kind: 'ScrapeConfig'
  readonly metadata: Metadata
  readonly spec: {
    readonly staticConfigs: readonly {
      readonly targets: readonly string[]
      readonly labels: Labels
    }[]
    readonly metricsPath: string
    readonly scrapeInterval: string
    readonly scheme: 'HTTP' | 'HTTPS'
    readonly tlsConfig?: TlsConfig
  }
}

export function buildScrapeConfigs(plan: Plan, workload: Workload): readonly ScrapeConfig[] {
  if (workload.runsOn !== 'hosts' || prometheusOf(plan) === undefined) return []
  return (workload.ports ?? []).flatMap((port) => buildScrapeConfig(plan, workload, port) ?? [])
}

function buildScrapeConfig(
  plan: Plan,
  workload: Workload,
  { name, number, scheme, metrics }: Port,
): ScrapeConfig | undefined {
  if (metrics === undefined) return undefined
  const { machines } = addressesOf(plan, workload.id)
  return {
    apiVersion: 'monitoring.coreos.com/v1alpha1',
    kind: 'ScrapeConfig',
    metadata: metadataOf(workload, `${workload.id}-${name}`),
    spec: {
      staticConfigs: [
        {
          targets: machines.map((machine) => `${machine}:${number}`),
          // The labels that a ServiceMonitor would have given, so that alerts hold in both places.
          labels: { job: workload.id, namespace: workload.namespace, service: workload.id },
        },
      ],
      metricsPath: metrics.path,
      scrapeInterval: printDuration(metrics.interval),
      scheme: scheme === 'https' ? 'HTTPS' : 'HTTP',
      ...tlsConfigOf(metrics),
    },
  }
}
