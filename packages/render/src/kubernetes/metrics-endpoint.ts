// Builds how Prometheus scrapes a port: the part that ServiceMonitors and PodMonitors have in common.

import { type Port, printDuration } from '@llmflow/spec'

export type MetricsEndpoint = {
  readonly port: string
  readonly path: string
  readonly interval: string
  readonly scheme: 'http' | 'https'
  readonly tlsConfig?: TlsConfig
}

/** A secret in the namespace of what asks for it. */
export type TlsConfig = {
  readonly ca: { readonly secret: { readonly name: string; readonly key: string } }
}

/** How Prometheus knows a port by its certificate. */
export const tlsConfigOf = ({
  authority,
}: NonNullable<Port['metrics']>): { readonly tlsConfig?: TlsConfig } =>
  authority === undefined
    ? {}
    : { tlsConfig: { ca: { secret: { name: authority, key: 'ca.crt' } } } }

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
            ...tlsConfigOf(metrics),
          },
        ],
  )
}
