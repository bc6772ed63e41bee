// Follows the reasons of a value: its formula, its terms, and theirs, down to what a person wrote.

import {
  lineOf,
  locate,
  printPlanValue,
  sourceOf,
  valueIn,
  type Inventory,
  type Language,
  type Layered,
  type Plan,
  type Platform,
  type Pointer,
  type Sourced,
  type SourceText,
  type Term,
} from '@llmflow/spec'
import { formulaIn, sourceIn, termNameIn, valueIn as valueWords } from './words.js'

/** A plan with what it was made from, as far as that is at hand. */
type Explainable = {
  readonly plan: Plan | undefined
  readonly sources: readonly SourceText[]
  readonly platform?: Sourced<Platform> | undefined
  readonly inventory?: Sourced<Inventory> | undefined
}

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

/** The chains of reasons behind those paths that have one; a value that comes twice is explained once. */
export function chainsOf(
  paths: readonly Pointer[],
  planned: Explainable,
  language: Language,
): readonly Link[] {
  const { plan } = planned
  if (plan === undefined) return []
  const told = { planned, plan, language, seen: new Set<Pointer>() }
  return paths.filter((path) => plan.reasons[path] !== undefined).map((path) => linkOf(path, told))
}

type Told = {
  readonly planned: Explainable
  readonly plan: Plan
  readonly language: Language
  readonly seen: Set<Pointer>
}

function linkOf(path: Pointer, told: Told): Link {
  const { plan, language, seen } = told
  seen.add(path)
  const reason = plan.reasons[path]
  return {
    path,
    value: valueWords(language, printPlanValue(path, valueIn(plan, path))),
    rule: reason?.rule ?? '',
    formula: formulaIn(language, reason?.formula ?? ''),
    terms: (reason?.terms ?? []).map((term) => ({
      name: termNameIn(language, term),
      value: valueWords(language, term.value),
      from: originOf(term, told),
    })),
  }
}

function originOf({ source }: Term, told: Told): Origin {
  const { planned, plan, language, seen } = told
  switch (source.kind) {
    case 'fact':
      return { kind: 'fact', source: sourceIn(language, source.source) }
    case 'plan': {
      const { path } = source
      const isAbove = seen.has(path)
      if (isAbove || plan.reasons[path] === undefined) return { kind: 'plan', path, isAbove }
      return { kind: 'plan', path, isAbove, because: linkOf(path, told) }
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
  sources: readonly SourceText[],
): Origin {
  if (layered === undefined) return { kind: 'setting', file, pointer }
  const origin = layered.originOf(pointer)
  const source = origin === undefined ? undefined : sourceOf(sources, origin.document)
  if (origin === undefined || source?.document === undefined) return { kind: 'default', pointer }
  const { line, column } = locate(source.document, origin.pointer, 'value')
  const text = (lineOf(source, line) ?? '').trim()
  return { kind: 'written', file: source.name, line, column, text }
}
