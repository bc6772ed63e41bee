// Builds the addresses behind the Service of a workload that runs on hosts.

import type { Plan, Workload } from '@llmflow/spec'
import type { Endpoint, EndpointSlice } from 'kubernetes-types/discovery/v1.js'
import { addressesOf } from '../text.js'
import { metadataOf, type Named } from './object.js'
import { clientPortsOf } from './service.js'

export function buildEndpointSlice(
  plan: Plan,
  workload: Workload,
): Named<EndpointSlice> | undefined {
  const ports = clientPortsOf(workload)
  if (workload.runsOn !== 'hosts' || ports.length === 0) return undefined
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: metadataOf(workload, workload.id, {
      'kubernetes.io/service-name': workload.id,
      // Slices that the cluster's own controllers manage would be removed with the Service's selector.
      'endpointslice.kubernetes.io/managed-by': 'llmflow',
    }),
    addressType: 'IPv4',
    endpoints: endpointsOf(plan, workload.id),
    ports: ports.map(({ name, number, protocol = 'TCP' }) => ({ name, port: number, protocol })),
  }
}

/** Each machine has a name under the Service's, which is what members call each other. */
function endpointsOf(plan: Plan, id: string): Endpoint[] {
  const { members, machines } = addressesOf(plan, id)
  return machines.map((address, index) => ({
    addresses: [address],
    conditions: { ready: true },
    hostname: members[index]?.name ?? `${id}-${index}`,
  }))
}
