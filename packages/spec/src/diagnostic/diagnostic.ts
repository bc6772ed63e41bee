// Defines a diagnostic: a finding with a code, a place, facts and a way out, but no words.

import type { Pointer } from '../source/pointer.js'
import { severities, type Code, type DiagnosticParams } from './codes.js'

export type Severity = 'error' | 'warning' | 'info'

/** Where a finding is. Lines and columns are computed when it is printed. */
export type Location =
  | {
      readonly document: string
      readonly pointer: Pointer
      /** Whether the name of the setting is meant, or what it is set to. */
      readonly on: 'key' | 'value'
    }
  | { readonly document: string; readonly offset: number; readonly length: number }

/** One line of arithmetic: `8 replicas × 4 GPUs`, 32. */
export type SumTerm = { readonly label: string; readonly value: number }

/** A closed set of ways to show what to do. */
export type Advice =
  /** Another place that matters, shown with its source lines. */
  | { readonly kind: 'frame'; readonly location: Location; readonly label: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Text to replace at the diagnostic's own place. */
  | { readonly kind: 'diff'; readonly remove: string; readonly add: string }
  /** The arithmetic behind a claim, so that the reader can check it. */
  | {
      readonly kind: 'sum'
      readonly terms: readonly SumTerm[]
      readonly total: number
      readonly limit: number
      readonly unit: SumUnit
    }
  | { readonly kind: 'command'; readonly command: string }

export type SumUnit = 'gpus' | 'bytes' | 'cpu-millis' | 'nodes' | 'connections' | 'count' | 'watts'

export type DiagnosticOf<C extends Code> = {
  readonly code: C
  readonly severity: Severity
  readonly params: DiagnosticParams[C]
  readonly location: Location
  readonly related: readonly Location[]
  readonly advice: readonly Advice[]
}

export type Diagnostic = DiagnosticOf<Code>

type Details = {
  readonly severity?: Severity
  readonly related?: readonly Location[]
  readonly advice?: readonly Advice[]
}

/** Makes a diagnostic with the code's usual severity. */
export function diagnostic<C extends Code>(
  code: C,
  location: Location,
  params: DiagnosticParams[C],
  details: Details = {},
): Diagnostic {
  return {
    code,
    severity: details.severity ?? severities[code],
    params,
    location,
    related: details.related ?? [],
    advice: details.advice ?? [],
  }
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error')
}

/** Findings that are not among those that are known: the same code at one place with the same params is one. */
export const withoutKnown = (
  found: readonly Diagnostic[],
  known: readonly Diagnostic[],
): readonly Diagnostic[] => found.filter((one) => !known.some((other) => isSame(one, other)))

const isSame = (left: Diagnostic, right: Diagnostic): boolean =>
  left.code === right.code &&
  JSON.stringify([left.location, left.params]) === JSON.stringify([right.location, right.params])
