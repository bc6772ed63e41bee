// HTML: read as a stream of tags, so that neither a deep nor an endless page is ever a tree in memory.

import { Parser } from 'htmlparser2'
import type { Element, ElementKind, ParsedPages } from '../../ports/parser.js'
import { parseFailure } from './failure.js'
import type { Source } from './source.js'
import { spreadCells, writeTable, type SpanningCell, type TableWriter } from './table-text.js'
import { readText } from './text-encoding.js'

const noPages = { done: 0, total: 0 }
/** Browsers stop at 512; much deeper is an attack or damage. */
const depthMax = 10_000

const skipped = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'math',
  'iframe',
  'object',
  'select',
  'button',
])
/** Text inside them is of one flow; all others begin and end a paragraph. */
const inline = new Set(
  [
    'a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark',
    'q rp rt ruby s samp small span strike strong sub sup time tt u var wbr',
  ].flatMap((names) => names.split(' ')),
)
const margins: { readonly [tag: string]: ElementKind } = { nav: 'header', footer: 'footer' }

type Attributes = { readonly [name: string]: string }

type Table = {
  readonly writer: TableWriter
  readonly spread: ReturnType<typeof spreadCells>
  row: SpanningCell[]
  /** The one that is open. */
  cell: Omit<SpanningCell, 'text'> | undefined
}

type State = {
  /** Elements that are finished and not handed over yet. */
  elements: Element[]
  text: string
  depth: number
  /** The depth at which a skipped element began, 0 when none did. */
  skippedFrom: number
  isInTitle: boolean
  title: string | undefined
  kinds: { readonly depth: number; readonly kind: ElementKind; readonly level?: number }[]
  tables: Table | undefined
  tableDepth: number
}

export async function* parseHtml(source: Source): AsyncGenerator<ParsedPages> {
  const reader = readHtml(source.charactersMax)
  for await (const piece of readText(source.path, source.sizeBytesMax, declaredEncoding)) {
    yield { elements: reader.push(piece), progress: noPages }
  }
  yield { elements: reader.end(), progress: noPages }
}

const declaredEncoding = (start: string): string | undefined =>
  /<meta[^>]{1,200}charset\s*=\s*["']?([\w-]{1,40})/i.exec(start)?.[1]

type Reader = { push(html: string): readonly Element[]; end(): readonly Element[] }

function readHtml(charactersMax: number): Reader {
  const state: State = {
    elements: [],
    text: '',
    depth: 0,
    skippedFrom: 0,
    isInTitle: false,
    title: undefined,
    kinds: [],
    tables: undefined,
    tableDepth: 0,
  }
  const parser = new Parser(
    {
      onopentag: (name, attributes) => openTag(state, name, attributes),
      onclosetag: (name) => closeTag(state, name),
      ontext: (text) => takeText(state, text, charactersMax),
    },
    { decodeEntities: true },
  )
  const handOver = (): readonly Element[] => {
    const { elements } = state
    state.elements = []
    return elements
  }
  return {
    push(html) {
      parser.write(html)
      return handOver()
    },
    end() {
      parser.end()
      finishText(state)
      return handOver()
    },
  }
}

function openTag(state: State, name: string, attributes: Attributes): void {
  state.depth += 1
  if (state.depth > depthMax) throw parseFailure('broken')
  if (state.skippedFrom > 0) return
  if (skipped.has(name) || isHidden(attributes)) {
    state.skippedFrom = state.depth
    return
  }
  if (name === 'title') state.isInTitle = true
  if (name === 'br') {
    state.text += '\n'
    return
  }
  if (inline.has(name)) return
  if (openTablePart(state, name, attributes)) return
  if (state.tables?.cell !== undefined) {
    state.text += ' '
    return
  }
  finishText(state)
  const kind = kindOf(name)
  if (kind !== undefined) state.kinds.push({ depth: state.depth, ...kind })
}

function isHidden({ hidden, style }: Attributes): boolean {
  return hidden !== undefined || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style ?? '')
}

function kindOf(name: string): { readonly kind: ElementKind; readonly level?: number } | undefined {
  const level = /^h([1-6])$/.exec(name)?.[1]
  if (level !== undefined) return { kind: 'title', level: Number(level) }
  if (name === 'li') return { kind: 'list-item' }
  if (name === 'pre') return { kind: 'code' }
  if (name === 'figcaption' || name === 'caption') return { kind: 'caption' }
  const margin = margins[name]
  return margin === undefined ? undefined : { kind: margin }
}

const spanOf = (value: string | undefined): number => Math.max(1, Math.trunc(Number(value)) || 1)

function openTablePart(state: State, name: string, attributes: Attributes): boolean {
  if (name === 'table') {
    state.tableDepth += 1
    if (state.tableDepth > 1) return true
    finishText(state)
    state.tables = { writer: writeTable(), spread: spreadCells(), row: [], cell: undefined }
    return true
  }
  const { tables } = state
  if (tables === undefined || state.tableDepth > 1) return false
  if (name === 'tr') finishRow(state)
  else if (name === 'td' || name === 'th') {
    finishCell(state)
    tables.cell = { columns: spanOf(attributes['colspan']), rows: spanOf(attributes['rowspan']) }
  } else return false
  return true
}

function closeTag(state: State, name: string): void {
  const { depth } = state
  state.depth = Math.max(0, depth - 1)
  if (state.skippedFrom > 0) {
    if (depth <= state.skippedFrom) state.skippedFrom = 0
    return
  }
  if (name === 'title') state.isInTitle = false
  if (inline.has(name) || name === 'br') return
  if (closeTablePart(state, name)) return
  if (state.tables?.cell !== undefined) {
    state.text += ' '
    return
  }
  finishText(state)
  if ((state.kinds.at(-1)?.depth ?? 0) >= depth) state.kinds.pop()
}

function closeTablePart(state: State, name: string): boolean {
  const { tables } = state
  if (tables === undefined) return false
  if (name === 'table') {
    state.tableDepth -= 1
    if (state.tableDepth > 0) return true
    finishRow(state)
    state.elements.push(...tables.writer.end())
    state.tables = undefined
    return true
  }
  if (state.tableDepth > 1) return false
  if (name === 'tr') finishRow(state)
  else if (name === 'td' || name === 'th') finishCell(state)
  else return false
  return true
}

function finishCell(state: State): void {
  const { tables } = state
  if (tables?.cell === undefined) return
  tables.row.push({ text: state.text, ...tables.cell })
  tables.cell = undefined
  state.text = ''
}

function finishRow(state: State): void {
  finishCell(state)
  const { tables } = state
  if (tables === undefined) return
  if (tables.row.length > 0) state.elements.push(...tables.writer.add(tables.spread(tables.row)))
  tables.row = []
}

function takeText(state: State, text: string, charactersMax: number): void {
  if (state.skippedFrom > 0) return
  if (state.isInTitle) {
    state.title = `${state.title ?? ''}${text}`.slice(0, charactersMax)
    return
  }
  // Only `br` breaks a line, except where the text is set already.
  state.text += state.kinds.at(-1)?.kind === 'code' ? text : text.replaceAll(/\s+/g, ' ')
  if (state.text.length > charactersMax && state.tables?.cell === undefined) finishText(state)
  else if (state.text.length > charactersMax * 10) throw parseFailure('broken')
}

function finishText(state: State): void {
  const { kind, level } = state.kinds.at(-1) ?? { kind: 'text' }
  const isCode = kind === 'code'
  const text = (isCode ? state.text.replace(/^\n/, '').trimEnd() : flowed(state.text)).normalize(
    'NFC',
  )
  state.text = ''
  if (text.trim() === '') return
  pushTitle(state, level)
  state.elements.push({ kind, text, ...(level === undefined ? {} : { level }) })
}

/** The page's title stands above its text unless the text begins with one of its own. */
function pushTitle(state: State, level: number | undefined): void {
  const title = flowed(state.title ?? '')
  state.title = undefined
  if (title !== '' && level !== 1) state.elements.push({ kind: 'title', level: 1, text: title })
}

const flowed = (text: string): string =>
  text
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n\s*/g, '\n')
    .trim()
