// Defines what every reporter prints: a command's findings, resolved to files, lines and words.

import {
  printedDiagnostics,
  sourceOf,
  type Language,
  type PrintedDiagnostic,
  type SourceText,
} from '@llmflow/spec'
import type { Outcome } from '../command.js'

export const reportKinds = ['terminal', 'json', 'sarif', 'github'] as const
export type ReportKind = (typeof reportKinds)[number]

/** A command's name with what it answered. */
export type Report = {
  readonly command: string
  readonly outcome: Outcome
  readonly language: Language
}

export const printedIn = ({ outcome, language }: Report): readonly PrintedDiagnostic[] =>
  printedDiagnostics(outcome.diagnostics, outcome.sources, language)

type Place = Pick<PrintedDiagnostic, 'file' | 'line' | 'column' | 'endLine' | 'endColumn'>

/** The place in a file that others can open: the beginning of the file from which a program made the text. */
export function placeOnDisk(place: Place, sources: readonly SourceText[]): Place {
  const file = sourceOf(sources, place.file)?.madeFrom
  return file === undefined ? place : { file, line: 1, column: 1, endLine: 1, endColumn: 2 }
}
