// Reads one YAML text with the positions of everything in it.

import { isAlias, isCollection, isMap, isPair, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Alias, Document, Pair } from 'yaml'
import type { DocumentUnit } from '../diagnostic/codes.js'
import { diagnostic, type Diagnostic } from '../diagnostic/diagnostic.js'
import type { YamlSyntax } from '../diagnostic/yaml-faults.js'
import type { Json } from './json.js'
import { isJsonArray, isJsonObject } from './json.js'
import {
  documentAliasesMax,
  documentCharactersMax,
  documentDepthMax,
  documentErrorsMax,
  documentValuesMax,
} from './limits.js'
import { segmentsOf, type Pointer } from './pointer.js'
import { repeatedKeySyntax, syntaxOf, unresolvedAliasSyntax } from './yaml-syntax.js'
import { bracketDepth, keyText, rangeOf, repeatedKeys, type Range } from './yaml-tree.js'

/** A YAML text, its name as the person gave it, and its syntax tree. */
export type SourceDocument = {
  readonly name: string
  readonly text: string
  readonly tree: Document
  readonly lines: LineCounter
  readonly value: Json
}

/** A place in a text: lines and columns start at 1, the end is behind the last character. */
export type Span = {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

export type ReadDocument = {
  readonly document: SourceDocument | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads a YAML text. Never throws: what is wrong comes back as diagnostics. */
export function readDocument(name: string, text: string): ReadDocument {
  if (text.length > documentCharactersMax)
    return tooLarge(name, documentCharactersMax, 'characters')
  if (bracketDepth(text) > documentDepthMax) return tooLarge(name, documentDepthMax, 'levels')
  const lines = new LineCounter()
  // The library compares every key with every other; `repeatedKeys` takes one look at each.
  const options = {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'error',
  } as const
  const tree = parseDocument(text, options)
  const syntax = [
    ...tree.errors.map((error) => syntaxError(name, ...error.pos, syntaxOf(error))),
    ...repeatedKeys(tree).map((key) =>
      syntaxError(name, ...(shownRange(key) ?? [0, 1]), repeatedKeySyntax(keyText(key))),
    ),
  ]
  if (syntax.length > 0) return { document: undefined, diagnostics: firstOf(syntax) }
  const measured = measure(tree)
  if (measured.depth > documentDepthMax) return tooLarge(name, documentDepthMax, 'levels')
  if (measured.values > documentValuesMax) return tooLarge(name, documentValuesMax, 'values')
  if (measured.aliases > documentAliasesMax) return tooLarge(name, documentAliasesMax, 'aliases')
  const [dangling] = measured.dangling
  if (dangling !== undefined) {
    const [start, end] = shownRange(dangling) ?? [0, 1]
    const syntax = unresolvedAliasSyntax(dangling.source)
    return { document: undefined, diagnostics: [syntaxError(name, start, end, syntax)] }
  }
  const value = toJson(tree.toJS({ maxAliasCount: documentAliasesMax }))
  return { document: { name, text, tree, lines, value }, diagnostics: [] }
}

/** One broken bracket may break a thousand lines behind it: the first errors say it all. */
function firstOf(syntax: readonly Diagnostic[]): readonly Diagnostic[] {
  return syntax.slice(0, documentErrorsMax)
}

function syntaxError(name: string, start: number, end: number, syntax: YamlSyntax): Diagnostic {
  const location = { document: name, offset: start, length: Math.max(1, end - start) }
  return diagnostic('spec/yaml-syntax', location, syntax)
}

function tooLarge(name: string, limit: number, unit: DocumentUnit): ReadDocument {
  const location = { document: name, offset: 0, length: 1 }
  return {
    document: undefined,
    diagnostics: [diagnostic('spec/document-too-large', location, { limit, unit })],
  }
}

type Measure = { depth: number; values: number; aliases: number; dangling: Alias[] }

/** Counts what the document holds once its aliases are expanded, without expanding them. */
function measure(tree: Document): Measure {
  const total: Measure = { depth: 0, values: 0, aliases: 0, dangling: [] }
  const pending: { node: unknown; depth: number }[] = [{ node: tree.contents, depth: 1 }]
  const isWithin = (): boolean =>
    total.values <= documentValuesMax &&
    total.depth <= documentDepthMax &&
    total.aliases <= documentAliasesMax
  while (pending.length > 0 && isWithin()) {
    const next = pending.pop()
    if (next === undefined) break
    let { node } = next
    if (isAlias(node)) {
      total.aliases += 1
      const target = node.resolve(tree)
      if (target === undefined) total.dangling.push(node)
      node = target
    }
    total.values += 1
    total.depth = Math.max(total.depth, next.depth)
    if (!isCollection(node)) continue
    for (const item of node.items) {
      pending.push({ node: isPair(item) ? item.value : item, depth: next.depth + 1 })
    }
  }
  return total
}

/** Copies what `yaml` built into plain JSON: dates, big numbers and other tags become text. */
function toJson(value: unknown): Json {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : `${value}`
  if (Array.isArray(value)) return value.map(toJson)
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([key, item]) => [`${key}`, toJson(item)]))
  }
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]))
  }
  return typeof value === 'bigint' ? `${value}` : null
}

/** The line and column of a pointer; of the nearest existing parent when it does not exist. */
export function locate(document: SourceDocument, path: Pointer, on: 'key' | 'value'): Span {
  let node: unknown = document.tree.contents
  let key: unknown
  let range = shownRange(node) ?? [0, 1]
  for (const segment of segmentsOf(path)) {
    if (isAlias(node)) node = node.resolve(document.tree)
    const child = childOf(node, segment)
    if (child === undefined) return spanOf(document, range)
    key = child.key
    node = child.value
    range = shownRange(on === 'key' ? key : node) ?? shownRange(key) ?? range
  }
  return spanOf(document, on === 'key' ? (shownRange(key) ?? range) : range)
}

function childOf(node: unknown, segment: string): { key: unknown; value: unknown } | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item: Pair) => keyText(item.key) === segment)
    return pair === undefined ? undefined : { key: pair.key, value: pair.value }
  }
  if (isSeq(node)) {
    const value = node.items[Number(segment)]
    return value === undefined ? undefined : { key: value, value }
  }
  return undefined
}

/** A place is never empty: something has to be shown. */
function shownRange(node: unknown): Range | undefined {
  const range = rangeOf(node)
  return range === undefined ? undefined : [range[0], Math.max(range[0] + 1, range[1])]
}

function spanOf(document: SourceDocument, [start, end]: readonly [number, number]): Span {
  return spanOfOffsets(document.lines, start, end, document.text)
}

/** The span of a stretch of text, cut to its first line so that a frame stays readable. */
function spanOfOffsets(lines: LineCounter, start: number, end: number, text: string): Span {
  const from = lines.linePos(Math.min(start, text.length))
  const firstBreak = text.indexOf('\n', start)
  const until = firstBreak === -1 ? end : Math.max(start + 1, Math.min(end, firstBreak))
  const column = Math.max(1, from.col)
  return {
    line: Math.max(1, from.line),
    column,
    endLine: Math.max(1, from.line),
    endColumn: column + Math.max(1, until - start),
  }
}

/** The value at a pointer, or undefined. */
export function valueAt(value: Json, path: Pointer): Json | undefined {
  let current: Json | undefined = value
  for (const segment of segmentsOf(path)) {
    if (isJsonArray(current)) current = current[Number(segment)]
    else if (isJsonObject(current)) current = current[segment]
    else return undefined
  }
  return current
}
