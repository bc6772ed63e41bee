// Resolves diagnostics to files, lines and words: what every reporter prints.

import {
  messageOf,
  type Advice,
  type Diagnostic,
  type Language,
  type Location,
  type PrintedAdvice,
  type PrintedDiagnostic,
} from '@llmflow/spec'
import type { Outcome } from '../command.js'
import { sourceOf, spanOf, type Source } from '../sources/source.js'

export const reportKinds = ['terminal', 'json', 'sarif', 'github'] as const
export type ReportKind = (typeof reportKinds)[number]

/** A command's name with what it answered. */
export type Report = {
  readonly command: string
  readonly outcome: Outcome
  readonly language: Language
}

/** Findings in the order of their files and lines, each printed once. */
export function printedDiagnostics({ outcome, language }: Report): readonly PrintedDiagnostic[] {
  const seen = new Set<string>()
  return sorted(outcome.diagnostics, outcome.sources)
    .map((finding) => print(finding, outcome.sources, language))
    .filter((printed) => {
      const key = JSON.stringify(printed)
      if (seen.has(key)) return false
      seen.add(key)
      return true
    })
}

/** Findings by file, in the order in which the files were read, then by line and column. */
function sorted(
  diagnostics: readonly Diagnostic[],
  sources: readonly Source[],
): readonly Diagnostic[] {
  const names = sources.map(({ name }) => name)
  const placed = diagnostics.map((finding) => ({
    finding,
    file: names.indexOf(finding.location.document),
    span: spanOf(sources, finding.location),
  }))
  return placed
    .toSorted(
      (one, other) =>
        one.file - other.file ||
        one.span.line - other.span.line ||
        one.span.column - other.span.column,
    )
    .map(({ finding }) => finding)
}

function print(
  finding: Diagnostic,
  sources: readonly Source[],
  language: Language,
): PrintedDiagnostic {
  return {
    code: finding.code,
    severity: finding.severity,
    message: messageOf(finding, language),
    params: { ...finding.params },
    ...printPlace(finding.location, sources),
    path: 'pointer' in finding.location ? finding.location.pointer : '',
    advice: [
      ...finding.related.map((location) => printFrame(location, '', sources)),
      ...finding.advice.map((advice) => printAdvice(advice, sources)),
    ],
  }
}

function printPlace(location: Location, sources: readonly Source[]) {
  return { file: location.document, ...spanOf(sources, location) }
}

function printFrame(location: Location, label: string, sources: readonly Source[]): PrintedAdvice {
  return { kind: 'frame', label, ...printPlace(location, sources) }
}

function printAdvice(advice: Advice, sources: readonly Source[]): PrintedAdvice {
  if (advice.kind === 'frame') return printFrame(advice.location, advice.label, sources)
  if (advice.kind === 'list') return { kind: 'list', items: [...advice.items] }
  if (advice.kind === 'sum') return { ...advice, terms: advice.terms.map((term) => ({ ...term })) }
  return advice
}

type Place = Pick<PrintedDiagnostic, 'file' | 'line' | 'column' | 'endLine' | 'endColumn'>

/** The place in a file that others can open: the beginning of the file from which a program made the text. */
export function placeOnDisk(place: Place, sources: readonly Source[]): Place {
  const file = sourceOf(sources, place.file)?.madeFrom
  return file === undefined ? place : { file, line: 1, column: 1, endLine: 1, endColumn: 2 }
}
