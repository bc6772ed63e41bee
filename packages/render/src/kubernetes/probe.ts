// Builds what tells Prometheus to knock at workloads that have no metrics of their own.

import type { Plan, Workload } from '@llmflow/spec'
import { knockAt } from '../probing.js'
import { addressesOf } from '../text.js'
import { prometheusOf } from './monitoring.js'
import { type Labels, metadataOf, type Metadata } from './object.js'

type Probe = {
  readonly apiVersion: 'monitoring.coreos.com/v1'
  readonly kind: 'Probe'
  readonly metadata: Metadata
  readonly spec: {
    readonly jobName: string
    readonly interval: string
    readonly module: string
    readonly prober: { readonly url: string; readonly path: string }
    readonly targets: {
      readonly staticConfig: { readonly static: readonly string[]; readonly labels: Labels }
    }
  }
}

export function buildProbe(plan: Plan, workload: Workload): Probe | undefined {
  const knock = knockAt(plan, workload)
  if (knock === undefined || prometheusOf(plan) === undefined) return undefined
  const { prober, proberPort, port, scheme, path } = knock
  const { host } = addressesOf(plan, workload.id)
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Probe',
    metadata: metadataOf(workload, workload.id),
    spec: {
      jobName: `probe/${workload.id}`,
      interval: '30s',
      module: 'http_2xx',
      prober: { url: `${addressesOf(plan, prober.id).host}:${proberPort}`, path: '/probe' },
      targets: {
        staticConfig: {
          static: [`${scheme}://${host}:${port.number}${path}`],
          labels: { service: workload.id, namespace: workload.namespace },
        },
      },
    },
  }
}
