// Builds what tells Prometheus to knock at workloads that have no metrics of their own.

import type { Plan, Workload } from '@llmflow/spec'
import { addressesOf, portOf } from '../text.js'
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

/** The workload that knocks: it may, where it declares an edge. */
const prober = 'blackbox-exporter'

export function buildProbe(plan: Plan, workload: Workload): Probe | undefined {
  const check = workload.probes?.ready?.check
  if (plan.workloads[prober] === undefined || prometheusOf(plan) === undefined) return undefined
  if (check?.kind !== 'http' || !isReached(plan, workload, check.port)) return undefined
  const { number } = portOf(plan, workload.id, check.port)
  const { host } = addressesOf(plan, workload.id)
  const scheme = (check.scheme ?? 'HTTP').toLowerCase()
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Probe',
    metadata: metadataOf(workload, workload.id),
    spec: {
      jobName: `probe/${workload.id}`,
      interval: '30s',
      module: 'http_2xx',
      prober: { url: proberAddress(plan), path: '/probe' },
      targets: {
        staticConfig: {
          static: [`${scheme}://${host}:${number}${check.path}`],
          labels: { service: workload.id, namespace: workload.namespace },
        },
      },
    },
  }
}

const isReached = ({ edges }: Plan, { id }: Workload, port: string): boolean =>
  edges.some(
    ({ from, to }) =>
      from === prober && to.kind === 'workload' && to.workload === id && to.port === port,
  )

function proberAddress(plan: Plan): string {
  const number = plan.workloads[prober]?.ports?.[0]?.number ?? 9115
  return `${addressesOf(plan, prober).host}:${number}`
}
