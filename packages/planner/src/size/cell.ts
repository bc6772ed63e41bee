// Defines a cell of a sizing table: a number with the formula and the terms that it was computed from.

import type { FigureUnit, Reason, Term } from '@llmflow/spec'

export type Cell = {
  readonly value: number
  readonly unit: FigureUnit | 'watts'
  readonly formula: string
  readonly terms: readonly Term[]
}

export function cellOf(
  value: number,
  unit: Cell['unit'],
  because: Pick<Reason, 'formula' | 'terms'> | undefined,
): Cell {
  return { value, unit, formula: because?.formula ?? '', terms: because?.terms ?? [] }
}

/** A sum of parts; parts that come to nothing are left out. */
export function sumCell(
  unit: Cell['unit'],
  formula: string,
  parts: readonly { readonly value: number; readonly term: Term }[],
): Cell {
  const own = parts.filter(({ value }) => value > 0)
  return {
    value: own.reduce((total, { value }) => total + value, 0),
    unit,
    formula,
    terms: own.map(({ term }) => term),
  }
}
