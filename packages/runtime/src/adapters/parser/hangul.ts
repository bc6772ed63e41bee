// Hangul documents (HWP, HWPX) and the old binary workbooks, by kordoc; pages are those of the saved layout.

import { readFile } from 'node:fs/promises'
import { parse, type IRBlock, type IRCell, type IRTable } from 'kordoc'
import type { Element, ParseFailure, ParsedPages } from '../../ports/parser.js'
import { parseFailure } from './failure.js'
import { startsWithMarker } from './markers.js'
import type { Source } from './source.js'
import { writeTable } from './table-text.js'

/** Kordoc holds the whole document, some times over. */
const sizeBytesMax = 128 << 20
const elementsAtOnce = 200

/** What kordoc says of a file that it refuses. */
const failures: { readonly [code: string]: ParseFailure } = {
  EMPTY_INPUT: 'empty',
  UNSUPPORTED_FORMAT: 'unsupported',
  ENCRYPTED: 'encrypted',
  DRM_PROTECTED: 'encrypted',
  DECOMPRESSION_BOMB: 'too-large',
  ZIP_BOMB: 'too-large',
}

export async function* parseHangul(source: Source): AsyncGenerator<ParsedPages> {
  const file = await readFile(source.path)
  if (file.length > sizeBytesMax) throw parseFailure('too-large')
  const bytes = new Uint8Array(file).buffer
  const result = await parse(bytes)
  if (!result.success) throw parseFailure(failures[result.code ?? ''] ?? 'broken')
  const hasPages = result.metadata?.pageMode !== 'section'
  const elements = result.blocks.flatMap((block) => elementsOf(block, hasPages))
  const total = hasPages ? (result.pageCount ?? 0) : 0
  for (let start = 0; start < elements.length; start += elementsAtOnce) {
    const some = elements.slice(start, start + elementsAtOnce)
    yield { elements: some, progress: { done: some.at(-1)?.page ?? 0, total } }
  }
}

function elementsOf(block: IRBlock, hasPages: boolean): readonly Element[] {
  const place = hasPages && block.pageNumber !== undefined ? { page: block.pageNumber } : {}
  const text = (block.text ?? '').trim().normalize('NFC')
  const notes = block.footnoteText?.trim().normalize('NFC') ?? ''
  const own: Element[] = []
  if (block.type === 'table' && block.table !== undefined) own.push(...tableOf(block.table, place))
  else if (text !== '') {
    if (block.type === 'heading')
      own.push({ kind: 'title', text, level: block.level ?? 2, ...place })
    else own.push({ kind: isItem(block, text) ? 'list-item' : 'text', text, ...place })
  }
  if (notes !== '') own.push({ kind: 'text', text: notes, ...place })
  return [...own, ...(block.children ?? []).flatMap((child) => elementsOf(child, hasPages))]
}

/** Most lists in Hangul are paragraphs that begin with a sign. */
const isItem = (block: IRBlock, text: string): boolean =>
  block.type === 'list' || startsWithMarker(text)

type Place = { readonly page?: number }

/** A table of one cell is a frame around text. */
function tableOf(table: IRTable, place: Place): readonly Element[] {
  const caption = table.caption?.trim() ?? ''
  const captions: readonly Element[] =
    caption === '' ? [] : [{ kind: 'caption', text: caption.normalize('NFC'), ...place }]
  const [only, ...others] = table.cells.flat()
  if (only !== undefined && others.length === 0) {
    const blocks: readonly IRBlock[] = only.blocks ?? [{ type: 'paragraph', text: only.text }]
    const hasPage = place.page !== undefined
    return [
      ...captions,
      ...blocks.flatMap((block) => elementsOf({ ...block, ...pageNumberOf(place) }, hasPage)),
    ]
  }
  const writer = writeTable(place)
  const rows = table.cells.flatMap((row) => writer.add(row.map(textOfCell)))
  return [...captions, ...rows, ...writer.end()]
}

const pageNumberOf = ({ page }: Place): { readonly pageNumber?: number } =>
  page === undefined ? {} : { pageNumber: page }

const textOfCell = ({ text }: IRCell): string => text
