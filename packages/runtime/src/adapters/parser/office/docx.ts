// Word documents: paragraphs by their style, lists, tables, notes. Pages are Word's affair: the file does not know them.

import type { Element, ParsedPages } from '../../../ports/parser.js'
import { parseFailure } from '../failure.js'
import type { Source } from '../source.js'
import { writeTable, type TableWriter } from '../table-text.js'
import { openZip, type Zip } from '../zip.js'
import { attributeOf, drain, readXml, type Attributes } from './xml.js'

type Style = {
  readonly name: string
  readonly basedOn: string | undefined
  readonly level: number | undefined
}

type Paragraph = {
  text: string
  style: string | undefined
  level: number | undefined
  isItem: boolean
}
type Table = {
  readonly writer: TableWriter
  rowAbove: readonly string[]
  row: string[]
  cell: string[]
  columns: number
  isContinued: boolean
}

type State = {
  elements: Element[]
  /** A text box stands inside the paragraph that it is tied to. */
  readonly paragraphs: Paragraph[]
  readonly tables: Table[]
  skipped: number
  isText: boolean
  hasTitle: boolean
  length: number
}

const main = 'word/document.xml'
const notes = ['word/footnotes.xml', 'word/endnotes.xml']
const noPages = { done: 0, total: 0 }
const levelMax = 6
const styleChainMax = 12
const elementsAtOnce = 200

export async function* parseDocx(source: Source): AsyncGenerator<ParsedPages> {
  const zip = await openZip(source.path, source.sizeBytesMax)
  try {
    if (!zip.names.includes(main)) throw parseFailure('broken')
    const styles = await readStyles(zip)
    for (const part of [main, ...notes]) {
      const state = emptyState()
      const handler = {
        open: (name: string, attributes: Attributes) => open(state, name, attributes),
        close: (name: string) => close(state, name, styles),
        text: (text: string) => takeText(state, text, source.charactersMax),
      }
      const steps = readXml(zip.readText(part), handler)
      while ((await steps.next()).done !== true) {
        if (state.elements.length < elementsAtOnce) continue
        yield { elements: state.elements, progress: noPages }
        state.elements = []
      }
      yield { elements: state.elements, progress: noPages }
    }
  } finally {
    await zip.close()
  }
}

const emptyState = (): State => ({
  elements: [],
  paragraphs: [],
  tables: [],
  skipped: 0,
  isText: false,
  hasTitle: false,
  length: 0,
})

/** Older forms of what stands beside them, and what was deleted or is a formula's inside. */
const skippedTags = new Set(['Fallback', 'del', 'moveFrom', 'instrText'])

function open(state: State, name: string, attributes: Attributes): void {
  if (skippedTags.has(name)) state.skipped += 1
  if (state.skipped > 0) return
  const paragraph = state.paragraphs.at(-1)
  const value = attributeOf(attributes, 'val')
  if (name === 'p') {
    state.paragraphs.push({ text: '', style: undefined, level: undefined, isItem: false })
  } else if (name === 'tbl') state.tables.push(emptyTable())
  else if (name === 't') state.isText = true
  else if (paragraph === undefined) openInCell(state.tables.at(-1), name, value)
  else if (name === 'pStyle') paragraph.style = value
  else if (name === 'outlineLvl') paragraph.level = levelOf(value)
  else if (name === 'numPr') paragraph.isItem = true
  else if (name === 'tab') paragraph.text += ' '
  else if (name === 'br' || name === 'cr') paragraph.text += '\n'
  else if (name === 'noBreakHyphen') paragraph.text += '-'
}

const emptyTable = (): Table => ({
  writer: writeTable(),
  rowAbove: [],
  row: [],
  cell: [],
  columns: 1,
  isContinued: false,
})

/** Nobody means more; a file may claim any number. */
const columnsMax = 100

function openInCell(table: Table | undefined, name: string, value: string | undefined): void {
  if (table === undefined) return
  if (name === 'gridSpan') table.columns = Math.min(Math.max(Number(value) || 1, 1), columnsMax)
  if (name === 'vMerge') table.isContinued = value !== 'restart'
}

/** A cell that goes on from above says the same again. */
function closeCell(table: Table): void {
  const own = table.cell.join(' ')
  const above = table.isContinued ? (table.rowAbove[table.row.length] ?? '') : ''
  table.row.push(own === '' ? above : own, ...Array<string>(table.columns - 1).fill(''))
  table.cell = []
  table.columns = 1
  table.isContinued = false
}

/** Word counts levels from 0, and 9 is body text. */
function levelOf(value: string | undefined): number | undefined {
  const level = Number(value ?? 9)
  return level >= 0 && level < 9 ? level + 1 : undefined
}

function takeText(state: State, text: string, charactersMax: number): void {
  const paragraph = state.paragraphs.at(-1)
  if (!state.isText || state.skipped > 0 || paragraph === undefined) return
  paragraph.text += text
  if (paragraph.text.length > charactersMax * 10) throw parseFailure('broken')
}

function close(state: State, name: string, styles: ReadonlyMap<string, Style>): void {
  if (skippedTags.has(name)) {
    state.skipped -= 1
    return
  }
  if (state.skipped > 0) return
  if (name === 't') state.isText = false
  if (name === 'p') closeParagraph(state, styles)
  const table = state.tables.at(-1)
  if (table === undefined) return
  if (name === 'tc') {
    closeCell(table)
  } else if (name === 'tr') {
    const elements = table.writer.add(table.row)
    table.rowAbove = table.row
    table.row = []
    if (state.tables.length === 1) state.elements.push(...elements)
  } else if (name === 'tbl') closeTable(state, table)
}

/** A table in a cell is a part of that cell's text. */
function closeTable(state: State, table: Table): void {
  state.tables.pop()
  const outer = state.tables.at(-1)
  const elements = table.writer.end()
  if (outer === undefined) state.elements.push(...elements)
  else outer.cell.push(...elements.map(({ text }) => text))
}

function closeParagraph(state: State, styles: ReadonlyMap<string, Style>): void {
  const paragraph = state.paragraphs.pop()
  const text = paragraph?.text.trim().normalize('NFC') ?? ''
  if (paragraph === undefined || text === '') return
  const table = state.tables.at(-1)
  if (table === undefined) pushParagraph(state, paragraph, text, styles)
  else table.cell.push(text)
}

function pushParagraph(
  state: State,
  paragraph: Paragraph,
  text: string,
  styles: ReadonlyMap<string, Style>,
): void {
  const names = styleNames(paragraph.style, styles)
  // A table of contents says again what the headings say.
  if (names.some((name) => /^(toc|목차)\s*\d/i.test(name))) return
  const isTitle = names.some((name) => /^(title|제목)$/i.test(name))
  const level = isTitle ? 1 : (paragraph.level ?? styleLevel(paragraph.style, styles))
  if (level !== undefined) {
    const below = state.hasTitle && !isTitle ? 1 : 0
    state.hasTitle ||= isTitle
    state.elements.push({ kind: 'title', text, level: Math.min(level + below, levelMax) })
    return
  }
  const isCaption = names.some((name) => /^(caption|캡션)$/i.test(name))
  const isItem = paragraph.isItem || names.some((name) => /^list/i.test(name))
  state.elements.push({ kind: isCaption ? 'caption' : isItem ? 'list-item' : 'text', text })
}

function chainOf(id: string | undefined, styles: ReadonlyMap<string, Style>): readonly Style[] {
  const chain: Style[] = []
  let style = id === undefined ? undefined : styles.get(id)
  while (style !== undefined && chain.length < styleChainMax) {
    chain.push(style)
    style = style.basedOn === undefined ? undefined : styles.get(style.basedOn)
  }
  return chain
}

const styleNames = (
  id: string | undefined,
  styles: ReadonlyMap<string, Style>,
): readonly string[] => chainOf(id, styles).map(({ name }) => name)

function styleLevel(
  id: string | undefined,
  styles: ReadonlyMap<string, Style>,
): number | undefined {
  for (const { name, level } of chainOf(id, styles)) {
    const named = /^(?:heading|제목)\s*([1-9])$/i.exec(name)?.[1]
    if (named !== undefined) return Number(named)
    if (level !== undefined) return level
  }
  return undefined
}

async function readStyles(zip: Zip): Promise<ReadonlyMap<string, Style>> {
  const styles = new Map<string, Style>()
  let id: string | undefined
  let style: Style = { name: '', basedOn: undefined, level: undefined }
  await drain(
    readXml(zip.readText('word/styles.xml'), {
      open(name, attributes) {
        const value = attributeOf(attributes, 'val')
        if (name === 'style') {
          id = attributeOf(attributes, 'styleId')
          style = { name: '', basedOn: undefined, level: undefined }
        } else if (name === 'name') style = { ...style, name: value ?? '' }
        else if (name === 'basedOn') style = { ...style, basedOn: value }
        else if (name === 'outlineLvl') style = { ...style, level: levelOf(value) }
      },
      close(name) {
        if (name === 'style' && id !== undefined) styles.set(id, style)
      },
    }),
  )
  return styles
}
