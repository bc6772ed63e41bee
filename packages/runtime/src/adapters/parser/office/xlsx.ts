// Workbooks: each visible sheet is a page with its name as title; rows that stand together are a table.

import type { Element, ParsedPages } from '../../../ports/parser.js'
import { parseFailure } from '../failure.js'
import type { Source } from '../source.js'
import { writeTable, type TableWriter } from '../table-text.js'
import { openZip, type Zip } from '../zip.js'
import { relationsOf } from './relations.js'
import { drain, readXml, type Attributes } from './xml.js'

type Sheet = { readonly name: string; readonly part: string }
type Book = {
  readonly sheets: readonly Sheet[]
  readonly strings: readonly string[]
  /** By the index of a cell's style: whether its number is a day. */
  readonly isDate: readonly boolean[]
}

const main = 'xl/workbook.xml'
/** Of all texts of a book, which stay in memory as long as it is read. */
const stringCharactersMax = 64 << 20
const columnsMax = 512
const elementsAtOnce = 20

export async function* parseXlsx(source: Source): AsyncGenerator<ParsedPages> {
  const zip = await openZip(source.path, source.sizeBytesMax)
  try {
    if (!zip.names.includes(main)) throw parseFailure('broken')
    const book = await readBook(zip)
    const total = book.sheets.length
    for (const [index, sheet] of book.sheets.entries()) {
      const reader = sheetReader(book, index + 1)
      let elements: Element[] = [{ kind: 'title', text: sheet.name, level: 1, page: index + 1 }]
      const steps = readXml(zip.readText(sheet.part), reader.handler)
      while ((await steps.next()).done !== true) {
        elements.push(...reader.take())
        if (elements.length < elementsAtOnce) continue
        yield { elements, progress: { done: index, total } }
        elements = []
      }
      elements.push(...reader.end())
      const isEmpty = elements.length === 1 && elements[0]?.kind === 'title'
      yield { elements: isEmpty ? [] : elements, progress: { done: index + 1, total } }
    }
  } finally {
    await zip.close()
  }
}

async function readBook(zip: Zip): Promise<Book> {
  const relations = await relationsOf(zip, main)
  const sheets: Sheet[] = []
  let strings: readonly string[] = []
  await drain(
    readXml(zip.readText(main), {
      open(name, attributes) {
        const part = relations.get(attributes['r:id'] ?? '')?.target
        const isVisible = (attributes['state'] ?? 'visible') === 'visible'
        if (name !== 'sheet' || part === undefined || !isVisible) return
        sheets.push({ name: (attributes['name'] ?? '').normalize('NFC'), part })
      },
    }),
  )
  const targetOf = (type: string): string =>
    [...relations.values()].find((relation) => relation.type === type)?.target ?? ''
  strings = await readStrings(zip, targetOf('sharedStrings'))
  return { sheets, strings, isDate: await readDateStyles(zip, targetOf('styles')) }
}

async function readStrings(zip: Zip, part: string): Promise<readonly string[]> {
  const strings: string[] = []
  let text = ''
  let isText = false
  let isPhonetic = false
  let length = 0
  await drain(
    readXml(zip.readText(part), {
      open(name) {
        if (name === 'si') text = ''
        if (name === 'rPh') isPhonetic = true
        isText = name === 't'
      },
      close(name) {
        if (name === 'rPh') isPhonetic = false
        if (name === 't') isText = false
        if (name === 'si') strings.push(text)
      },
      text(piece) {
        if (!isText || isPhonetic) return
        text += piece
        length += piece.length
        if (length > stringCharactersMax) throw parseFailure('too-large')
      },
    }),
  )
  return strings
}

/** Numbers of formats that are built in: dates and times. */
const isBuiltInDate = (format: number): boolean =>
  (format >= 14 && format <= 17) ||
  format === 22 ||
  (format >= 27 && format <= 36) ||
  (format >= 50 && format <= 58)

/** Letters of days and years outside of quoted text and of brackets. */
const isDateFormat = (code: string): boolean =>
  /[yd년일]/i.test(code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, ''))

async function readDateStyles(zip: Zip, part: string): Promise<readonly boolean[]> {
  const custom = new Map<number, boolean>()
  const isDate: boolean[] = []
  let isInCells = false
  await drain(
    readXml(zip.readText(part), {
      open(name, { numFmtId, formatCode = '' }) {
        const format = Number(numFmtId ?? 0)
        if (name === 'numFmt') custom.set(format, isDateFormat(formatCode))
        if (name === 'cellXfs') isInCells = true
        if (name === 'xf' && isInCells) isDate.push(custom.get(format) ?? isBuiltInDate(format))
      },
      close(name) {
        if (name === 'cellXfs') isInCells = false
      },
    }),
  )
  return isDate
}

type SheetReader = {
  readonly handler: Parameters<typeof readXml>[1]
  take(): readonly Element[]
  end(): readonly Element[]
}

type Cell = { column: number; type: string; style: number; value: string }

function sheetReader(book: Book, page: number): SheetReader {
  let elements: Element[] = []
  let table: TableWriter | undefined
  let row: string[] = []
  let rowNumber = 0
  let lastRow = 0
  let cell: Cell = { column: 0, type: 'n', style: 0, value: '' }
  let isValue = false

  const finishTable = (): void => {
    elements.push(...(table?.end() ?? []))
    table = undefined
  }
  const finishRow = (): void => {
    const filled = row.filter((value) => value.trim() !== '')
    if (filled.length === 0) return
    // An empty row parts tables; a single text above a table is no header of it.
    if (rowNumber > lastRow + 1) finishTable()
    lastRow = rowNumber
    if (table === undefined && filled.length === 1) {
      elements.push({ kind: 'text', text: filled.join('').trim().normalize('NFC'), page })
      return
    }
    table ??= writeTable({ page })
    elements.push(...table.add(row))
  }
  const openCell = (attributes: Attributes): void => {
    const column = columnOf(attributes['r']) ?? cell.column + 1
    cell = {
      column,
      type: attributes['t'] ?? 'n',
      style: Number(attributes['s'] ?? 0),
      value: '',
    }
  }
  return {
    handler: {
      open(name, attributes) {
        if (name === 'row') {
          row = []
          rowNumber = Number(attributes['r'] ?? rowNumber + 1)
          cell = { column: 0, type: 'n', style: 0, value: '' }
        }
        if (name === 'c') openCell(attributes)
        isValue = name === 'v' || name === 't'
      },
      close(name) {
        if (name === 'v' || name === 't') isValue = false
        if (name === 'c' && cell.column <= columnsMax) {
          while (row.length < cell.column - 1) row.push('')
          row[cell.column - 1] = textOf(cell, book)
        }
        if (name === 'row') finishRow()
      },
      text(text) {
        if (isValue) cell.value += text
      },
    },
    take() {
      const taken = elements
      elements = []
      return taken
    },
    end() {
      finishTable()
      return this.take()
    },
  }
}

/** `AB12` is column 28. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0]
  if (letters === undefined) return undefined
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column
}

function textOf({ type, style, value }: Cell, { strings, isDate }: Book): string {
  if (type === 's') return strings[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type !== 'n' || value === '') return value
  return isDate[style] === true ? dayOf(Number(value)) : numberOf(value)
}

/** Days since the end of 1899, with the day that Excel counts too many. */
function dayOf(serial: number): string {
  if (!Number.isFinite(serial) || serial < 1 || serial > 2_958_465) return String(serial)
  const [date = '', time = ''] = new Date(Math.round((serial - 25_569) * 86_400_000))
    .toISOString()
    .split('T')
  return serial % 1 === 0 ? date : `${date} ${time.slice(0, 5)}`
}

/** Binary fractions are written with seventeen digits; people typed fewer. */
function numberOf(value: string): string {
  const number = Number(value)
  return Number.isFinite(number) && value.length > 15
    ? String(Number(number.toPrecision(15)))
    : value
}
