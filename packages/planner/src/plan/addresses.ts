// Step: how workloads are reached: DNS names in the cluster, addresses of machines, public names, edges.

import type { Component, Context } from '@llmflow/catalog'
import type {
  Placement,
  PlannedEdge,
  PlannedNode,
  PublicName,
  Workload,
  WorkloadAddresses,
} from '@llmflow/spec'

type Workloads = { readonly [id: string]: Workload }

export function planAddresses(
  workloads: Workloads,
  placement: { readonly [id: string]: Placement },
  nodes: { readonly [name: string]: PlannedNode },
  clusterDomain: string,
): { readonly [id: string]: WorkloadAddresses } {
  return Object.fromEntries(
    Object.values(workloads).map((workload) => [
      workload.id,
      addressesOf(workload, placement[workload.id], nodes, clusterDomain),
    ]),
  )
}

function addressesOf(
  { id, namespace, kind, runsOn, replicas }: Workload,
  placed: Placement | undefined,
  nodes: { readonly [name: string]: PlannedNode },
  clusterDomain: string,
): WorkloadAddresses {
  const host = `${id}.${namespace}.svc.${clusterDomain}`
  if (runsOn === 'hosts') {
    const reached = (placed?.replicas ?? []).flatMap(({ node }) => {
      const address = nodes[node]?.address
      return address === undefined ? [] : [{ node, address }]
    })
    return {
      host,
      members: reached.map(({ node }) => ({ name: node, host: `${node}.${host}` })),
      machines: reached.map(({ address }) => address),
    }
  }
  const members =
    kind === 'stateful'
      ? Array.from({ length: replicas.maximum }, (_, index) => ({
          name: `${id}-${index}`,
          host: `${id}-${index}.${host}`,
        }))
      : []
  return { host, members, machines: [] }
}

/** Public names, `api.<domain>` and so on. */
export function planNames(
  components: readonly Component[],
  context: Context,
): { readonly [name: string]: PublicName } {
  const names = components.flatMap((component) => Object.entries(component.names?.(context) ?? {}))
  return Object.fromEntries(
    names
      .map(([prefix, target]): [string, PublicName] => [
        `${prefix}.${context.platform.domain}`,
        target,
      ])
      .toSorted(([left], [right]) => (left < right ? -1 : 1)),
  )
}

/** Every connection that a workload opens, each once. */
export function planEdges(workloads: Workloads): readonly PlannedEdge[] {
  const edges = Object.values(workloads).flatMap((workload) =>
    workload.edges.map((edge): PlannedEdge => ({ from: workload.id, ...edge })),
  )
  const unique = new Map(edges.map((edge) => [JSON.stringify([edge.from, edge.to]), edge]))
  return [...unique].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, edge]) => edge)
}
