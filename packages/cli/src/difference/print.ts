// Prints a differing value so that the difference is in sight.

import {
  isObject,
  printPlanValue,
  segmentsOf,
  type AddressPart,
  type FieldPart,
  type MembersPart,
  type SecretPart,
} from '@llmflow/spec'
import { printable } from '../terminal/printable.js'
import { cut } from '../terminal/width.js'
import type { Leaf } from './leaves.js'

/** Longer values are cut. */
const valueWidthMax = 60

export function leafLine({ path, before, after }: Leaf): string {
  const old = shown(path, before)
  const now = shown(path, after)
  const [first, second] = firstDifferingLines(old, now)
  const print = (text: string): string =>
    cut(text.trim() === '' ? '–' : printable(text.trim()), valueWidthMax)
  return `${segmentsOf(path).join('.')}: ${print(first)} → ${print(second)}`
}

function shown(path: string, value: unknown): string {
  if (value === undefined) return ''
  return isText(value) ? value.map(partText).join('') : printPlanValue(path, value)
}

type Part = string | AddressPart | MembersPart | SecretPart | FieldPart

/** Text of a workload: words with addresses, secrets and fields between them. */
function isText(value: unknown): value is readonly Part[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((part) => typeof part === 'string' || (isObject(part) && 'kind' in part))
  )
}

function partText(part: Part): string {
  if (typeof part === 'string') return part
  switch (part.kind) {
    case 'address':
    case 'members':
      return `\${${part.workload}:${part.port}}`
    case 'secret':
      return `\${${part.secret}.${part.key}}`
    default:
      return `\${${part.kind}}`
  }
}

/** Of long texts, only the first lines that differ say something. */
function firstDifferingLines(before: string, after: string): readonly [string, string] {
  const old = before.split('\n')
  const now = after.split('\n')
  const index = Math.max(
    0,
    old.findIndex((line, at) => line !== now[at]),
  )
  return [old[index] ?? '', now[index] ?? '']
}
