import { describe, expect, it } from 'vitest'
import { chunkByTitle, type Chunk } from '../../src/ingest/chunk-by-title.js'
import type { Element } from '../../src/ports/parser.js'

const guide = { charactersMax: 1500, newAfterCharacters: 1000 }

function chunksOf(elements: readonly Element[], given = guide): readonly Chunk[] {
  const chunker = chunkByTitle(given)
  return [...chunker.push(elements), ...chunker.end()]
}

const title = (text: string, level = 2): Element => ({ kind: 'title', text, level })
const paragraph = (text: string): Element => ({ kind: 'text', text })
const sentences = (count: number): string =>
  Array.from({ length: count }, (_, index) => `${index + 1}번째 직원은 휴가를 신청한다.`).join(' ')

describe('chunkByTitle', () => {
  it('begins a chunk at a title and keeps the path of headings', () => {
    const chunks = chunksOf([
      title('취업규칙', 1),
      title('휴가'),
      paragraph(sentences(20)),
      title('급여'),
      paragraph(sentences(20)),
    ])
    expect(chunks.map(({ titles }) => titles)).toEqual([
      ['취업규칙', '휴가'],
      ['취업규칙', '급여'],
    ])
    expect(chunks[0]?.text.startsWith('취업규칙\n\n휴가\n\n1번째')).toBe(true)
    expect(chunks[1]?.text.startsWith('급여\n\n1번째')).toBe(true)
  })

  it('combines sections that are too short to stand alone', () => {
    const chunks = chunksOf([
      title('총칙', 1),
      title('목적'),
      paragraph('이 규칙은 휴가를 정한다.'),
      title('범위'),
      paragraph('모든 직원에게 쓴다.'),
    ])
    expect(chunks).toHaveLength(1)
    expect(chunks[0]?.titles).toEqual(['총칙'])
    const apart = chunksOf([title('가'), paragraph('x'.repeat(400)), title('나'), paragraph('y')])
    expect(apart).toHaveLength(2)
  })

  it('takes nothing more after the soft maximum, and never ends with a title', () => {
    const long = sentences(60)
    expect(long.length).toBeGreaterThan(1000)
    const chunks = chunksOf([paragraph(long), paragraph('다음'), title('끝'), paragraph('마지막')])
    expect(chunks.map(({ text }) => text)).toEqual([long, '다음\n\n끝\n\n마지막'])
  })

  it('cuts long text at the ends of sentences, in Korean and in English', () => {
    for (const sentence of [
      '모든 직원은 매년 휴가를 신청한다.',
      'Every employee asks for leave.',
    ]) {
      const chunks = chunksOf([paragraph(Array(200).fill(sentence).join(' '))])
      expect(chunks.length).toBeGreaterThan(2)
      for (const { text } of chunks) expect(text.endsWith(sentence)).toBe(true)
    }
  })

  it('lets tables stand alone below their title and repeats their first row', () => {
    const rows = Array.from({ length: 120 }, (_, index) => `${index} | 서울 | 1,000`)
    const chunks = chunksOf([
      paragraph('앞'),
      title('지역별 매출'),
      { kind: 'table', text: ['번호 | 지역 | 매출', ...rows].join('\n') },
      paragraph('뒤'),
    ])
    expect(chunks[0]?.text).toBe('앞')
    expect(chunks[1]?.text.startsWith('지역별 매출\n\n번호 | 지역 | 매출\n0 |')).toBe(true)
    expect(chunks[2]?.text.startsWith('번호 | 지역 | 매출\n')).toBe(true)
    expect(chunks.at(-1)?.text).toBe('뒤')
    expect(chunks.at(-1)?.titles).toEqual(['지역별 매출'])
  })

  it('leaves out what repeats on every page', () => {
    const chunks = chunksOf([
      { kind: 'header', text: '머리말' },
      paragraph('본문'),
      { kind: 'footer', text: '- 1 -' },
    ])
    expect(chunks.map(({ text }) => text)).toEqual(['본문'])
  })

  it('says where its text stands and whether it was read from a picture', () => {
    const box = { left: 10, top: 20, right: 30, bottom: 40 }
    const other = { left: 11, top: 21, right: 31, bottom: 41 }
    const chunks = chunksOf([
      { kind: 'text', text: 'first', page: 3, box },
      { kind: 'text', text: 'second', page: 4, box: other, isRecognized: true },
    ])
    expect(chunks).toEqual([
      {
        ordinal: 0,
        titles: [],
        text: 'first\n\nsecond',
        pageFirst: 3,
        pageLast: 4,
        spans: [
          { start: 0, end: 5, page: 3, box },
          { start: 7, end: 13, page: 4, box: other },
        ],
        isRecognized: true,
      },
    ])
  })

  it('takes a text of millions of characters in no more than seconds', () => {
    const begin = performance.now()
    const chunks = chunksOf([paragraph('긴 글 '.repeat(2_000_000))])
    expect(chunks.length).toBeGreaterThan(5000)
    expect(performance.now() - begin).toBeLessThan(5000)
  })
})
