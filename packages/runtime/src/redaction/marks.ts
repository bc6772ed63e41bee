// Marks that stand for what was hidden: handing them out, and putting back what they stand for, also in a stream.

import type { MaskedKind, RedactionSession } from '../ports/redaction.js'
import { isWordCode, redactionKinds, type Recogniser, type RedactionKind } from './recogniser.js'

const kindPattern = redactionKinds.join('|')
const mark = new RegExp(`<(?:${kindPattern})_\\d{1,9}>`, 'y')
const marks = new RegExp(`<(?:${kindPattern})_\\d{1,9}>`, 'g')
/** The longest mark that may be waiting for its end: `<CORPORATE_NUMBER_123456789>`. */
const markCharactersMax = 32

/** A text that looks like a mark is hidden behind a mark itself: so it comes back as it was, and never as a value. */
export const literalMarks: Recogniser = {
  kind: 'LITERAL',
  triggers: '<',
  find(text, index) {
    mark.lastIndex = index
    return mark.test(text) ? { start: index, end: mark.lastIndex } : undefined
  },
}

export type Marks = {
  /** The mark of a value: the same for the same value. */
  markOf(kind: RedactionKind, value: string): string
  readonly restore: RedactionSession['restore']
  readonly counts: RedactionSession['counts']
}

export function makeMarks(): Marks {
  const byValue = new Map<string, string>()
  const byMark = new Map<string, string>()
  const last = new Map<RedactionKind, number>()
  const counts: { [kind in MaskedKind]?: number } = {}
  return {
    counts,
    markOf(kind, value) {
      const key = `${kind}:${value}`
      const known = byValue.get(key)
      if (known !== undefined) return known
      const number = (last.get(kind) ?? 0) + 1
      last.set(kind, number)
      if (kind !== 'LITERAL') counts[kind] = number
      const made = `<${kind}_${number}>`
      byValue.set(key, made)
      byMark.set(made, value)
      return made
    },
    restore: (text, shown = (value) => value) =>
      text.replace(marks, (found) => shown(byMark.get(found) ?? found)),
  }
}

/** Where the last part of a text begins that may become a mark when more comes; its length when there is none. */
function beginningOfMark(text: string): number {
  const start = text.lastIndexOf('<')
  if (start === -1 || text.length - start > markCharactersMax) return text.length
  for (let index = start + 1; index < text.length; index += 1) {
    if (!isWordCode(text.charCodeAt(index))) return text.length
  }
  return start
}

/** Restores a stream of pieces: all that was pushed and given back, joined, equals the whole text restored. */
export function restoring(marks: Marks): { push(piece: string): string; end(): string } {
  let kept = ''
  return {
    push(piece) {
      const text = kept + piece
      const end = beginningOfMark(text)
      kept = text.slice(end)
      return marks.restore(text.slice(0, end))
    },
    end() {
      const rest = marks.restore(kept)
      kept = ''
      return rest
    },
  }
}
