// What a recogniser is: data that says where to look, and a small function that says whether it is one.

import { maskedKinds } from '../ports/redaction.js'

/** Every kind of thing that is hidden. `LITERAL` is a text that looks like a mark of ours and was there before. */
export const redactionKinds = [...maskedKinds, 'LITERAL'] as const

export type RedactionKind = (typeof redactionKinds)[number]

/** Part of a text, from `start` up to but without `end`, in UTF-16 units. */
export type Span = { readonly start: number; readonly end: number }

export type Match = Span & { readonly kind: RedactionKind }

/** Looks at every place where one of its characters stands; its cost there has a bound, whatever the text is. */
type TriggeredRecogniser = {
  readonly kind: RedactionKind
  readonly triggers: string
  find(text: string, index: number): Span | undefined
}

/** Digits in groups, as they stand in a text. */
export type FoundNumber = Span & {
  /** The whole text, in which full-width characters are plain. */
  readonly text: string
  readonly digits: string
  /** One character for each gap between groups: `-`, `.`, `)`, `/` or a space. */
  readonly separators: string
}

/** Looks at every number whose groups have one of the layouts, `6-7` for six digits and seven. */
type NumberRecogniser = {
  readonly kind: RedactionKind
  readonly layouts: readonly string[]
  accepts(found: FoundNumber): boolean
}

export type Recogniser = TriggeredRecogniser | NumberRecogniser

/** Whether one of the words stands shortly before the place: on its line or the one above. */
export function isAfter(text: string, start: number, words: RegExp, reach: number = 40): boolean {
  return words.test(text.slice(Math.max(0, start - reach), start))
}

/** Whether a character is a letter or digit of ASCII, or `_`: what joins on to an identifier. */
export function isWordCode(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 95
  )
}

/** Whether a word goes on into the place; the `n` of a `\\n` in JSON is the end of a line, and no word. */
export function isJoinedOnLeft(text: string, start: number): boolean {
  return isWordCode(text.charCodeAt(start - 1)) && !isEscape(text, start - 1)
}

/** Whether the letter is what a backslash makes a space of. */
export function isEscape(text: string, index: number): boolean {
  return 'nrt'.includes(text.charAt(index)) && text.charCodeAt(index - 1) === 92
}

export function isDigitCode(code: number): boolean {
  return code >= 48 && code <= 57
}

export function isHangulCode(code: number): boolean {
  return code >= 0xac00 && code <= 0xd7a3
}

/** A list that reads better as a line of text. */
export function words(text: string): readonly string[] {
  return text.split(' ')
}

/** Values by a key of theirs, in their order. */
export function groupBy<Key, Value>(
  values: readonly Value[],
  keyOf: (value: Value) => Key,
): ReadonlyMap<Key, readonly Value[]> {
  const groups = new Map<Key, Value[]>()
  for (const value of values) {
    const key = keyOf(value)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [value])
    else group.push(value)
  }
  return groups
}
