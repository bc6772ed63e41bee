// Finds connections that the files ask for and that their network policies deny.

import { diagnostic, type Advice, type Diagnostic } from '@llmflow/spec'
import type { Graph, Pod } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'
import { edgesOf, type Edge, type End } from './edges.js'
import { lets, type Peer } from './peers.js'
import {
  hasForeignPolicies,
  policiesFor,
  policiesOf,
  type Direction,
  type Policy,
} from './policies.js'

export const traffic: AuditRule = (graph) => {
  if (policiesOf(graph).length === 0 || hasForeignPolicies(graph)) return []
  const told = new Set<string>()
  return edgesOf(graph).flatMap((edge) =>
    (['egress', 'ingress'] as const).flatMap((side) => {
      const deniers = deniersOf(graph, edge, side)
      const key = `${edge.source.owner.name} ${edge.to}:${edge.port} ${side}`
      if (deniers.length === 0 || told.has(key)) return []
      told.add(key)
      return [denied(graph, edge, side, deniers)]
    }),
  )
}

/** The policies that together deny every end of a connection; none when one end can be reached. */
function deniersOf(graph: Graph, edge: Edge, side: Direction): readonly Policy[] {
  const verdicts = edge.ends.map((end) => verdictOf(graph, edge.source, end, side))
  const isDenied = verdicts.every((verdict) => verdict.policies.length > 0 && !verdict.isLet)
  if (!isDenied || (!edge.isCertain && !isMeant(graph, edge, side))) return []
  return verdicts[0]?.policies ?? []
}

/** Whether policies of the other side let a connection through: then somebody means it to be made. */
function isMeant(graph: Graph, edge: Edge, side: Direction): boolean {
  const other = side === 'egress' ? 'ingress' : 'egress'
  return edge.ends.some((end) => verdictOf(graph, edge.source, end, other).isLet)
}

type Verdict = { readonly policies: readonly Policy[]; readonly isLet: boolean }

function verdictOf(graph: Graph, source: Pod, end: End, side: Direction): Verdict {
  const subject = side === 'egress' ? source : end.pod
  if (subject === undefined) return { policies: [], isLet: false }
  const policies = policiesFor(graph, subject, side)
  const peer = side === 'egress' ? peerOf(end) : podPeer(source)
  const isLet = policies.some((policy) =>
    policy.rules[side].some((rule) => lets(graph, policy, rule, peer, end.port)),
  )
  return { policies, isLet }
}

const peerOf = ({ pod, host }: End): Peer =>
  pod === undefined ? { kind: 'host', address: host } : podPeer(pod)

/** A pod in the network of its node has the address of the node. */
const podPeer = ({ namespace, labels, spec }: Pod): Peer =>
  spec.get('hostNetwork').text === 'true'
    ? { kind: 'host', address: '' }
    : { kind: 'pod', namespace, labels }

const framesMax = 3

function denied(
  graph: Graph,
  { source, to, place, port, ends }: Edge,
  side: Direction,
  deniers: readonly Policy[],
): Diagnostic {
  // Where only a policy for the whole namespace is here, those that allow may be elsewhere.
  const isSure = graph.isComplete || deniers.some(({ isSpecific }) => isSpecific)
  const advice = deniers.slice(0, framesMax).map(({ object }): Advice => ({
    kind: 'frame',
    location: object.field.get('spec', 'podSelector').keyPlace,
    label: object.name,
  }))
  return diagnostic(
    'wiring/traffic-denied',
    place,
    { from: source.owner.name, to, port: ends[0]?.port.number ?? port, side },
    { severity: isSure ? 'error' : 'warning', advice },
  )
}
