// Finds pods that connect by name and whose network policies keep them from resolving names.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { Graph, Pod } from '../../graph/graph.js'
import { addressesOf } from '../addresses/address.js'
import type { AuditRule } from '../../rule.js'
import { lets, numberOf, type Peer } from './peers.js'
import { hasForeignPolicies, policiesFor, policiesOf, type Policy } from './policies.js'

export const nameResolution: AuditRule = (graph) => {
  if (policiesOf(graph).length === 0 || hasForeignPolicies(graph)) return []
  const told = new Set<Policy>()
  return resolving(graph).flatMap((pod) => {
    const policies = policiesFor(graph, pod, 'egress')
    const [policy] = policies.toSorted((left, right) => rank(left) - rank(right))
    if (policy === undefined || told.has(policy)) return []
    if (policies.some((candidate) => letsResolve(graph, candidate))) return []
    told.add(policy)
    return [finding(graph, pod, policy)]
  })
}

const rank = ({ isSpecific }: Policy): number => (isSpecific ? 0 : 1)

/** Pods that use a name, and ask the cluster for it. */
function resolving(graph: Graph): readonly Pod[] {
  const users = new Set(
    addressesOf(graph).flatMap(({ scope, host }) =>
      scope.kind === 'kubernetes' && scope.pod !== undefined && isName(host) ? [scope.pod] : [],
    ),
  )
  return graph.pods.filter(({ spec }) => users.has(spec) && asksCluster(spec))
}

const isName = (host: string): boolean =>
  numberOf(host) === undefined && host !== 'localhost' && !host.includes(':')

function asksCluster(spec: Field): boolean {
  const policy = spec.get('dnsPolicy').text ?? 'ClusterFirst'
  return policy.startsWith('ClusterFirst')
}

/** CoreDNS answers at 53; some distributions listen at another port behind it. */
const ports = [53, 5353, 8053] as const

/** Pods of the cluster's DNS: kube-system in most clusters, a namespace of their own in others. */
const servers: readonly Peer[] = ['kube-system', 'openshift-dns'].map((namespace) => ({
  kind: 'pod',
  namespace,
  labels: undefined,
}))

const letsResolve = (graph: Graph, policy: Policy): boolean =>
  policy.rules.egress.some((rule) =>
    // A cache on each node has an address of its own: any block at port 53 may be meant for it.
    rule.peers?.some((peer) => peer.get('ipBlock').value !== undefined) === true
      ? ports.some((number) =>
          lets(graph, policy, { ...rule, peers: undefined }, anyone, portOf(number)),
        )
      : servers.some((peer) =>
          ports.some((number) => lets(graph, policy, rule, peer, portOf(number))),
        ),
  )

const anyone: Peer = { kind: 'host', address: '' }

const portOf = (number: number) => ({
  number,
  protocol: 'UDP',
  named: ['dns', 'dns-udp', 'domain'].map((name) => ({
    name,
    number,
    protocol: 'UDP',
    place: { document: '', offset: 0, length: 0 },
  })),
})

function finding(graph: Graph, { owner }: Pod, { object, isSpecific }: Policy): Diagnostic {
  const spec = object.field.get('spec')
  const egress = spec.get('egress')
  return diagnostic(
    'wiring/dns-denied',
    (egress.value === undefined ? spec.get('policyTypes') : egress).keyPlace,
    { workload: owner.name },
    { severity: graph.isComplete || isSpecific ? 'error' : 'warning' },
  )
}
