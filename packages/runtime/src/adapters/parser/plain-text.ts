// Plain text: paragraphs are what stands between empty lines.

import type { Element, ParsedPages } from '../../ports/parser.js'
import type { Source } from './source.js'
import { readText } from './text-encoding.js'

const noPages = { done: 0, total: 0 }

export async function* parsePlainText({
  path,
  sizeBytesMax,
  charactersMax,
}: Source): AsyncGenerator<ParsedPages> {
  let open = ''
  for await (const piece of readText(path, sizeBytesMax)) {
    const parts = (open + piece.replaceAll('\r\n', '\n')).split(/\n[^\S\n]*\n/)
    open = parts.pop() ?? ''
    // A text without empty lines is handed over in parts, each ending with a line or a word where it can.
    for (; open.length > charactersMax; open = open.slice(endOfPart(open, charactersMax))) {
      parts.push(open.slice(0, endOfPart(open, charactersMax)))
    }
    yield { elements: parts.flatMap(elementOf), progress: noPages }
  }
  yield { elements: elementOf(open), progress: noPages }
}

function endOfPart(text: string, charactersMax: number): number {
  const end = Math.max(text.lastIndexOf('\n', charactersMax), text.lastIndexOf(' ', charactersMax))
  return end > charactersMax / 2 ? end : charactersMax
}

function elementOf(paragraph: string): readonly Element[] {
  const text = paragraph
    .replaceAll('\u0000', '')
    .replaceAll(/[^\S\n]+\n/g, '\n')
    .trim()
  return text === '' ? [] : [{ kind: 'text', text: text.normalize('NFC') }]
}
