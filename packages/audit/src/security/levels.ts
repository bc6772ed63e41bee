// Finds the Pod Security level that a namespace of the files enforces.

import type { Field } from '@llmflow/spec'
import type { Graph } from '../graph/graph.js'
import { ofKind } from '../graph/index.js'
import type { Level } from './standards.js'

export type EnforcedLevel = { readonly level: Level; readonly field: Field }

export const enforceLabel = 'pod-security.kubernetes.io/enforce'

const levels = new WeakMap<Graph, ReadonlyMap<string, EnforcedLevel>>()

/** By namespace. Later files win, as they would when applied. */
export function enforcedLevels(graph: Graph): ReadonlyMap<string, EnforcedLevel> {
  const known = levels.get(graph)
  if (known !== undefined) return known
  const found = new Map(
    ofKind(graph, 'Namespace').flatMap(({ name, field }) => {
      const label = field.get('metadata', 'labels', enforceLabel)
      const level = levelOf(label.text)
      return level === undefined ? [] : [[name, { level, field: label }] as const]
    }),
  )
  levels.set(graph, found)
  return found
}

function levelOf(text: string | undefined): Level | undefined {
  return text === 'privileged' || text === 'baseline' || text === 'restricted' ? text : undefined
}
