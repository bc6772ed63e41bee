// Reads every document of a YAML text as fields with their places; JSON is YAML too.

import { isAlias, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml'
import type { Document, Pair, Scalar, YAMLMap } from 'yaml'
import type { DiagnosticParams } from '../diagnostic/codes.js'
import { diagnostic, type Diagnostic, type Location } from '../diagnostic/diagnostic.js'
import { cut, piecesOf, type Excerpt, type Piece } from './excerpt.js'
import { listOf, mapOf, noChildren, OpenField, type Children, type Field } from './field.js'
import type { Json } from './json.js'
import { documentDepthMax } from './limits.js'
import { repeatedKeySyntax, syntaxOf } from './yaml-syntax.js'
import { bracketDepth, keyText, rangeOf, repeatedKeys } from './yaml-tree.js'

/** Largest YAML text of others' files: all CRDs of a large operator are about 4,000,000 characters. */
const charactersMax = 16_000_000

export type ReadFields = {
  readonly documents: readonly Field[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads all documents of a text. Those that cannot be read are left out and told. Never throws. */
export function readFields(excerpt: Excerpt): ReadFields {
  const { text } = excerpt
  const limit = exceededLimit(text)
  if (limit !== undefined) {
    return {
      documents: [],
      diagnostics: [diagnostic('spec/document-too-large', excerpt.place(0, 1), limit)],
    }
  }
  const parsed = parseAllDocuments(text, {
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'error',
  })
  const trees: readonly Document[] = Array.isArray(parsed) ? parsed : []
  const documents: Field[] = []
  const diagnostics: Diagnostic[] = []
  for (const tree of trees) {
    // The first fault of a document says it all: those behind it only follow from it.
    for (const error of tree.errors.slice(0, 1)) {
      const [start, end] = error.pos
      const place = excerpt.place(Math.min(start, Math.max(0, text.length - 1)), end - start)
      diagnostics.push(diagnostic('spec/yaml-syntax', place, syntaxOf(error)))
    }
    if (tree.errors.length > 0 || tree.contents === null) continue
    const repeated = repeatedKey(tree)
    if (repeated !== undefined) {
      const [start, end] = rangeOf(repeated) ?? [0, 1]
      const syntax = repeatedKeySyntax(keyText(repeated))
      diagnostics.push(diagnostic('spec/yaml-syntax', excerpt.place(start, end - start), syntax))
    }
    documents.push(new YamlField({ tree, excerpt }, tree.contents, undefined))
  }
  return { documents, diagnostics }
}

type Text = { readonly tree: Document; readonly excerpt: Excerpt }

function exceededLimit(text: string): DiagnosticParams['spec/document-too-large'] | undefined {
  if (text.length > charactersMax) return { limit: charactersMax, unit: 'characters' }
  if (bracketDepth(text) > documentDepthMax) return { limit: documentDepthMax, unit: 'levels' }
  return indentation(text) > indentationsMax
    ? { limit: indentationsMax, unit: 'levels' }
    : undefined
}

/** Blocks of text in YAML, such as drawings, may be indented in more ways than anything is nested. */
const indentationsMax = 256

/** How many indentations lie in each other at most; `- - -` on one line counts as three. */
function indentation(text: string): number {
  const open: number[] = []
  let deepest = 0
  const begin = (column: number): void => {
    while ((open.at(-1) ?? -1) >= column) open.pop()
    deepest = Math.max(deepest, open.push(column))
  }
  for (let line = 0; line < text.length; line = lineEnd(text, line) + 1) {
    let at = line
    for (; text[at] === ' ' || (text[at] === '-' && text[at + 1] === ' '); at += 1) {
      if (text[at] === '-') begin(at - line)
    }
    if (at < text.length && text[at] !== '\n') begin(at - line)
  }
  return deepest
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end
}

/** The first key that its map has already: readers take one of the two, and not all the same. */
const repeatedKey = (tree: Document): unknown =>
  repeatedKeys(tree).find((key) => keyText(key) !== '' && keyText(key) !== '<<')

class YamlField extends OpenField {
  readonly #source: Text
  readonly #written: unknown
  readonly #key: unknown
  readonly #node: unknown
  #value: { readonly json: Json } | undefined

  constructor(source: Text, written: unknown, key: unknown) {
    super()
    this.#source = source
    this.#written = written
    this.#key = key
    this.#node = isAlias(written) ? written.resolve(source.tree) : written
  }

  get value(): Json {
    this.#value ??= { json: jsonOf(this.#source, this.#node, 0) }
    return this.#value.json
  }

  get text(): string | undefined {
    return isScalar(this.#node) ? textOf(this.#node) : undefined
  }

  get place(): Location {
    return this.#placeOf(this.#written, this.#key)
  }

  get keyPlace(): Location {
    return this.#placeOf(this.#key, this.#written)
  }

  get excerpt(): Excerpt {
    return excerptOf(this.#source, this.#node)
  }

  protected readChildren(): Children {
    return childrenOf(this.#source, this.#node)
  }

  #placeOf(first: unknown, second: unknown): Location {
    const source = this.#source
    return placeOf(source, first) ?? placeOf(source, second) ?? source.excerpt.place(0, 1)
  }
}

function childrenOf(source: Text, node: unknown): Children {
  if (isSeq(node)) return listOf(node.items.map((item) => new YamlField(source, item, undefined)))
  if (!isMap(node)) return noChildren
  return mapOf(
    pairsOf(source, node).map((pair) => ({
      key: keyOf(pair),
      field: new YamlField(source, pair.value, pair.key),
    })),
  )
}

/** The pairs of a map; those that it merges with `<<` come last and never win. */
function pairsOf(text: Text, map: YAMLMap, depth = 0): readonly Pair[] {
  if (depth > documentDepthMax || !map.items.some(isMerge)) return map.items
  const own = map.items.filter((pair) => !isMerge(pair))
  const names = new Set(own.map(keyOf))
  const merged = map.items
    .filter(isMerge)
    .flatMap((pair) => (isSeq(pair.value) ? pair.value.items : [pair.value]))
    .map((value) => (isAlias(value) ? value.resolve(text.tree) : value))
    .flatMap((value) => (isMap(value) ? pairsOf(text, value, depth + 1) : []))
  for (const pair of merged) {
    if (names.has(keyOf(pair))) continue
    names.add(keyOf(pair))
    own.push(pair)
  }
  return own
}

const isMerge = (pair: Pair): boolean => keyOf(pair) === '<<'

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? (textOf(pair.key) ?? '') : ''
}

function textOf(scalar: Scalar): string | undefined {
  const { value, source } = scalar
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return source ?? `${value}`
  return value === null || value === undefined ? undefined : source
}

function jsonOf(text: Text, node: unknown, depth: number): Json {
  if (depth > documentDepthMax) return null
  if (isAlias(node)) return jsonOf(text, node.resolve(text.tree), depth + 1)
  if (isSeq(node)) return node.items.map((item) => jsonOf(text, item, depth + 1))
  if (isMap(node)) {
    return Object.fromEntries(
      pairsOf(text, node).map((pair) => [keyOf(pair), jsonOf(text, pair.value, depth + 1)]),
    )
  }
  if (!isScalar(node)) return null
  const { value } = node
  if (typeof value === 'number') return Number.isFinite(value) ? value : (textOf(node) ?? null)
  if (typeof value === 'string' || typeof value === 'boolean') return value
  return textOf(node) ?? null
}

function placeOf({ excerpt }: Text, node: unknown): Location | undefined {
  const range = rangeOf(node)
  return range === undefined ? undefined : excerpt.place(range[0], Math.max(1, range[1] - range[0]))
}

/** The characters of a text as they stand in the file: block texts lose their indentation, quoted ones their quotes. */
function excerptOf({ excerpt }: Text, node: unknown): Excerpt {
  if (!isScalar(node) || typeof node.value !== 'string') return cut(excerpt, 0, 0)
  const [start, end] = rangeOf(node) ?? [0, 0]
  if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') {
    return blockOf(excerpt, start, end, node.value)
  }
  const isQuoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE'
  const written = cut(excerpt, isQuoted ? start + 1 : start, isQuoted ? end - 1 : end)
  // Escapes and folded lines shift what follows: such a text keeps its value and points at its beginning.
  return written.text === node.value
    ? written
    : { text: node.value, place: (from, length) => nearby(written, node.value, from, length) }
}

/** The same words in the written text, or its beginning: escapes never change words. */
function nearby(written: Excerpt, value: unknown, from: number, length: number): Location {
  const words = typeof value === 'string' ? value.slice(from, from + Math.max(1, length)) : ''
  const found = words.trim() === '' ? -1 : written.text.indexOf(words, 0)
  return found === -1 ? written.place(0, written.text.length) : written.place(found, words.length)
}

/** The lines of a block text without the header and the indentation that the first line with text has. */
function blockOf(excerpt: Excerpt, start: number, end: number, value: string): Excerpt {
  const header = excerpt.text.indexOf('\n', start)
  if (header === -1 || header >= end) return { text: value, place: () => excerpt.place(start, 1) }
  const pieces: Piece[] = []
  let indentation: number | undefined
  for (let at = header + 1; at < end;) {
    const lineEnd = excerpt.text.indexOf('\n', at)
    const next = lineEnd === -1 || lineEnd >= end ? end : lineEnd + 1
    const line = excerpt.text.slice(at, next)
    if (line.trim() !== '') indentation ??= line.length - line.trimStart().length
    const skipped = Math.min(
      indentation ?? 0,
      line.trimEnd() === '' ? line.length - 1 : line.length,
    )
    pieces.push({ start: at + Math.max(0, skipped), length: next - at - Math.max(0, skipped) })
    at = next
  }
  // The header may say that the line breaks at the end are not part of the text.
  const block = piecesOf(excerpt, pieces)
  return block.text.startsWith(value) ? cut(block, 0, value.length) : block
}
