// Puts diagnostics into words and places: what the command line prints, and offsets for the editor beside it.

import {
  locate,
  messageOf,
  wordingOf,
  type Advice,
  type Diagnostic,
  type Language,
  type Location,
  type PrintedAdvice,
  type Span,
} from '@llmflow/spec'
import type { Source } from './folder.ts'
import type { Edit, Finding } from './messages.ts'

const start: Span = { line: 1, column: 1, endLine: 1, endColumn: 2 }

/** Findings in the order of their files and lines, each once. */
export function findingsOf(
  diagnostics: readonly Diagnostic[],
  sources: readonly Source[],
  language: Language,
): readonly Finding[] {
  const order = new Map(sources.map(({ name }, index) => [name, index]))
  const seen = new Set<string>()
  return diagnostics
    .map((one) => findingOf(one, sources, language))
    .toSorted(
      (one, other) =>
        (order.get(one.file) ?? -1) - (order.get(other.file) ?? -1) ||
        one.line - other.line ||
        one.column - other.column,
    )
    .filter((finding) => {
      const key = JSON.stringify(finding)
      return seen.has(key) ? false : seen.add(key)
    })
}

function findingOf(found: Diagnostic, sources: readonly Source[], language: Language): Finding {
  const { title, why, fix } = wordingOf(found.code, language)
  const source = sourceCalled(found.location.document, sources)
  const { line, column, endColumn } = spanOf(found.location, sources)
  const from = source === undefined ? 0 : offsetOf(source.text, line, column)
  const to = Math.min(source?.text.length ?? 0, from + Math.max(1, endColumn - column))
  return {
    code: found.code,
    severity: found.severity,
    message: messageOf(found, language),
    title,
    why,
    fix,
    file: found.location.document,
    line,
    column,
    endColumn,
    from,
    to,
    advice: [
      ...found.related.map((location) => frameOf(location, '', sources)),
      ...found.advice.map((advice) => printedAdvice(advice, sources)),
    ],
    repairs: source === undefined ? [] : repairsOf(found, source, from, to),
  }
}

const sourceCalled = (name: string, sources: readonly Source[]): Source | undefined =>
  sources.find((source) => source.name === name)

function spanOf(location: Location, sources: readonly Source[]): Span {
  const source = sourceCalled(location.document, sources)
  if (source === undefined) return start
  if ('offset' in location) return spanAt(source.text, location.offset, location.length)
  return source.document === undefined
    ? start
    : locate(source.document, location.pointer, location.on)
}

/** The span of a stretch of text, cut to its first line. */
function spanAt(text: string, offset: number, length: number): Span {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  const column = offset - (before.lastIndexOf('\n') + 1) + 1
  const next = text.indexOf('\n', offset)
  const room = (next === -1 ? text.length : next) - offset
  return { line, column, endLine: line, endColumn: column + Math.max(1, Math.min(length, room)) }
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

function frameOf(location: Location, label: string, sources: readonly Source[]): PrintedAdvice {
  return { kind: 'frame', label, file: location.document, ...spanOf(location, sources) }
}

function printedAdvice(advice: Advice, sources: readonly Source[]): PrintedAdvice {
  switch (advice.kind) {
    case 'frame':
      return frameOf(advice.location, advice.label, sources)
    case 'list':
      return { kind: 'list', items: [...advice.items] }
    case 'sum':
      return { ...advice, terms: advice.terms.map((term) => ({ ...term })) }
    case 'diff':
    case 'command':
      return advice
  }
}

/** What certainly repairs a finding: text that it names itself, exactly where it stands. */
function repairsOf(
  { advice, params, location }: Diagnostic,
  { name: file, text }: Source,
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
