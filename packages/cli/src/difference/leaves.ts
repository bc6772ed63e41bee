// Lists the leaves in which two values differ.

import { isObject, pointer, type Pointer } from '@llmflow/spec'

export type Leaf = { readonly path: Pointer; readonly before: unknown; readonly after: unknown }

/** Objects are compared key by key, lists of named entries by name, everything else as a whole. */
export function differingLeaves(
  before: unknown,
  after: unknown,
  path: Pointer = '',
): readonly Leaf[] {
  const old = byKey(before)
  const now = byKey(after)
  if (old !== undefined && now !== undefined) {
    const keys = [...new Set([...old.keys(), ...now.keys()])]
    return keys.flatMap((key) => differingLeaves(old.get(key), now.get(key), path + pointer(key)))
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }]
}

function byKey(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (isObject(value)) return new Map(Object.entries(value))
  if (!Array.isArray(value) || value.length === 0) return undefined
  const entries = value.map((item: unknown): [string | undefined, unknown] => [nameOf(item), item])
  const named = entries.flatMap(([name, item]): [string, unknown][] =>
    name === undefined ? [] : [[name, item]],
  )
  const map = new Map(named)
  return map.size === value.length ? map : undefined
}

/** Entries of a workload are told apart by `name`, files by their `path`. */
function nameOf(item: unknown): string | undefined {
  if (!isObject(item)) return undefined
  const name = item['name'] ?? item['path']
  return typeof name === 'string' ? name : undefined
}
