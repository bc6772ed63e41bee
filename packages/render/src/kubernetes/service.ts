// Builds the Services under which workloads find each other, and the outside finds a gateway.

import type { Plan, Port, Workload } from '@llmflow/spec'
import type { Service, ServicePort, ServiceSpec } from 'kubernetes-types/core/v1.js'
import { peersName } from './naming.js'
import { type Labels, metadataOf, type Named, selectorOf } from './object.js'

/** Tells a workload's Services apart: monitors follow `clients` alone, so that nothing is scraped twice. */
const faceLabel = 'llmflow.io/face'
export const clientsFace: Labels = { [faceLabel]: 'clients' }

export function buildServices(_plan: Plan, workload: Workload): readonly Named<Service>[] {
  return [
    buildClientService(workload),
    buildPeerService(workload),
    buildPublicService(workload),
  ].flatMap((service) => service ?? [])
}

/** The Service that has the workload's own name. */
function buildClientService(workload: Workload): Named<Service> | undefined {
  const ports = clientPortsOf(workload)
  if (ports.length === 0) return undefined
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(workload, workload.id, clientsFace),
    spec: {
      ...(isHeadless(workload) ? headless(workload) : { type: 'ClusterIP' }),
      ...(workload.runsOn === 'cluster' ? { selector: selectorOf(workload.id) } : {}),
      ports: ports.map((port) => servicePort(workload, port)),
    },
  }
}

/** Replicas with names have them from a Service without an address of its own; machines do too. */
const isHeadless = ({ kind, runsOn }: Workload): boolean =>
  kind === 'stateful' || runsOn === 'hosts'

/** Replicas that talk among themselves must find each other before they are ready. */
const headless = ({ ports = [] }: Workload): ServiceSpec => ({
  clusterIP: 'None',
  ...(ports.some(({ internal }) => internal === true) ? { publishNotReadyAddresses: true } : {}),
})

/** The governing Service of a stateful workload carries every port; else replicas talk under a name of their own. */
export function clientPortsOf({ kind, runsOn, ports = [] }: Workload): readonly Port[] {
  if (kind === 'job' || kind === 'schedule') return []
  if (kind === 'stateful' && runsOn === 'cluster') return ports
  return ports.filter(({ internal }) => internal !== true)
}

function buildPeerService(workload: Workload): Named<Service> | undefined {
  const { id, kind, runsOn, ports = [] } = workload
  const internal = ports.filter((port) => port.internal === true)
  if (runsOn !== 'cluster' || kind !== 'stateless' || internal.length === 0) return undefined
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(workload, peersName(id), { [faceLabel]: 'peers' }),
    spec: {
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      selector: selectorOf(id),
      ports: internal.map((port) => servicePort(workload, port)),
    },
  }
}

/** What the outside reaches: the exposed ports, under the numbers that people know, and no other. */
function buildPublicService(workload: Workload): Named<Service> | undefined {
  const { id, runsOn, exposed } = workload
  const ports = exposedPortsOf(workload)
  if (runsOn !== 'cluster' || ports.length === 0) return undefined
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(workload, `${id}-public`, { [faceLabel]: 'public' }),
    spec: {
      type: 'LoadBalancer',
      // `Local` keeps the caller's address, which limits by address and allowed ranges look at.
      externalTrafficPolicy: exposed?.throughAnyNode === true ? 'Cluster' : 'Local',
      ...(exposed?.address === undefined ? {} : { loadBalancerIP: exposed.address }),
      selector: selectorOf(id),
      ports: ports.map((port) => ({
        ...servicePort(workload, port),
        port: exposed?.ports[port.name] ?? port.number,
      })),
    },
  }
}

export const exposedPortsOf = ({ ports = [], exposed }: Workload): readonly Port[] =>
  ports.filter(({ name }) => exposed?.ports[name] !== undefined)

/** The same number in front as behind, so that a policy and an address mean the same port. */
const servicePort = (
  { runsOn }: Workload,
  { name, number, protocol = 'TCP' }: Port,
): ServicePort => ({
  name,
  port: number,
  targetPort: runsOn === 'cluster' ? name : number,
  protocol,
})
