// Names what others need to know of the monitoring chart: where it runs and what its Services are called.

import type { Context } from '../../component.js'

export const monitoringAddon = 'kube-prometheus-stack'
/** The chart’s own namespace: its node agents need the privileged level, which no workload shall have. */
export const monitoringNamespace = 'monitoring'

/** Ports that the platform and its people use; each port of a Service is also the port of its pods. */
export const chartEndpoints = {
  prometheus: {
    labels: { 'app.kubernetes.io/name': 'prometheus' },
    port: 9090,
    service: `${monitoringAddon}-prometheus`,
  },
  alertmanager: {
    labels: { 'app.kubernetes.io/name': 'alertmanager' },
    port: 9093,
    service: `${monitoringAddon}-alertmanager`,
  },
  grafana: {
    labels: { 'app.kubernetes.io/name': 'grafana' },
    port: 3000,
    service: `${monitoringAddon}-grafana`,
  },
} as const

/** `host:port` of one of the chart’s Services. */
export function chartAddress({ platform }: Context, endpoint: keyof typeof chartEndpoints): string {
  const { service, port } = chartEndpoints[endpoint]
  return `${service}.${monitoringNamespace}.svc.${platform.network.clusterDomain}:${port}`
}
