// Prints plain values as YAML that YAML 1.1 readers, such as kubectl's, take for what they are.

import { stringify } from 'yaml'

/** Keys stay in the order in which they were built; nothing is folded, anchored or left to a reader's guess. */
export function printYaml(value: unknown): string {
  return stringify(value, {
    aliasDuplicateObjects: false,
    compat: 'yaml-1.1',
    indentSeq: true,
    lineWidth: 0,
  })
}
