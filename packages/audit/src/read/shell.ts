// Reads shell text as simple commands: what runs, with which words, wherever loops, pipes and quotes put it.

import { cut, piecesOf, type Excerpt, type Piece } from '@llmflow/spec'
import type { ShellCommand, Word } from '../graph/graph.js'

/** Longest shell text that is read; installers with an archive inside are longer and hold nothing to judge. */
const charactersMax = 400_000
/** Most levels of `$(…)` in each other that are looked into. */
const substitutionsMax = 6

/** The simple commands of a text in their order, those inside `$(…)` included. */
export function readShell(excerpt: Excerpt): readonly ShellCommand[] {
  const { text } = excerpt
  if (text.length > charactersMax) return []
  return commandsOf(excerpt, 0, '')
}

/** Words that stand before a command, or alone, and are none. */
const keywords: ReadonlySet<string> = new Set(
  'if then elif else fi while until do done esac time ! { } $'.split(' '),
)

type Reading = {
  readonly excerpt: Excerpt
  readonly depth: number
  readonly commands: ShellCommand[]
  /** The words of the command that is being read. */
  words: Word[]
  start: number
  end: number
  /** Ends of here-documents whose text begins with the next line. */
  awaited: { readonly end: string; readonly isIndented: boolean }[]
  caseDepth: number
  /** What the last comment says, over all its lines. */
  comment: string
  /** Whether the line before was that comment, so that the next one goes on. */
  isCommenting: boolean
}

function commandsOf(excerpt: Excerpt, depth: number, comment: string): readonly ShellCommand[] {
  const reading: Reading = {
    excerpt,
    depth,
    commands: [],
    words: [],
    start: 0,
    end: 0,
    awaited: [],
    caseDepth: 0,
    comment,
    isCommenting: false,
  }
  for (let at = 0; at < excerpt.text.length;) at = step(reading, at)
  finish(reading)
  return reading.commands
}

/** Reads what begins at a position and returns where the next thing begins. */
function step(reading: Reading, at: number): number {
  const { text } = reading.excerpt
  const character = text.charAt(at)
  if (character === '\n') {
    finish(reading)
    return afterHereDocuments(reading, at + 1)
  }
  if (/\s/.test(character)) return at + 1
  if (character === '\\' && /^\\\r?\n/.test(text.slice(at, at + 3))) {
    return text.indexOf('\n', at) + 1
  }
  if (character === '#') return commented(reading, at)
  const redirection = /^(\d*|&)(<<-?|<<<|>>|>&|<&|>\||<>|[<>])(?!\()/.exec(text.slice(at, at + 12))
  if (redirection !== null) return redirected(reading, at, redirection)
  if (/[;&|()]/.test(character)) return separated(reading, at)
  return worded(reading, at)
}

/** A comment says what the commands after it are for; one behind a command says nothing of the next. */
function commented(reading: Reading, at: number): number {
  const { text } = reading.excerpt
  const end = lineEnd(text, at)
  const said = text
    .slice(at, end)
    .replace(/^#+\s*/, '')
    .trim()
  if (reading.words.length > 0) return end
  reading.comment = reading.isCommenting ? `${reading.comment} ${said}` : said
  reading.isCommenting = true
  return end
}

/**
 * `;`, `&`, `|` and brackets end a command. The pattern of a `case` ends with a bracket and is none; nor is the name
 * of a function that is defined.
 */
function separated(reading: Reading, at: number): number {
  const { text } = reading.excerpt
  const character = text.charAt(at)
  const isPattern = character === ')' && reading.caseDepth > 0
  const isDefinition = reading.words.length === 1 && /^\(\s*\)/.test(text.slice(at, at + 4))
  if (isPattern || isDefinition) reading.words = []
  finish(reading)
  return at + 1
}

/** What a command reads from or writes to is no word of it. */
function redirected(reading: Reading, at: number, match: RegExpExecArray): number {
  const { text } = reading.excerpt
  const operator = match[2] ?? ''
  let next = at + match[0].length
  while (/[ \t]/.test(text.charAt(next))) next += 1
  if (/[\s;|)]|^$/.test(text.charAt(next))) return Math.max(next, at + 1)
  const { word, end, substitutions } = wordAt(reading.excerpt, next)
  if (operator === '<<' || operator === '<<-') {
    reading.awaited.push({ end: word.text, isIndented: operator === '<<-' })
  }
  reading.end = end
  lookInto(reading, substitutions)
  return Math.max(end, next + 1)
}

function worded(reading: Reading, at: number): number {
  const { word, end, substitutions } = wordAt(reading.excerpt, at)
  if (end === at) return at + 1
  const isFirst = reading.words.length === 0
  if (isFirst && word.text === 'esac') reading.caseDepth = Math.max(0, reading.caseDepth - 1)
  if (word.text === 'in' && reading.words[0]?.text === 'case') {
    reading.caseDepth += 1
    reading.words = []
  } else if (!(isFirst && keywords.has(word.text))) {
    if (isFirst) reading.start = at
    reading.words.push(word)
    reading.end = end
  }
  lookInto(reading, substitutions)
  return end
}

function finish(reading: Reading): void {
  const { words, start, end, excerpt } = reading
  if (words.length > 0) {
    const { comment } = reading
    reading.commands.push({ words, place: excerpt.place(start, end - start), comment })
    reading.isCommenting = false
  }
  reading.words = []
}

function lookInto(reading: Reading, substitutions: readonly Piece[]): void {
  if (reading.depth >= substitutionsMax) return
  for (const { start, length } of substitutions) {
    const inner = cut(reading.excerpt, start, start + length)
    reading.commands.push(...commandsOf(inner, reading.depth + 1, reading.comment))
  }
}

/** Skips the texts of the here-documents that were announced in the line before. */
function afterHereDocuments(reading: Reading, from: number): number {
  const { text } = reading.excerpt
  let at = from
  for (const { end, isIndented } of reading.awaited) {
    while (at < text.length) {
      const next = lineEnd(text, at)
      const line = text.slice(at, next).trimEnd()
      at = Math.min(text.length, next + 1)
      if ((isIndented ? line.trimStart() : line) === end) break
    }
  }
  reading.awaited = []
  return at
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end
}

type ReadWord = {
  readonly word: Word
  readonly end: number
  readonly substitutions: readonly Piece[]
}

/** A word without its quotes. Variables and `$(…)` stay in it as they are written. */
function wordAt(excerpt: Excerpt, start: number): ReadWord {
  const { text } = excerpt
  const pieces: Piece[] = []
  const substitutions: Piece[] = []
  let at = start
  while (at < text.length && !/[\s;&|()<>]/.test(text.charAt(at))) {
    const stretch = stretchAt(text, at)
    pieces.push(...stretch.pieces)
    substitutions.push(...stretch.substitutions)
    at = stretch.end
  }
  const [first, ...others] = pieces
  const written =
    first !== undefined && others.length === 0
      ? cut(excerpt, first.start, first.start + first.length)
      : piecesOf(excerpt, pieces)
  return { word: { text: written.text, excerpt: written }, end: at, substitutions }
}

type Stretch = {
  readonly pieces: readonly Piece[]
  readonly substitutions: readonly Piece[]
  readonly end: number
}

/** The part of a word that one kind of quoting rules. */
function stretchAt(text: string, at: number): Stretch {
  const character = text.charAt(at)
  if (character === "'") return singleQuoted(text, at)
  if (character === '"') return doubleQuoted(text, at)
  if (character === '`' || text.startsWith('$(', at)) return substitutionAt(text, at)
  if (character === '\\') {
    const isLineEnd = text.charAt(at + 1) === '\n'
    const pieces = isLineEnd ? [] : [{ start: at + 1, length: 1 }]
    return { pieces, substitutions: [], end: Math.min(text.length, at + 2) }
  }
  const end = text.startsWith('${', at) ? closing(text, at + 1, '{', '}') : plainEnd(text, at)
  return { pieces: [{ start: at, length: end - at }], substitutions: [], end }
}

/** A placeholder such as `<name>` never comes here: brackets end a word. */
function plainEnd(text: string, at: number): number {
  let end = at + 1
  while (end < text.length && !/[\s;&|()<>'"`\\$]/.test(text.charAt(end))) end += 1
  return end
}

function singleQuoted(text: string, at: number): Stretch {
  const close = text.indexOf("'", at + 1)
  const end = close === -1 ? text.length : close
  return {
    pieces: [{ start: at + 1, length: end - at - 1 }],
    substitutions: [],
    end: Math.min(text.length, end + 1),
  }
}

function doubleQuoted(text: string, at: number): Stretch {
  const pieces: Piece[] = []
  const substitutions: Piece[] = []
  let from = at + 1
  let end = from
  while (end < text.length && text.charAt(end) !== '"') {
    if (text.charAt(end) === '\\') {
      if (end > from) pieces.push({ start: from, length: end - from })
      from = end + 1
      end += 2
    } else if (text.startsWith('$(', end)) {
      const inner = substitutionAt(text, end)
      substitutions.push(...inner.substitutions)
      end = inner.end
    } else end += 1
  }
  const close = Math.min(text.length, end)
  if (close > from) pieces.push({ start: from, length: close - from })
  return { pieces, substitutions, end: Math.min(text.length, close + 1) }
}

/** `$(…)` or backticks: what is inside is a command of its own; `$((…))` is arithmetic. */
function substitutionAt(text: string, at: number): Stretch {
  const isBacktick = text.charAt(at) === '`'
  const open = isBacktick ? at + 1 : at + 2
  const backtick = text.indexOf('`', open)
  const end = isBacktick
    ? backtick === -1
      ? text.length
      : backtick + 1
    : closing(text, at + 1, '(', ')')
  const isClosed = text.charAt(end - 1) === (isBacktick ? '`' : ')')
  const inner = { start: open, length: Math.max(0, (isClosed ? end - 1 : end) - open) }
  const isArithmetic = text.startsWith('$((', at)
  return {
    pieces: [{ start: at, length: end - at }],
    substitutions: isArithmetic ? [] : [inner],
    end,
  }
}

/** Behind the bracket that closes the one at `at`; quoted brackets do not count. */
function closing(text: string, at: number, open: string, close: string): number {
  let depth = 0
  for (let index = at; index < text.length; index += 1) {
    const character = text.charAt(index)
    if (character === '\\') index += 1
    else if (character === "'" && open === '(') {
      const end = text.indexOf("'", index + 1)
      index = end === -1 ? text.length : end
    } else if (character === open) depth += 1
    else if (character === close) {
      depth -= 1
      if (depth === 0) return index + 1
    }
  }
  return text.length
}
