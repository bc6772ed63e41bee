// Markdown: headings, paragraphs, items, code and tables, as plain text without its marks.

import { GFM, parser } from '@lezer/markdown'
import type { Element, ElementKind, ParsedPages } from '../../ports/parser.js'
import { decodeEntity } from './entities.js'
import { parseFailure } from './failure.js'
import type { Source } from './source.js'
import { writeTable, type TableWriter } from './table-text.js'
import { readText } from './text-encoding.js'

/** Hard breaks grow with the square of blanks, and are blanks for us. */
const markdown = parser.configure([GFM, { remove: ['HardBreak'] }])

/** The tree is some times larger than the text. */
const sizeBytesMax = 32 << 20
const elementsAtOnce = 500
const noPages = { done: 0, total: 0 }

type Leaf = {
  readonly name: string
  readonly from: number
  readonly cuts: { readonly from: number; readonly to: number; readonly instead: string }[]
}

const headings: { readonly [name: string]: number } = {
  ATXHeading1: 1,
  ATXHeading2: 2,
  ATXHeading3: 3,
  ATXHeading4: 4,
  ATXHeading5: 5,
  ATXHeading6: 6,
  SetextHeading1: 1,
  SetextHeading2: 2,
}
const leaves = new Set([
  ...Object.keys(headings),
  'Paragraph',
  'Task',
  'FencedCode',
  'CodeBlock',
  'TableCell',
  'HTMLBlock',
])
const marks = new Set([
  'CodeInfo',
  'CodeMark',
  'Comment',
  'EmphasisMark',
  'HTMLTag',
  'HeaderMark',
  'LinkLabel',
  'LinkMark',
  'ListMark',
  'QuoteMark',
  'StrikethroughMark',
  'TaskMarker',
])

export async function* parseMarkdown(source: Source): AsyncGenerator<ParsedPages> {
  let whole = ''
  const limit = Math.min(source.sizeBytesMax, sizeBytesMax)
  for await (const piece of readText(source.path, limit)) whole += piece
  const { title, text } = withoutFrontMatter(whole.replaceAll('\r\n', '\n'))
  const elements = [...title, ...elementsOf(text)]
  for (let start = 0; start < elements.length; start += elementsAtOnce) {
    yield { elements: elements.slice(start, start + elementsAtOnce), progress: noPages }
  }
}

/** Settings that generators of pages keep above the text; the title among them is the document's. */
function withoutFrontMatter(text: string): {
  readonly title: readonly Element[]
  readonly text: string
} {
  const matter = /^---\n(.{0,10000}?)\n---\n/s.exec(text)
  if (matter === null) return { title: [], text }
  const title = /^title:\s*["']?(.+?)["']?\s*$/m.exec(matter[1] ?? '')?.[1]
  return {
    title: title === undefined ? [] : [{ kind: 'title', level: 1, text: title }],
    text: text.slice(matter[0].length),
  }
}

function elementsOf(text: string): readonly Element[] {
  const elements: Element[] = []
  const around: string[] = []
  let leaf: Leaf | undefined
  let table: TableWriter | undefined
  let row: string[] = []
  markdown.parse(text).iterate({
    enter({ name, from, to }) {
      around.push(name)
      if (around.length > depthMax) throw parseFailure('broken')
      if (name === 'Table') table = writeTable()
      if (leaf !== undefined) leaf.cuts.push(...cutsOf(text, name, around.at(-2), from, to))
      else if (leaves.has(name)) leaf = { name, from, cuts: [] }
    },
    leave({ name, from, to }) {
      around.pop()
      if (name === 'TableHeader' || name === 'TableRow') {
        elements.push(...(table?.add(row) ?? []))
        row = []
      }
      if (name === 'Table') elements.push(...(table?.end() ?? []))
      if (leaf === undefined || leaf.name !== name || leaf.from !== from) return
      const own = textOf(text, leaf, to)
      leaf = undefined
      if (name === 'TableCell') row.push(own)
      else if (own !== '') elements.push(elementOf(name, own, around))
    },
  })
  return elements
}

const depthMax = 2000

function cutsOf(
  text: string,
  name: string,
  parent: string | undefined,
  from: number,
  to: number,
): Leaf['cuts'] {
  if (name === 'LinkTitle') return [{ from: from - 1, to, instead: '' }]
  if (marks.has(name)) return [{ from, to, instead: '' }]
  // The address behind a link's words, but not one that is the words.
  if (name === 'URL' && (parent === 'Link' || parent === 'Image'))
    return [{ from, to, instead: '' }]
  if (name === 'Escape') return [{ from, to, instead: text.slice(from + 1, to) }]
  return name === 'Entity' ? [{ from, to, instead: decodeEntity(text.slice(from, to)) }] : []
}

function textOf(text: string, { name, from, cuts }: Leaf, to: number): string {
  let result = ''
  let at = from
  for (const cut of cuts) {
    if (cut.from < at) continue
    result += text.slice(at, cut.from) + cut.instead
    at = cut.to
  }
  result += text.slice(at, to)
  const isCode = name === 'FencedCode' || name === 'CodeBlock'
  if (isCode) return result.replace(/^\n+/, '').trimEnd()
  const plain = name === 'HTMLBlock' ? result.replaceAll(/<[^>]{0,2000}>/g, ' ') : result
  return plain.replaceAll(/\s+/g, ' ').trim().normalize('NFC')
}

function elementOf(name: string, text: string, around: readonly string[]): Element {
  const level = headings[name]
  if (level !== undefined) return { kind: 'title', text, level }
  return { kind: kindOf(name, around), text }
}

function kindOf(name: string, around: readonly string[]): ElementKind {
  if (name === 'FencedCode' || name === 'CodeBlock') return 'code'
  return around.includes('ListItem') ? 'list-item' : 'text'
}
