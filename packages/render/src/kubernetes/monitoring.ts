// Finds the Prometheus of a plan: who scrapes, who is asked, and where rules and dashboards live.

import type { Plan } from '@llmflow/spec'
import type { Labels } from './object.js'

type Prometheus = {
  readonly namespace: string
  readonly podLabels: Labels
  /** `service.namespace.svc:port`. */
  readonly address: string
}

/** The endpoint `prometheus` of an addon; undefined where the platform has none. */
export function prometheusOf({ addons }: Plan): Prometheus | undefined {
  for (const { namespace, endpoints } of Object.values(addons)) {
    const endpoint = endpoints['prometheus']
    if (endpoint?.service === undefined) continue
    const { service, port, labels } = endpoint
    return { namespace, podLabels: labels, address: `${service}.${namespace}.svc:${port}` }
  }
  return undefined
}
