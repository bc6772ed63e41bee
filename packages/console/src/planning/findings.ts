// Puts diagnostics into words and places: what the command line prints, and offsets for the editor beside it.

import {
  printDiagnostic,
  printedInOrder,
  sourceOf,
  wordingOf,
  type Diagnostic,
  type Language,
  type SourceText,
} from '@llmflow/spec'
import type { Edit, Finding } from './messages.ts'

/** Findings in the order of their files and lines, each once. */
export const findingsOf = (
  diagnostics: readonly Diagnostic[],
  sources: readonly SourceText[],
  language: Language,
): readonly Finding[] =>
  printedInOrder(diagnostics, sources, (one) => findingOf(one, sources, language))

function findingOf(found: Diagnostic, sources: readonly SourceText[], language: Language): Finding {
  const { code, severity, message, file, line, column, endColumn, advice } = printDiagnostic(
    found,
    sources,
    language,
  )
  const { title, why, fix } = wordingOf(found.code, language)
  const source = sourceOf(sources, file)
  const from = source === undefined ? 0 : offsetOf(source.text, line, column)
  const to = Math.min(source?.text.length ?? 0, from + Math.max(1, endColumn - column))
  const repairs = source === undefined ? [] : repairsOf(found, source, from, to)
  return {
    code,
    severity,
    message,
    title,
    why,
    fix,
    file,
    line,
    column,
    endColumn,
    from,
    to,
    advice,
    repairs,
  }
}

/** The offset of a line and a column, both from 1. */
export function offsetOf(text: string, line: number, column: number): number {
  let at = 0
  for (let passed = 1; passed < line; passed += 1) {
    const next = text.indexOf('\n', at)
    if (next === -1) return text.length
    at = next + 1
  }
  return Math.min(text.length, at + column - 1)
}

/** What certainly repairs a finding: text that it names itself, exactly where it stands. */
function repairsOf(
  { advice, params, location }: Diagnostic,
  { name: file, text }: SourceText,
  from: number,
  to: number,
): readonly Edit[] {
  const begin = 'offset' in location ? location.offset : from
  const diffs = advice.flatMap((one): readonly Edit[] =>
    one.kind === 'diff' && one.remove !== '' && text.startsWith(one.remove, begin)
      ? [{ file, from: begin, to: begin + one.remove.length, insert: one.add }]
      : [],
  )
  return [
    ...diffs,
    ...suggested(params, text.slice(from, to)).map((insert) => ({ file, from, to, insert })),
  ]
}

/** A nearer name for what is written, or the number that would fit. */
function suggested(params: object, written: string): readonly string[] {
  const fields = new Map<string, unknown>(Object.entries(params))
  const suggestion = fields.get('suggestion')
  const name = fields.get('key') ?? fields.get('name')
  const bare = written.replace(/^(["'])(.*)\1$/, '$2')
  if (typeof suggestion === 'string' && suggestion !== '' && bare === name) {
    return [written.replace(bare, () => suggestion)]
  }
  const fits = fields.get('fits')
  return typeof fits === 'number' && /^\d+$/.test(written) ? [`${fits}`] : []
}
