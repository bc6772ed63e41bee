// Resolves diagnostics to files, lines and words, in the order in which everybody tells them.

import { spanOf, type SourceText } from '../source/source-text.js'
import type { Advice, Diagnostic, Location } from './diagnostic.js'
import { labelInKorean } from './labels-ko.js'
import type { PrintedAdvice, PrintedDiagnostic } from './report.js'
import { messageOf, type Language } from './words.js'

/** Findings in the order of their files and lines, each printed once. */
export function printedDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: readonly SourceText[],
  language: Language,
): readonly PrintedDiagnostic[] {
  return printedInOrder(diagnostics, sources, (one) => printDiagnostic(one, sources, language))
}

/** As `printedDiagnostics`, for who prints more of a finding than everybody does. */
export function printedInOrder<Printed>(
  diagnostics: readonly Diagnostic[],
  sources: readonly SourceText[],
  print: (finding: Diagnostic) => Printed,
): readonly Printed[] {
  const seen = new Set<string>()
  return sorted(diagnostics, sources)
    .map(print)
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
  sources: readonly SourceText[],
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

/** One finding in words, with its place and the places of its advice. */
export function printDiagnostic(
  finding: Diagnostic,
  sources: readonly SourceText[],
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
      ...finding.advice.map((advice) => printAdvice(advice, sources, language)),
    ],
  }
}

function printPlace(location: Location, sources: readonly SourceText[]) {
  return { file: location.document, ...spanOf(sources, location) }
}

function printFrame(
  location: Location,
  label: string,
  sources: readonly SourceText[],
): PrintedAdvice {
  return { kind: 'frame', label, ...printPlace(location, sources) }
}

function printAdvice(
  advice: Advice,
  sources: readonly SourceText[],
  language: Language,
): PrintedAdvice {
  const said = (label: string): string => (language === 'ko' ? labelInKorean(label) : label)
  if (advice.kind === 'frame') return printFrame(advice.location, advice.label, sources)
  if (advice.kind === 'list') return { kind: 'list', items: advice.items.map(said) }
  if (advice.kind === 'sum')
    return {
      ...advice,
      terms: advice.terms.map(({ label, value }) => ({ label: said(label), value })),
    }
  return advice
}
