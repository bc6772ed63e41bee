// Which paragraphs are titles, and of what level: by the outline, by the font's size, by weight or by their number.

import type { Bookmark } from './document.js'
import type { Paragraph } from './paragraphs.js'
import { isTitleSize, type Style } from './style.js'

/** Titles that the outline names, by page: its level for each text. */
export type Outline = ReadonlyMap<number, ReadonlyMap<string, number>>

const linesMax = 3
const charactersMax = 200
const boldCharactersMax = 100
/** A line that is a little larger is a title only when it looks like one. */
const slightCharactersMax = 60
const clearRatio = 1.15
const numberedCharactersMax = 80
const levelMax = 6

const koreanDivision = /^제\s?\d+\s?(편|장|절|관)(?=\s|$)/
const koreanLevels = ['편', '장', '절', '관']
const numbered = /^(\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+\p{L}/u
const endsAsSentence = /[.。,;:!?]$|다$/

const normal = (text: string): string => text.replaceAll(/[\s\p{P}]+/gu, '').toLowerCase()

export function outlineOf(bookmarks: readonly Bookmark[]): Outline {
  const outline = new Map<number, Map<string, number>>()
  for (const { title, depth, page } of bookmarks) {
    const titles = outline.get(page) ?? new Map<string, number>()
    titles.set(normal(title), Math.min(depth + 1, levelMax))
    outline.set(page, titles)
  }
  return outline
}

/** The level from 1, or undefined for what is no title. */
export function levelOf(
  paragraph: Paragraph,
  page: number,
  outline: Outline,
  style: Style,
): number | undefined {
  const { text, lineCount, size, isBold, isCode } = paragraph
  // A line of a table of contents is no title: it names one.
  if (isCode || /… \d+$/.test(text)) return undefined
  if (lineCount > linesMax || text.length > charactersMax || !/\p{L}/u.test(text)) return undefined
  const outlined = outline.get(page)?.get(normal(text))
  if (outlined !== undefined) return outlined
  const isPlain =
    lineCount === 1 && text.length <= slightCharactersMax && !endsAsSentence.test(text)
  if (isTitleSize(size, style, clearRatio) || (isPlain && isTitleSize(size, style))) {
    const larger = style.titleSizes.filter((other) => other > size * 1.03).length
    return Math.min(1 + larger, levelMax)
  }
  const below = Math.min(1 + style.titleSizes.length, levelMax)
  const division = koreanDivision.exec(text)?.[1]
  if (division !== undefined && text.length <= numberedCharactersMax) {
    return Math.min(below + Math.max(0, koreanLevels.indexOf(division) - 1), levelMax)
  }
  if (lineCount > 1 || endsAsSentence.test(text)) return undefined
  const number = numbered.exec(text)?.[1]
  if (number !== undefined && text.length <= numberedCharactersMax) {
    return Math.min(below + number.split('.').length - 1, levelMax)
  }
  const standsOut = isBold && !style.isMostlyBold && size >= style.bodySize * 0.95
  return standsOut && text.length <= boldCharactersMax ? below : undefined
}
