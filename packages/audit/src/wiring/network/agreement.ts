// Finds connections that a network policy opens at one end and that those of the other end deny.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { Graph, Pod } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'
import { openingsOf, type Opening } from './openings.js'
import { lets } from './peers.js'
import { hasForeignPolicies, policiesFor, type Policy } from './policies.js'

export const agreement: AuditRule = (graph) =>
  hasForeignPolicies(graph) ? [] : openingsOf(graph).flatMap((opening) => judge(graph, opening))

function judge(graph: Graph, opening: Opening): readonly Diagnostic[] {
  const { side, subjects, peers, port } = opening
  const [subject] = subjects
  if (subject === undefined || port.number === undefined) return []
  const denied = peers.find((peer) => denies(graph, opening, subject, peer))
  if (denied === undefined) return []
  const [source, target] = side === 'egress' ? [subject, denied] : [denied, subject]
  const [policy] = specific(graph, opening, denied)
  return [
    diagnostic(
      'wiring/policies-disagree',
      port.place,
      {
        policy: opening.policy.object.name,
        from: source.owner.name,
        to: target.owner.name,
        port: port.number,
        side: otherSide(opening),
      },
      {
        severity: graph.isComplete ? 'error' : 'warning',
        advice:
          policy === undefined
            ? []
            : [
                {
                  kind: 'frame',
                  location: policy.object.field.get('spec', 'podSelector').keyPlace,
                  label: policy.object.name,
                },
              ],
      },
    ),
  ]
}

const otherSide = ({ side }: Opening) => (side === 'egress' ? 'ingress' : 'egress')

/** Without a policy for just these pods, nobody meant to list what they may do. */
const specific = (graph: Graph, opening: Opening, pod: Pod): readonly Policy[] =>
  policiesFor(graph, pod, otherSide(opening)).filter(({ isSpecific }) => isSpecific)

function denies(graph: Graph, opening: Opening, subject: Pod, peer: Pod): boolean {
  if (specific(graph, opening, peer).length === 0) return false
  const number = opening.port.number ?? 0
  const listener = opening.side === 'egress' ? peer : subject
  const named = listener.processes.flatMap(({ ports }) => ports)
  const side = otherSide(opening)
  const other = { kind: 'pod', namespace: subject.namespace, labels: subject.labels } as const
  return !policiesFor(graph, peer, side).some((policy) =>
    policy.rules[side].some((rule) =>
      ['TCP', 'UDP', 'SCTP'].some((protocol) =>
        lets(graph, policy, rule, other, { number, protocol, named }),
      ),
    ),
  )
}
