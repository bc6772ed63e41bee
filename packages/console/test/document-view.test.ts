import { describe, expect, it } from 'vitest'
import { boxesOn, isSamePassage, pageOf, placeOf } from '../src/document-view/highlight.ts'
import { joinLetters } from '../src/document-view/join-letters.ts'
import { kindOf } from '../src/document-view/kind.ts'
import {
  drawnSize,
  fitScale,
  pageAt,
  pagesWithin,
  passageTop,
  rescaledTop,
  topOf,
} from '../src/document-view/pages.ts'
import { passageIn } from '../src/document-view/passage.ts'

const a4 = { width: 595, height: 842 }
const box = { left: 59.5, top: 84.2, right: 119, bottom: 168.4 }

describe('the place of a passage', () => {
  it('is a share of the page, whatever its scale', () => {
    expect(placeOf(box, a4)).toEqual({ left: '10%', top: '10%', width: '10%', height: '10%' })
  })

  it('begins on the first page that it is marked on', () => {
    const boxes = [
      { page: 4, box },
      { page: 3, box },
    ]
    const passage = { chunkId: 'c', span: { start: 0, end: 1 }, quote: 'q' }
    expect(pageOf({ ...passage, boxes, page: 9 })).toBe(3)
    expect(pageOf({ ...passage, boxes: [], page: 9 })).toBe(9)
    expect(pageOf({ ...passage, boxes: [], page: null })).toBeUndefined()
    expect(boxesOn(4, boxes)).toEqual([box])
  })

  it('is the same one when somebody makes it anew', () => {
    const passage = { chunkId: 'c', page: 1, boxes: [], span: { start: 0, end: 4 }, quote: 'q' }
    expect(isSamePassage(passage, { ...passage, span: { start: 0, end: 4 } })).toBe(true)
    expect(isSamePassage(passage, { ...passage, span: { start: 1, end: 4 } })).toBe(false)
    expect(isSamePassage(passage, { ...passage, chunkId: 'd' })).toBe(false)
    expect(isSamePassage(undefined, passage)).toBe(false)
    expect(isSamePassage(undefined, undefined)).toBe(true)
  })

  it('is where the span says while the quote stands there, else where the quote is', () => {
    const text = 'one two three two'
    expect(passageIn(text, { span: { start: 14, end: 17 }, quote: 'two' }).before).toBe(
      'one two three ',
    )
    expect(passageIn(text, { span: { start: 0, end: 3 }, quote: 'two' }).before).toBe('one ')
    expect(passageIn(text, { span: { start: 0, end: 3 }, quote: 'four' })).toEqual({
      before: '',
      passage: text,
      after: '',
    })
  })
})

describe('pages below each other', () => {
  const pages = [a4, { width: 842, height: 595 }, a4]

  it('are as wide as the room that there is, with a gap at both sides', () => {
    expect(fitScale(pages, 842 + 32)).toBe(1)
  })

  it('stand where the pages above them end', () => {
    expect([1, 2, 3].map((page) => topOf(pages, page, 1))).toEqual([16, 874, 1485])
  })

  it('are known by what is in the middle of the window', () => {
    expect(pageAt(pages, 0, 1)).toBe(1)
    expect(pageAt(pages, 900, 1)).toBe(2)
    expect(pageAt(pages, 99_999, 1)).toBe(3)
  })

  it('are drawn where they are seen and half a window around', () => {
    const many = Array.from({ length: 1000 }, () => a4)
    const seen = pagesWithin(many, topOf(many, 500, 1), 800, 1)
    expect(seen.map(({ page }) => page)).toEqual([499, 500, 501])
    expect(seen[1]?.topPixels).toBe(topOf(many, 500, 1))
  })

  it('keep what is at the top there when they change their size', () => {
    const halfOfSecond = topOf(pages, 2, 1) + 297.5
    expect(rescaledTop(pages, halfOfSecond, 1, 2)).toBe(topOf(pages, 2, 2) + 595)
  })

  it('are scrolled to a little above the passage', () => {
    const passage = { chunkId: 'c', page: 2, span: { start: 0, end: 1 }, quote: 'q' }
    const at = (boxes: readonly { page: number; box: typeof box }[]) =>
      passageTop(pages, { ...passage, boxes }, 2)
    expect(at([{ page: 3, box: { ...box, top: 200 } }])).toBe(topOf(pages, 3, 2) + 400 - 96)
    expect(at([])).toBe(topOf(pages, 2, 2) - 16)
    expect(at([{ page: 1, box: { ...box, top: 0 } }])).toBe(0)
  })

  it('take no more pixels than help anybody', () => {
    expect(drawnSize(a4, 1, 2)).toEqual({ width: 1190, height: 1684 })
    const { width, height } = drawnSize(a4, 8, 3)
    expect(width * height).toBeLessThan(12_100_000)
    expect(width / height).toBeCloseTo(595 / 842, 2)
  })
})

describe('how a document is shown', () => {
  it.each([
    ['규정.PDF', 'application/octet-stream', 'pages'],
    ['scan.jpeg', '', 'picture'],
    ['notes.md', 'application/pdf', 'text'],
    ['scan.tiff', '', 'scan'],
    ['no-end', 'image/tiff', 'scan'],
    ['no-end', 'application/pdf', 'pages'],
    ['no-end', 'image/png', 'picture'],
    ['no-end', '', 'text'],
  ])('%s claimed to be %s as %s', (name, mediaType, kind) => {
    expect(kindOf(name, mediaType)).toBe(kind)
  })
})

describe('the letters of a page', () => {
  const at = (letter: string, left: number, top: number) => ({
    letter,
    box: { left, top, right: left + 5, bottom: top + 10 },
  })

  it('make lines, with their spaces and without those at their ends', () => {
    const letters = [at('a', 0, 0), at(' ', 5, 0), at('b', 10, 1), { letter: '\r' }, at('c', 0, 20)]
    expect(joinLetters(letters)).toEqual([
      { text: 'a b', box: { left: 0, top: 0, right: 15, bottom: 11 } },
      { text: 'c', box: { left: 0, top: 20, right: 5, bottom: 30 } },
    ])
  })

  it('stay apart in columns and on lines that no break ends', () => {
    const letters = [at('a', 0, 0), at('b', 200, 0), at('c', 0, 30)]
    expect(joinLetters(letters).map(({ text }) => text)).toEqual(['a', 'b', 'c'])
  })
})
