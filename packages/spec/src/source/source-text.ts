// Keeps the texts that were read, and finds the lines and columns of a diagnostic's place in them.

import type { Diagnostic, Location } from '../diagnostic/diagnostic.js'
import { locate, readDocument, type SourceDocument, type Span } from './document.js'
import { maskSecrets } from './secret-names.js'

/** A text and its name as the person gave it. */
export type TextFile = { readonly name: string; readonly text: string }

/** A text that a person wrote. `document` is there when the text is YAML that could be read. */
export type SourceText = TextFile & {
  readonly document?: SourceDocument
  /** The file from which a program made this text; its lines are other ones. */
  readonly madeFrom?: string
}

/** Reads a text as YAML. Never throws: what is wrong comes back as diagnostics. */
export function readSource({ name, text }: TextFile): {
  readonly source: SourceText
  readonly diagnostics: readonly Diagnostic[]
} {
  const { document, diagnostics } = readDocument(name, text)
  return { source: document === undefined ? { name, text } : { name, text, document }, diagnostics }
}

const start: Span = { line: 1, column: 1, endLine: 1, endColumn: 2 }

/** The span of a place; the beginning of the file when the text is not there. */
export function spanOf(sources: readonly SourceText[], location: Location): Span {
  const source = sourceOf(sources, location.document)
  if (source === undefined) return start
  if ('offset' in location) return spanAt(source, location.offset, location.length)
  if (source.document === undefined) return start
  return locate(source.document, location.pointer, location.on)
}

/** The text with a name. */
export function sourceOf(sources: readonly SourceText[], name: string): SourceText | undefined {
  return sources.find((source) => source.name === name)
}

/** A line as it may be shown: logs outlive the terminal, so a secret in it is not repeated. */
export function lineOf(source: SourceText, line: number): string | undefined {
  const { text } = source
  const starts = lineStartsOf(source)
  const [start, next] = [starts[line - 1], starts[line]]
  if (start === undefined) return undefined
  const written = next === undefined ? text.slice(start) : text.slice(start, next - 1)
  return maskSecrets(written.endsWith('\r') ? written.slice(0, -1) : written)
}

/** The span of a stretch of text, cut to its first line. */
function spanAt(source: SourceText, offset: number, length: number): Span {
  const { text } = source
  const starts = lineStartsOf(source)
  const line = lineAt(starts, offset)
  const column = offset - (starts[line - 1] ?? 0) + 1
  const next = starts[line]
  const room = (next === undefined ? text.length : next - 1) - offset
  return { line, column, endLine: line, endColumn: column + Math.max(1, Math.min(length, room)) }
}

/** A long file with many findings is asked for each of them. */
const lineStarts = new WeakMap<SourceText, readonly number[]>()

function lineStartsOf(source: SourceText): readonly number[] {
  const known = lineStarts.get(source)
  if (known !== undefined) return known
  const { text } = source
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  lineStarts.set(source, starts)
  return starts
}

/** The number of the last line that begins at or before an offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low + 1
}
