// Walks through structured files: by a path with wildcards, or over every scalar.

import type { Field } from '@llmflow/spec'

/** Fields under a path; `*` stands for every item of a list. */
export function fieldsAt(field: Field, path: string): readonly Field[] {
  if (path === '') return field.value === undefined ? [] : [field]
  return path.split('.').reduce<readonly Field[]>(
    (fields, key) =>
      fields.flatMap((one) => {
        if (key === '*') return one.items
        const next = one.get(key)
        return next.value === undefined ? [] : [next]
      }),
    [field],
  )
}

/** Deeper than any values file that people write. */
const depthMax = 24

/** A scalar with the keys that lead to it; items of a list go by the key of the list. */
export type Leaf = {
  readonly path: readonly string[]
  readonly field: Field
  /** The map that it stands in. */
  readonly around: Field
}

/** Scalars of everything that is switched on; what is external is used when the inner one is off. */
export function leavesOf(root: Field): readonly Leaf[] {
  const leaves: Leaf[] = []
  collect(root, root, [], leaves)
  return leaves
}

function collect(field: Field, around: Field, path: readonly string[], leaves: Leaf[]): void {
  if (path.length > depthMax) return
  const { entries } = field
  if (entries.length > 0) {
    const isOff = field.get('enabled').text === 'false'
    for (const { key, field: value } of entries) {
      if (!isOff || /^external/i.test(key)) collect(value, field, [...path, key], leaves)
    }
    return
  }
  const { items } = field
  if (items.length > 0) for (const item of items) collect(item, around, path, leaves)
  else if (field.text !== undefined && field.text !== '') leaves.push({ path, field, around })
}
