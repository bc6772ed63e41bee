// Finds the Pod Security level that a namespace of the files enforces.

import type { Field } from '@llmflow/spec'
import type { Graph } from '../graph/graph.js'
import { ofKind } from '../graph/lookup.js'
import type { Level } from './standards.js'
import { remembered } from '../graph/remembered.js'

export type EnforcedLevel = {
  readonly level: Level
  readonly field: Field
  /** False when the namespace is here with another level too, as where layers of files change it. */
  readonly isSure: boolean
}

export const enforceLabel = 'pod-security.kubernetes.io/enforce'

/** By namespace. Later files win, as they would when applied. */
export const enforcedLevels = remembered((graph: Graph): ReadonlyMap<string, EnforcedLevel> => {
  const found = new Map<string, EnforcedLevel>()
  const written = new Map<string, Set<string | undefined>>()
  for (const { name, field } of ofKind(graph, 'Namespace')) {
    const label = field.get('metadata', 'labels', enforceLabel)
    const others = written.get(name) ?? new Set()
    written.set(name, others.add(label.text))
    const level = levelOf(label.text)
    if (level !== undefined) found.set(name, { level, field: label, isSure: true })
  }
  for (const [name, enforced] of found) {
    if (written.get(name)?.size !== 1) found.set(name, { ...enforced, isSure: false })
  }
  return found
})

function levelOf(text: string | undefined): Level | undefined {
  return text === 'privileged' || text === 'baseline' || text === 'restricted' ? text : undefined
}
