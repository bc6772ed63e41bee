// Builds how Prometheus scrapes a port: the part that ServiceMonitors and PodMonitors have in common.

import { type Port, printDuration } from '@llmflow/spec'

export type MetricsEndpoint = {
  readonly port: string
  readonly path: string
  readonly interval: string
  readonly scheme: 'http' | 'https'
}

/** One endpoint for each port that has metrics. */
export function metricsEndpointsOf(ports: readonly Port[]): readonly MetricsEndpoint[] {
  return ports.flatMap(({ name, scheme, metrics }) =>
    metrics === undefined
      ? []
      : [
          {
            port: name,
            path: metrics.path,
            interval: printDuration(metrics.interval),
            scheme: scheme === 'https' ? 'https' : 'http',
          },
        ],
  )
}
