// Explains values: which step and rule set them, from which terms, down to the line that a person wrote.

import type { Pointer } from '../source/pointer.js'

/** Where a term of a formula comes from. */
export type Source =
  /** A setting of the platform or inventory, written or left to its default. */
  | { readonly kind: 'platform'; readonly pointer: Pointer }
  | { readonly kind: 'inventory'; readonly pointer: Pointer }
  /** Another value of the plan. */
  | { readonly kind: 'plan'; readonly path: Pointer }
  /** A fact of the catalog, with where it was read. */
  | { readonly kind: 'fact'; readonly source: string }

/** One quantity in a formula, printed as people read it: `concurrent users`, `100`. */
export type Term = { readonly name: string; readonly value: string; readonly source: Source }

/** Why a value is what it is. */
export type Because = {
  /** The rule, as `component/figure`: `vllm/cache-tokens`. */
  readonly rule: string
  /** The arithmetic in words: `⌈requests in flight × share ÷ sequences per replica⌉`; empty when nothing is computed. */
  readonly formula: string
  readonly terms: readonly Term[]
}

/** A value with its reason. */
export type Explained<Value> = { readonly value: Value; readonly because: Because }

/** A reason in the plan's side table, under the path of the value that it explains. */
export type Reason = Because & { readonly step: string }

export function explained<Value>(
  value: Value,
  rule: string,
  formula: string,
  terms: readonly Term[],
): Explained<Value> {
  return { value, because: { rule, formula, terms } }
}

export const fromPlatform = (name: string, value: string, path: Pointer): Term => ({
  name,
  value,
  source: { kind: 'platform', pointer: path },
})
export const fromInventory = (name: string, value: string, path: Pointer): Term => ({
  name,
  value,
  source: { kind: 'inventory', pointer: path },
})
export const fromPlan = (name: string, value: string, path: Pointer): Term => ({
  name,
  value,
  source: { kind: 'plan', path },
})
export const fromFact = (name: string, value: string, source: string): Term => ({
  name,
  value,
  source: { kind: 'fact', source },
})
