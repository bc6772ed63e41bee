// Follows the reasons of a value: its formula, its terms, and theirs, down to what a person wrote.

import {
  isObject,
  locate,
  segmentsOf,
  type Layered,
  type Plan,
  type Pointer,
  type Term,
} from '@llmflow/spec'
import { lineOf, sourceOf, type Source } from '../sources/source.js'
import { printPlanValue } from '../overview/values.js'
import type { Planned } from '../platform/planned.js'

/** A value with its reason. */
export type Link = {
  readonly path: Pointer
  readonly value: string
  readonly rule: string
  readonly formula: string
  readonly terms: readonly LinkTerm[]
}

export type LinkTerm = { readonly name: string; readonly value: string; readonly from: Origin }

/** Where a term comes from. */
export type Origin =
  | {
      readonly kind: 'written'
      readonly file: string
      readonly line: number
      readonly column: number
      readonly text: string
    }
  | { readonly kind: 'default'; readonly pointer: Pointer }
  /** A setting of files that are not at hand. */
  | { readonly kind: 'setting'; readonly file: string; readonly pointer: Pointer }
  | { readonly kind: 'fact'; readonly source: string }
  /** Another value of the plan; `because` is absent when it is explained above or not at all. */
  | {
      readonly kind: 'plan'
      readonly path: Pointer
      readonly because?: Link
      readonly isAbove: boolean
    }

/** The chains of reasons behind paths; a value that comes twice is explained once. */
export function chainsOf(paths: readonly Pointer[], planned: Planned, plan: Plan): readonly Link[] {
  const seen = new Set<Pointer>()
  return paths.map((path) => linkOf(path, planned, plan, seen))
}

function linkOf(path: Pointer, planned: Planned, plan: Plan, seen: Set<Pointer>): Link {
  seen.add(path)
  const reason = plan.reasons[path]
  return {
    path,
    value: printPlanValue(path, valueIn(plan, path)),
    rule: reason?.rule ?? '',
    formula: reason?.formula ?? '',
    terms: (reason?.terms ?? []).map((term) => ({
      name: term.name,
      value: term.value,
      from: originOf(term, planned, plan, seen),
    })),
  }
}

function originOf({ source }: Term, planned: Planned, plan: Plan, seen: Set<Pointer>): Origin {
  switch (source.kind) {
    case 'fact':
      return source
    case 'plan': {
      const { path } = source
      const isAbove = seen.has(path)
      if (isAbove || plan.reasons[path] === undefined) return { kind: 'plan', path, isAbove }
      return { kind: 'plan', path, isAbove, because: linkOf(path, planned, plan, seen) }
    }
    case 'platform':
      return settingOf('llmflow.yaml', source.pointer, planned.platform?.layered, planned.sources)
    case 'inventory':
      return settingOf(
        'inventory.yaml',
        source.pointer,
        planned.inventory?.layered,
        planned.sources,
      )
  }
}

function settingOf(
  file: string,
  pointer: Pointer,
  layered: Layered | undefined,
  sources: readonly Source[],
): Origin {
  if (layered === undefined) return { kind: 'setting', file, pointer }
  const origin = layered.originOf(pointer)
  const source = origin === undefined ? undefined : sourceOf(sources, origin.document)
  if (origin === undefined || source?.document === undefined) return { kind: 'default', pointer }
  const { line, column } = locate(source.document, origin.pointer, 'value')
  const text = (lineOf(source, line) ?? '').trim()
  return { kind: 'written', file: source.name, line, column, text }
}

export function valueIn(value: unknown, path: Pointer): unknown {
  let current = value
  for (const segment of segmentsOf(path)) {
    if (Array.isArray(current)) current = current[Number(segment)]
    else current = isObject(current) ? current[segment] : undefined
  }
  return current
}
