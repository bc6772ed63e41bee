// Asks a YAML syntax tree what every reader of one needs: places, names of keys, and how deep a text goes.

import { isAlias, isCollection, isMap, isScalar, isSeq } from 'yaml'
import type { Document, Node } from 'yaml'

/** Offsets of the first character and behind the last one; none for what was not written. */
export type Range = readonly [start: number, end: number]

export function rangeOf(node: unknown): Range | undefined {
  return isNode(node) && node.range ? [node.range[0], node.range[1]] : undefined
}

const isNode = (value: unknown): value is Node =>
  isScalar(value) || isCollection(value) || isAlias(value)

/** A key as text; empty for one that is a list or a map. */
export function keyText(key: unknown): string {
  const value = isScalar(key) ? key.value : undefined
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? `${value}` : ''
}

/** Keys that stand in the same map before, in the order of the text. */
export function repeatedKeys(tree: Document): readonly unknown[] {
  const found: unknown[] = []
  const pending: unknown[] = [tree.contents]
  while (pending.length > 0) {
    const node = pending.pop()
    if (isSeq(node)) for (const item of node.items) pending.push(item)
    if (!isMap(node)) continue
    const keys = new Set<string>()
    for (const { key, value } of node.items) {
      const text = keyText(key)
      if (keys.has(text)) found.push(key)
      keys.add(text)
      pending.push(value)
    }
  }
  return found.toSorted((left, right) => startOf(left) - startOf(right))
}

const startOf = (node: unknown): number => rangeOf(node)?.[0] ?? 0

/** Bracket depth of flow collections: the parser recurses on it, so it is bounded before parsing. */
export function bracketDepth(text: string): number {
  let depth = 0
  let deepest = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === 0x5b || code === 0x7b) depth += 1
    else if ((code === 0x5d || code === 0x7d) && depth > 0) depth -= 1
    if (depth > deepest) deepest = depth
  }
  return deepest
}
