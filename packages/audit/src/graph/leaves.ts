// Walks through a structured file to every scalar in it.

import type { Field } from '@llmflow/spec'

/** A scalar and the keys that lead to it; items of lists have no key of their own. */
type Leaf = { readonly path: readonly string[]; readonly field: Field }

/** Deeper levels are not looked into. */
const depthMax = 40

export function leavesOf(root: Field): readonly Leaf[] {
  const leaves: Leaf[] = []
  collect(root, [], leaves)
  return leaves
}

function collect(field: Field, path: readonly string[], leaves: Leaf[]): void {
  if (field.text !== undefined) leaves.push({ path, field })
  if (field.text !== undefined || path.length > depthMax) return
  for (const { key, field: child } of field.entries) collect(child, [...path, key], leaves)
  for (const item of field.items) collect(item, [...path, ''], leaves)
}
