import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { startParser } from '../../src/adapters/parser/parser.js'
import type { Element, Parser } from '../../src/ports/parser.js'
import { pageHeight, pageWidth, writePdf, type Page, type Text } from './pdf-writer.js'
import { elementsOf, makeFolder, readAll, type Folder } from './reading.js'

const korean = '모든 직원은 해마다 정해진 날까지 휴가 계획을 부서장에게 내고 승인을 받는다'
const english = 'Every employee hands in a plan of leave by the day that is set each year'

/** Lines as a typesetter breaks them: each as full as its words allow. */
function set(text: string, x: number, y: number, characters: number, size = 10): readonly Text[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= characters) {
      lines[lines.length - 1] = `${last} ${word}`
    } else lines.push(word)
  }
  return lines.map((line, index) => ({ x, y: y + index * size * 1.3, text: line, size }))
}

function numbered(sentence: string, count: number): string {
  return Array.from({ length: count }, (_, index) => `${sentence} a${index}.`).join(' ')
}

describe('PDF', () => {
  let parser: Parser
  let folder: Folder
  beforeAll(async () => {
    parser = startParser()
    folder = await makeFolder()
  })
  afterAll(async () => {
    await parser.close()
    await folder.remove()
  })

  const read = async (
    pages: readonly Page[],
    outline: Parameters<typeof writePdf>[1] = [],
  ): Promise<readonly Element[]> =>
    elementsOf(await readAll(parser, await folder.write('a.pdf', writePdf(pages, outline))))

  const textsOf = (elements: readonly Element[], kind: Element['kind']): readonly string[] =>
    elements.filter((element) => element.kind === kind).map(({ text }) => text)

  it('joins lines to paragraphs, in Korean and in English, each with its page and box', async () => {
    const [koreanText, englishText] = [numbered(korean, 3), numbered(english, 3)]
    const elements = await read([
      { texts: set(koreanText, 60, 100, 45) },
      { texts: set(englishText, 60, 120, 90) },
    ])
    expect(elements.map(({ text, page }) => ({ text, page }))).toEqual([
      { text: koreanText, page: 1 },
      { text: englishText, page: 2 },
    ])
    for (const { box } of elements) {
      assert(box !== undefined)
      expect(box.left).toBeCloseTo(60, 0)
      expect(box.right).toBeGreaterThan(box.left + 300)
      expect(box.right).toBeLessThanOrEqual(pageWidth)
      expect(box.top).toBeGreaterThan(80)
      expect(box.bottom).toBeLessThan(180)
    }
  })

  it('reads two columns one after the other, between what crosses them', async () => {
    const [left, right, below] = [
      numbered(english, 4),
      numbered(korean, 5),
      numbered('Below all', 12),
    ]
    const elements = await read([
      {
        texts: [
          { x: 60, y: 80, text: 'Leave in two columns and one title that crosses', size: 20 },
          ...set(left, 60, 120, 42),
          // Lines of the other column stand between those of the first.
          ...set(right, 315, 126, 22),
          { x: 60, y: 400, text: 'Both', size: 14 },
          ...set(below, 60, 425, 95),
        ],
      },
    ])
    expect(elements.map(({ text }) => text)).toEqual([
      'Leave in two columns and one title that crosses',
      left,
      right,
      'Both',
      below,
    ])
    expect(elements.map(({ level }) => level)).toEqual([1, undefined, undefined, 2, undefined])
  })

  it('finds titles by size, by weight, by the outline and by Korean numbering', async () => {
    const body = (y: number): readonly Text[] => set(numbered(english, 3), 60, y, 90)
    const elements = await read(
      [
        {
          texts: [
            { x: 60, y: 80, text: '취업규칙', size: 24 },
            ...body(120),
            { x: 60, y: 200, text: 'Leave', size: 14 },
            ...body(230),
            { x: 60, y: 300, text: 'Sick leave', isBold: true },
            ...body(320),
            { x: 60, y: 400, text: '제2장 급여' },
            ...body(420),
            { x: 60, y: 500, text: 'Only the outline knows' },
            ...body(520),
          ],
        },
      ],
      [{ title: 'Only the outline knows', page: 1 }],
    )
    const titles = elements.filter(({ kind }) => kind === 'title')
    expect(titles.map(({ text, level }) => [text, level])).toEqual([
      ['취업규칙', 1],
      ['Leave', 2],
      ['Sick leave', 3],
      ['제2장 급여', 3],
      ['Only the outline knows', 1],
    ])
    expect(textsOf(elements, 'text')).toHaveLength(5)
  })

  it('reads tables by their rules, also where cells stand close and sides are open', async () => {
    const rows = [100, 120, 140, 160]
    const elements = await read([
      {
        texts: [
          { x: 63, y: 114, text: '이름' },
          { x: 163, y: 114, text: 'Days' },
          { x: 63, y: 134, text: '홍길동' },
          { x: 163, y: 134, text: '15' },
          // A text that ends where the next cell begins.
          { x: 63, y: 154, text: 'A name that fills it' },
          { x: 163, y: 154, text: '12' },
        ],
        rules: [
          ...rows.map((y) => [60, y, 260, y] as const),
          // Neither side has a rule of its own.
          [160, 100, 160, 160],
        ],
      },
    ])
    expect(elements).toEqual([
      {
        kind: 'table',
        text: '이름 | Days\n홍길동 | 15\nA name that fills it | 12',
        page: 1,
        box: { left: 60, top: 100, right: 260, bottom: 160 },
      },
    ])
  })

  it('says what a cell over several rows holds in each of them', async () => {
    const elements = await read([
      {
        texts: [
          { x: 63, y: 114, text: 'Sick' },
          { x: 163, y: 124, text: '진단서' },
          { x: 63, y: 134, text: 'Maternity' },
        ],
        rules: [
          [60, 100, 260, 100],
          [60, 120, 160, 120],
          [60, 140, 260, 140],
          [60, 100, 60, 140],
          [160, 100, 160, 140],
          [260, 100, 260, 140],
        ],
      },
    ])
    expect(elements.map(({ text }) => text)).toEqual(['Sick | 진단서\nMaternity | 진단서'])
  })

  it('reads tables without rules by what stands under one another', async () => {
    const row = (y: number, ...cells: readonly string[]): readonly Text[] =>
      cells.map((text, index) => ({ x: 60 + index * 150, y, text }))
    const elements = await read([
      {
        texts: [
          ...set(numbered(english, 3), 60, 80, 90),
          // Headings are centred over what they head.
          { x: 100, y: 150, text: 'Region' },
          { x: 250, y: 150, text: 'Sales' },
          { x: 400, y: 150, text: 'Growth' },
          ...row(165, '서울', '1,200', '12%'),
          ...row(180, '부산', '800', '7%'),
          ...set(numbered(korean, 3), 60, 230, 45),
        ],
      },
    ])
    expect(elements.map(({ kind }) => kind)).toEqual(['text', 'table', 'text'])
    expect(elements[1]?.text).toBe('Region | Sales | Growth\n서울 | 1,200 | 12%\n부산 | 800 | 7%')
  })

  it('does not take lists for tables', async () => {
    const elements = await read([
      {
        texts: ['1.', '2.', '3.', '4.'].flatMap((marker, index) => [
          { x: 60, y: 100 + index * 15, text: marker },
          { x: 90, y: 100 + index * 15, text: `Item of the list` },
        ]),
      },
    ])
    expect(elements.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      'list-item: 1. Item of the list',
      'list-item: 2. Item of the list',
      'list-item: 3. Item of the list',
      'list-item: 4. Item of the list',
    ])
  })

  it('marks what repeats on neighbouring pages, and leaves alone what does not', async () => {
    const elements = await read(
      [1, 2, 3, 4].map((number) => ({
        texts: [
          // Left and right pages have headers of their own.
          { x: 60, y: 40, text: number % 2 === 0 ? 'Handbook' : '취업규칙' },
          ...set(numbered(`${english} on page ${number}`, 3), 60, 120, 90),
          { x: 60, y: 790, text: `A note of page ${'one two three four'.split(' ')[number - 1]}` },
          { x: 290, y: 815, text: `- ${number} -` },
        ],
      })),
    )
    expect(textsOf(elements, 'header')).toEqual(['취업규칙', 'Handbook', '취업규칙', 'Handbook'])
    expect(textsOf(elements, 'footer')).toEqual(['- 1 -', '- 2 -', '- 3 -', '- 4 -'])
    expect(textsOf(elements, 'text').filter((text) => text.startsWith('A note'))).toHaveLength(4)
  })

  it('gives places on the page as people see it, also when it is turned', async () => {
    const [element] = await read([{ texts: [{ x: 60, y: 100, text: 'Turned' }], quarterTurns: 1 }])
    assert(element?.box !== undefined)
    // A quarter turn to the right: what was 100 from above is 100 from the right.
    expect(element.box.right).toBeGreaterThan(pageHeight - 105)
    expect(element.box.right).toBeLessThan(pageHeight - 85)
    expect(element.box.top).toBeCloseTo(60, 0)
  })

  it('joins words that were parted at the end of a line', async () => {
    const elements = await read([
      { texts: set(`${english} and an under- standing of the rules that are given`, 60, 100, 90) },
    ])
    expect(elements[0]?.text).toContain('an understanding of')
  })

  it('joins Korean words that were parted between syllables, and no others', async () => {
    const lines = [
      '이 규정은 회사의 인사에 관한 기본 사항을 정하여 공정하고 투명한 인사를 이',
      '규정으로 도모하는 것이 목적이며 모든 직원은 정해진 날까지 유급휴가를 받는 규',
      '정을 알고 지키며 유급휴가를 받으려는 직원은 회사의 승인을 받고 유급휴가',
      '를 쓴다.',
    ]
    const elements = await read([
      { texts: lines.map((text, index) => ({ x: 60, y: 100 + index * 13, text })) },
    ])
    expect(elements.map(({ text }) => text)).toEqual([
      '이 규정은 회사의 인사에 관한 기본 사항을 정하여 공정하고 투명한 인사를 이 규정으로 도모하는 것이 목적이며 모든 직원은 정해진 날까지 유급휴가를 받는 규정을 알고 지키며 유급휴가를 받으려는 직원은 회사의 승인을 받고 유급휴가를 쓴다.',
    ])
  })

  it('counts pages, and takes no more memory for more of them', { timeout: 60_000 }, async () => {
    const page: Page = {
      texts: Array.from({ length: 45 }, (_, index) => ({
        x: 60,
        y: 80 + index * 15,
        text: index % 2 === 0 ? english : korean.slice(0, 40),
      })),
    }
    const path = await folder.write('long.pdf', writePdf(Array.from({ length: 160 }, () => page)))
    const begin = performance.now()
    const pages = await readAll(parser, path)
    const durationMs = performance.now() - begin
    expect(pages.map(({ progress }) => progress.done)).toEqual(
      Array.from({ length: 160 }, (_, index) => index + 1),
    )
    expect(new Set(pages.map(({ progress }) => progress.total))).toEqual(new Set([160]))
    // The promise is 80 pages in 10 s.
    expect(durationMs).toBeLessThan(20_000)
  })
})
