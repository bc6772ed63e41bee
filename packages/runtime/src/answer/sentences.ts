// Cuts a text into sentences, each with its place, so that what is quoted can be found again.

import { isRow } from './table-rows.js'

/** UTF-16 units of the text, without blanks around. */
export type Sentence = { readonly start: number; readonly end: number; readonly text: string }

const segmenter = new Intl.Segmenter('ko', { granularity: 'sentence' })

/** Shorter pieces are not sentences: the segmenter ends one after every `3.` and `Co.`. */
const shortestCharacters = 12

/** Sentences in order. A line is never joined with the next: lists and rows of tables are sentences of their own. */
export function sentencesOf(text: string): readonly Sentence[] {
  const sentences: Sentence[] = []
  let lineStart = 0
  for (const line of text.split('\n')) {
    sentences.push(...(isRow(line) ? wholeLine(line, lineStart) : sentencesOfLine(line, lineStart)))
    lineStart += line.length + 1
  }
  return sentences
}

/** A row would lose its first cells. */
function wholeLine(line: string, lineStart: number): readonly Sentence[] {
  const text = line.trim()
  const start = lineStart + line.indexOf(text)
  return [{ start, end: start + text.length, text }]
}

function sentencesOfLine(line: string, lineStart: number): readonly Sentence[] {
  const pieces: { start: number; end: number }[] = []
  for (const { index, segment } of segmenter.segment(line)) {
    const last = pieces.at(-1)
    const isTail =
      last !== undefined && line.slice(last.start, last.end).trim().length < shortestCharacters
    if (isTail) last.end = index + segment.length
    else pieces.push({ start: index, end: index + segment.length })
  }
  return pieces.flatMap(({ start, end }) => {
    const text = line.slice(start, end).trim()
    const from = lineStart + start + line.slice(start, end).indexOf(text)
    return text === '' ? [] : [{ start: from, end: from + text.length, text }]
  })
}
