// Finds ports in network policies that the pods behind them do not declare.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { Pod } from '../../graph/graph.js'
import { isTemplate } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'
import { isWhole } from '../../graph/whole.js'
import { openingsOf, type Opening } from './openings.js'

export const policyPorts: AuditRule = (graph) => openingsOf(graph).flatMap(judge)

/** Sidecars of a mesh are put in later. */
const isOfMesh = (port: number): boolean => port >= 15_000 && port < 15_100

function judge({ policy, side, port, ports, subjects, peers }: Opening): readonly Diagnostic[] {
  const listeners = (side === 'ingress' ? subjects : peers).filter(isWhole)
  const [first] = listeners
  if (first === undefined || isTemplate(port.text ?? '')) return []
  if (port.number !== undefined && isOfMesh(port.number)) return []
  // Programs may listen where nothing is declared; a pod that declares nothing tells nothing.
  const isOpen = listeners.some((pod) => portsOf(pod).length === 0 || declares(pod, port))
  if (isOpen) return []
  // Beside the right port a further one does no harm.
  const isFurther = ports.some((other) => listeners.some((pod) => declares(pod, other)))
  return [
    diagnostic(
      'wiring/policy-port',
      port.place,
      {
        policy: policy.object.name,
        port: port.text ?? '',
        workload: first.owner.name,
        ports: portsOf(first).map(
          ({ name, number }) => `${name === '' ? '' : `${name} `}${number}`,
        ),
      },
      { severity: isFurther ? 'info' : port.number === undefined ? 'error' : 'warning' },
    ),
  ]
}

const portsOf = ({ processes }: Pod) => processes.flatMap(({ ports }) => ports)

function declares(pod: Pod, { text, number }: Field): boolean {
  return portsOf(pod).some((own) =>
    number === undefined ? own.name === text : own.number === number,
  )
}
