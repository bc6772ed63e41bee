// Lists what the blackbox exporter knocks at, because it exports no metrics of its own.

import type { Context } from '../../component.js'
import { difyApi, unstructuredEndpoint, type Endpoint } from '../../endpoints.js'

export const blackboxEndpoint: Endpoint = { workload: 'blackbox-exporter', port: 'http' }

type Probed = { readonly component: string; readonly endpoint: Endpoint }

const known: readonly Probed[] = [
  { component: 'unstructured', endpoint: unstructuredEndpoint },
  { component: 'dify', endpoint: difyApi },
]

/** The exporter has an edge to each; a Probe asks each by the check that tells when it is ready. */
export function probedOf(context: Context): readonly Endpoint[] {
  return known
    .filter(({ component }) => context.enabled.has(component))
    .map(({ endpoint }) => endpoint)
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
