// CSV and its kin: rows of quoted or bare values, read as they come, of any length.

import type { Element, ParsedPages } from '../../ports/parser.js'
import { parseFailure } from './failure.js'
import type { Source } from './source.js'
import { writeTable } from './table-text.js'
import { readText } from './text-encoding.js'

const separators = [',', '\t', ';', '|']
const noPages = { done: 0, total: 0 }

export async function* parseSeparatedValues(source: Source): AsyncGenerator<ParsedPages> {
  const table = writeTable()
  let reader: RowReader | undefined
  for await (const piece of readText(source.path, source.sizeBytesMax)) {
    reader ??= rowReader(separatorOf(piece), source.charactersMax)
    const elements: Element[] = []
    for (const row of reader.push(piece)) elements.push(...table.add(row))
    yield { elements, progress: noPages }
  }
  const last = reader?.end() ?? []
  yield { elements: [...last.flatMap((row) => table.add(row)), ...table.end()], progress: noPages }
}

/** The one that is most frequent in the first line. */
function separatorOf(text: string): string {
  const line = text.split('\n', 1)[0] ?? ''
  const count = (separator: string): number => line.split(separator).length
  return separators.reduce((best, other) => (count(other) > count(best) ? other : best), ',')
}

type Row = readonly string[]
type RowReader = { push(text: string): readonly Row[]; end(): readonly Row[] }

function rowReader(separator: string, charactersMax: number): RowReader {
  let row: string[] = []
  let cell = ''
  let length = 0
  let isQuoted = false
  let wasQuote = false
  const endCell = (): void => {
    row.push(cell)
    cell = ''
    isQuoted = false
    wasQuote = false
  }
  const take = (character: string, rows: Row[]): void => {
    length += 1
    // An unclosed quote makes a cell of all that follows.
    if (length > charactersMax) throw parseFailure('broken')
    if (isQuoted && character === '"') {
      if (wasQuote) cell += '"'
      wasQuote = !wasQuote
      return
    }
    if (isQuoted && !wasQuote) {
      cell += character
      return
    }
    if (character === separator) endCell()
    else if (character === '\n') {
      endCell()
      rows.push(row)
      row = []
      length = 0
    } else if (character === '"' && cell.trim() === '' && !wasQuote) {
      cell = ''
      isQuoted = true
    } else if (character !== '\r') cell += character
  }
  return {
    push(text) {
      const rows: Row[] = []
      for (const character of text) take(character, rows)
      return rows
    },
    end() {
      endCell()
      return [row]
    },
  }
}
