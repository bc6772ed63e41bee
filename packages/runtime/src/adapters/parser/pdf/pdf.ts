// PDF: pages one after the other, read as text where there is text and by recognition where there are only pictures.

import { setImmediate as pause } from 'node:timers/promises'
import type { Element, ParsedPages } from '../../../ports/parser.js'
import { startRecognizer, type Recognizer } from '../recognition.js'
import type { Source } from '../source.js'
import { openPdf, type PdfDocument, type PdfPage } from './document.js'
import { boxOnPage } from './geometry.js'
import { blocksOf, type RegionItem } from './lines.js'
import { edgeRowsOf, neighbourDistance, repeatedRows, type EdgeRow } from './margins.js'
import { passagesOf, type Passage } from './paragraphs.js'
import { regionsOf } from './reading-order.js'
import { divideByTables } from './ruled-tables.js'
import { styleOf, type Style } from './style.js'
import { levelOf, outlineOf, type Outline } from './titles.js'

/** 300 dots per inch are what recognition was trained for; 200 lose Korean. */
const pixelsPerPoint = 300 / 72
const textMin = 10
const pictureShareMin = 0.2
/** Letters that are drawn as shapes take many paths. */
const pathsMin = 200
const unknownShareMax = 0.4

type Setting = { readonly style: Style; readonly outline: Outline }
type Read = { readonly page: PdfPage; readonly edges: readonly EdgeRow[] }

export async function* parsePdf(source: Source, signal: AbortSignal): AsyncGenerator<ParsedPages> {
  const document = await openPdf(source.path)
  const recognizer = startRecognizer()
  try {
    const setting = { style: styleOf(document), outline: outlineOf(document.bookmarks()) }
    for await (const { read, neighbours, done } of readWithNeighbours(document, setting.style)) {
      signal.throwIfAborted()
      yield {
        ...(await parsePage(document, recognizer, read, neighbours, setting)),
        progress: { done, total: document.pageCount },
      }
    }
  } finally {
    await recognizer.close()
    document.close()
  }
}

type Step = {
  readonly read: Read | undefined
  readonly neighbours: readonly (readonly EdgeRow[])[]
  readonly done: number
}

/** Reads as far ahead as neighbours reach, and forgets what is behind. */
async function* readWithNeighbours(document: PdfDocument, style: Style): AsyncGenerator<Step> {
  const window = new Map<number, Read>()
  const { pageCount } = document
  let next = 1
  for (let done = 1; done <= pageCount; done += 1) {
    for (; next <= Math.min(pageCount, done + neighbourDistance); next += 1) {
      const page = document.page(next)
      if (page !== undefined) window.set(next, { page, edges: edgeRowsOf(page, style) })
    }
    const read = window.get(done)
    const neighbours = [...window].flatMap(([number, { edges }]) =>
      number === done ? [] : [edges],
    )
    yield { read, neighbours, done }
    window.delete(done - neighbourDistance)
    await pause()
  }
}

async function parsePage(
  document: PdfDocument,
  recognizer: Recognizer,
  read: Read | undefined,
  neighbours: readonly (readonly EdgeRow[])[],
  setting: Setting,
): Promise<Pick<ParsedPages, 'elements' | 'recognition'>> {
  if (read === undefined) return { elements: [] }
  const { page, edges } = read
  if (needsRecognition(page)) return recognizePage(document, recognizer, page.number)
  return { elements: elementsOf(page, repeatedRows(edges, neighbours), setting) }
}

function needsRecognition({ fragments, unknownShare, pictureShare, pathCount }: PdfPage): boolean {
  const length = fragments.reduce((length, { text }) => length + text.length, 0)
  if (length >= textMin) return unknownShare > unknownShareMax
  return pictureShare >= pictureShareMin || pathCount >= pathsMin
}

async function recognizePage(
  document: PdfDocument,
  recognizer: Recognizer,
  number: number,
): Promise<Pick<ParsedPages, 'elements' | 'recognition'>> {
  const picture = document.picture(number, pixelsPerPoint)
  const reading =
    picture === undefined ? [] : recognizer.readPicture(picture, number, pixelsPerPoint)
  // A page that can't be read is counted; the others may be fine.
  const elements = await Promise.resolve(reading).catch((): readonly Element[] => [])
  return { elements, recognition: { pages: 1, failed: elements.length === 0 ? 1 : 0 } }
}

function elementsOf(
  page: PdfPage,
  repeated: readonly EdgeRow[],
  { style, outline }: Setting,
): readonly Element[] {
  const aside = new Set(repeated.flatMap(({ fragments }) => fragments))
  const own = page.fragments.filter((fragment) => !aside.has(fragment))
  const { tables, rest } = divideByTables(page, own)
  const items: readonly RegionItem[] = [
    ...rest.map((fragment) => ({ box: fragment.box, fragment })),
    ...tables.map((table) => ({ box: table.box, table })),
  ]
  const passages = regionsOf(items).flatMap((region) => passagesOf(blocksOf(region), style))
  return [
    ...edgeElements(page, repeated, true),
    ...passages.map((passage) => elementOf(passage, page, outline, style)),
    ...edgeElements(page, repeated, false),
  ].filter(({ text }) => text !== '')
}

function edgeElements(
  page: PdfPage,
  rows: readonly EdgeRow[],
  isHeader: boolean,
): readonly Element[] {
  return rows
    .filter((row) => row.isHeader === isHeader)
    .flatMap(({ fragments }) =>
      fragments.map(({ text, box }) => ({
        kind: isHeader ? ('header' as const) : ('footer' as const),
        text,
        page: page.number,
        box: boxOnPage(box, page.size),
      })),
    )
}

function elementOf(passage: Passage, page: PdfPage, outline: Outline, style: Style): Element {
  const place = { page: page.number, box: boxOnPage(passage.box, page.size) }
  if (passage.kind === 'table') return { kind: 'table', text: passage.text, ...place }
  const { text } = passage
  const level = levelOf(passage, page.number, outline, style)
  if (level !== undefined) return { kind: 'title', text, level, ...place }
  const kind = passage.isCode ? 'code' : passage.isListItem ? 'list-item' : 'text'
  return { kind, text, ...place }
}
