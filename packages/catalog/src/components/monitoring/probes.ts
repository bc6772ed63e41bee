// Lists what the blackbox exporter asks, because it exports no metrics of its own.

import type { JsonObject } from '@llmflow/spec'
import { serviceHost } from '../../addon.js'
import type { Context } from '../../component.js'
import { difyApi, namespaces, unstructuredEndpoint, type Endpoint } from '../../endpoints.js'

export const blackboxEndpoint: Endpoint = { workload: 'blackbox-exporter', port: 'http' }
export const blackboxPort = 9115

export type Probed = {
  readonly component: string
  readonly endpoint: Endpoint
  readonly number: number
  readonly path: string
}

const known: readonly Probed[] = [
  { component: 'unstructured', endpoint: unstructuredEndpoint, number: 8000, path: '/healthcheck' },
  { component: 'dify', endpoint: difyApi, number: 5001, path: '/health' },
]

export function probedOf(context: Context): readonly Probed[] {
  return known.filter(({ component }) => context.enabled.has(component))
}

/** The exporter’s file: one kind of question, an HTTP request that must end well. */
export const blackboxConfiguration = `modules:
  http_2xx:
    prober: http
    timeout: 5s
    http:
      method: GET
      preferred_ip_protocol: ip4
`

/** How Prometheus asks: the exporter is the address, what it shall ask is a parameter. */
export function probeJobs(context: Context): readonly JsonObject[] {
  const targets = probedOf(context).map(
    ({ endpoint, number, path }) =>
      `http://${serviceHost(context, endpoint, namespaces.system)}:${number}${path}`,
  )
  if (targets.length === 0) return []
  const exporter = serviceHost(context, blackboxEndpoint, namespaces.monitoring)
  return [
    {
      job_name: 'blackbox',
      metrics_path: '/probe',
      params: { module: ['http_2xx'] },
      static_configs: [{ targets }],
      relabel_configs: [
        { source_labels: ['__address__'], target_label: '__param_target' },
        { source_labels: ['__param_target'], target_label: 'instance' },
        { target_label: '__address__', replacement: `${exporter}:${blackboxPort}` },
      ],
    },
  ]
}
