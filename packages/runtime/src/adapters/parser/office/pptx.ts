// Presentations: slide by slide, the title first, then shapes and tables with their place on the slide, then the notes.

import type { Box, Element, ParsedPages } from '../../../ports/parser.js'
import { parseFailure } from '../failure.js'
import { boxOnPage, type Size } from '../pdf/geometry.js'
import type { Source } from '../source.js'
import { writeTable, type TableWriter } from '../table-text.js'
import { openZip, type Zip } from '../zip.js'
import { relationsOf } from './relations.js'
import { attributeOf, drain, readXml, type Attributes } from './xml.js'

type Presentation = { readonly slides: readonly string[]; readonly size: Size }

const main = 'ppt/presentation.xml'
/** English Metric Units, of which a point has this many. */
const unitsPerPoint = 12_700
const defaultSize = { width: 720, height: 540 }

export async function* parsePptx(source: Source): AsyncGenerator<ParsedPages> {
  const zip = await openZip(source.path, source.sizeBytesMax)
  try {
    if (!zip.names.includes(main)) throw parseFailure('broken')
    const { slides, size } = await readPresentation(zip)
    for (const [index, slide] of slides.entries()) {
      const page = index + 1
      yield {
        elements: [
          ...(await readSlide(zip, slide, page, size)),
          ...(await readNotes(zip, slide, page)),
        ],
        progress: { done: page, total: slides.length },
      }
    }
  } finally {
    await zip.close()
  }
}

async function readPresentation(zip: Zip): Promise<Presentation> {
  const relations = await relationsOf(zip, main)
  const slides: string[] = []
  let size = defaultSize
  await drain(
    readXml(zip.readText(main), {
      open(name, attributes) {
        if (name === 'sldId') {
          const target = relations.get(attributes['r:id'] ?? '')?.target
          if (target !== undefined) slides.push(target)
        }
        if (name === 'sldSz') {
          size = { width: points(attributes['cx']), height: points(attributes['cy']) }
        }
      },
    }),
  )
  return { slides, size }
}

const points = (units: string | undefined): number => Number(units ?? 0) / unitsPerPoint

type Shape = {
  kind: 'title' | 'text' | 'footer'
  level: number
  paragraphs: { text: string; isItem: boolean }[]
  table: { readonly writer: TableWriter; row: string[] } | undefined
  left: number
  top: number
  width: number
  height: number
}

const emptyShape = (): Shape => ({
  kind: 'text',
  level: 2,
  paragraphs: [],
  table: undefined,
  left: 0,
  top: 0,
  width: 0,
  height: 0,
})

async function readSlide(
  zip: Zip,
  slide: string,
  page: number,
  size: Size,
): Promise<readonly Element[]> {
  const titles: Element[] = []
  const others: Element[] = []
  let shape: Shape | undefined
  let groups = 0
  let isText = false
  let elements: readonly Element[] = []
  const finish = (): void => {
    if (shape === undefined) return
    // Shapes in a group have coordinates of the group's own.
    const box = groups === 0 ? boxOf(shape, size) : undefined
    const own = [...elementsOf(shape), ...elements].map((element) => ({
      ...element,
      page,
      ...(box === undefined ? {} : { box }),
    }))
    ;(shape.kind === 'title' ? titles : others).push(...own)
    shape = undefined
    elements = []
  }
  await drain(
    readXml(zip.readText(slide), {
      open(name, attributes) {
        if (name === 'grpSp') groups += 1
        if (name === 'sp' || name === 'graphicFrame') shape = emptyShape()
        if (name === 't') isText = true
        if (shape !== undefined) openInShape(shape, name, attributes)
      },
      close(name) {
        if (name === 'grpSp') groups -= 1
        if (name === 't') isText = false
        if (shape !== undefined) elements = [...elements, ...closeInShape(shape, name)]
        if (name === 'sp' || name === 'graphicFrame') finish()
      },
      text(text) {
        const paragraph = shape?.paragraphs.at(-1)
        if (isText && paragraph !== undefined) paragraph.text += text
      },
    }),
  )
  return [...titles, ...others]
}

const footers = new Set(['ftr', 'sldNum', 'dt'])

function openInShape(shape: Shape, name: string, attributes: Attributes): void {
  if (name === 'ph') {
    const type = attributes['type'] ?? 'body'
    if (type === 'title' || type === 'ctrTitle') shape.kind = 'title'
    if (type === 'ctrTitle') shape.level = 1
    if (footers.has(type)) shape.kind = 'footer'
  } else if (name === 'off') {
    shape.left = points(attributes['x'])
    shape.top = points(attributes['y'])
  } else if (name === 'ext' && attributes['cx'] !== undefined) {
    shape.width = points(attributes['cx'])
    shape.height = points(attributes['cy'])
  } else if (name === 'p') shape.paragraphs.push({ text: '', isItem: false })
  else if (name === 'buChar' || name === 'buAutoNum') {
    const paragraph = shape.paragraphs.at(-1)
    if (paragraph !== undefined) paragraph.isItem = true
  } else if (name === 'br') {
    const paragraph = shape.paragraphs.at(-1)
    if (paragraph !== undefined) paragraph.text += '\n'
  } else if (name === 'tbl') shape.table = { writer: writeTable(), row: [] }
}

function closeInShape(shape: Shape, name: string): readonly Element[] {
  const { table } = shape
  if (table === undefined) return []
  if (name === 'tc') {
    table.row.push(shape.paragraphs.map(({ text }) => text).join(' '))
    shape.paragraphs = []
  }
  if (name === 'tr') {
    const elements = table.writer.add(table.row)
    table.row = []
    return elements
  }
  return name === 'tbl' ? table.writer.end() : []
}

function elementsOf(shape: Shape): readonly Element[] {
  const paragraphs = shape.paragraphs
    .map(({ text, isItem }) => ({ text: text.trim().normalize('NFC'), isItem }))
    .filter(({ text }) => text !== '')
  if (shape.kind === 'title' && paragraphs.length > 0) {
    const text = paragraphs.map((paragraph) => paragraph.text).join(' ')
    return [{ kind: 'title', text, level: shape.level }]
  }
  return paragraphs.map(({ text, isItem }) => ({
    kind: shape.kind === 'text' && isItem ? 'list-item' : shape.kind,
    text,
  }))
}

function boxOf({ left, top, width, height }: Shape, size: Size): Box | undefined {
  if (width <= 0 || height <= 0) return undefined
  return boxOnPage({ left, top, right: left + width, bottom: top + height }, size)
}

async function readNotes(zip: Zip, slide: string, page: number): Promise<readonly Element[]> {
  const relations = [...(await relationsOf(zip, slide)).values()]
  const notes = relations.find(({ type }) => type === 'notesSlide')?.target
  if (notes === undefined) return []
  const elements: Element[] = []
  let isBody = false
  let isText = false
  let text = ''
  await drain(
    readXml(zip.readText(notes), {
      open(name, attributes) {
        if (name === 'sp') isBody = false
        if (name === 'ph') isBody = attributeOf(attributes, 'type') === 'body'
        if (name === 't') isText = true
      },
      close(name) {
        if (name === 't') isText = false
        if (name !== 'p') return
        const whole = text.trim().normalize('NFC')
        if (isBody && whole !== '') elements.push({ kind: 'text', text: whole, page })
        text = ''
      },
      text(piece) {
        if (isText) text += piece
      },
    }),
  )
  return elements
}
