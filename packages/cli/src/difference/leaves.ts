// Lists the leaves in which two values differ.

import { isObject, pointer, type Pointer } from '@llmflow/spec'

export type Leaf = { readonly path: Pointer; readonly before: unknown; readonly after: unknown }

/** Objects are compared key by key; lists and single values as a whole. Undefined is not there. */
export function differingLeaves(
  before: unknown,
  after: unknown,
  path: Pointer = '',
): readonly Leaf[] {
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return keys.flatMap((key) => differingLeaves(before[key], after[key], path + pointer(key)))
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }]
}
