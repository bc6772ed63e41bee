// Finds the lines and columns of a diagnostic's place in the texts that were read.

import { locate, maskSecrets, type Location, type SourceDocument, type Span } from '@llmflow/spec'

/** A text that a person wrote. `document` is there when the text is YAML that could be read. */
export type Source = {
  readonly name: string
  readonly text: string
  readonly document?: SourceDocument
  /** The file from which a program made this text; its lines are other ones. */
  readonly madeFrom?: string
}

const start: Span = { line: 1, column: 1, endLine: 1, endColumn: 2 }

/** The span of a place; the beginning of the file when the text is not there. */
export function spanOf(sources: readonly Source[], location: Location): Span {
  const source = sourceOf(sources, location.document)
  if (source === undefined) return start
  if ('offset' in location) return spanAt(source.text, location.offset, location.length)
  if (source.document === undefined) return start
  return locate(source.document, location.pointer, location.on)
}

export function sourceOf(sources: readonly Source[], name: string): Source | undefined {
  return sources.find((source) => source.name === name)
}

/** A line as it may be shown: logs outlive the terminal, so a secret in it is not repeated. */
export function lineOf({ text }: Source, line: number): string | undefined {
  const written = text.split(/\r?\n/)[line - 1]
  return written === undefined ? undefined : maskSecrets(written)
}

/** The span of a stretch of text, cut to its first line. */
function spanAt(text: string, offset: number, length: number): Span {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  const column = offset - (before.lastIndexOf('\n') + 1) + 1
  const lineEnd = text.indexOf('\n', offset)
  const room = (lineEnd === -1 ? text.length : lineEnd) - offset
  return { line, column, endLine: line, endColumn: column + Math.max(1, Math.min(length, room)) }
}
