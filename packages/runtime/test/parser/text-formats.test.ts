import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startParser } from '../../src/adapters/parser/parser.js'
import type { Element, Parser } from '../../src/ports/parser.js'
import { elementsOf, makeFolder, readAll, type Folder } from './reading.js'

/** "휴가 규정" in the encoding that Korean Windows writes. */
const koreanWindows = Buffer.from([0xc8, 0xde, 0xb0, 0xa1, 0x20, 0xb1, 0xd4, 0xc1, 0xa4])

const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()

describe('texts', () => {
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

  const read = async (name: string, bytes: Uint8Array | string): Promise<readonly Element[]> =>
    elementsOf(await readAll(parser, await folder.write(name, bytes)))

  const shown = (elements: readonly Element[]): readonly string[] =>
    elements.map(({ kind, text, level }) => `${kind}${level ?? ''}: ${text}`)

  it('are read in the encoding that their bytes show', async () => {
    const text = '휴가 규정'
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      koreanWindows,
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      swapped(`\ufeff${text}`),
    ]) {
      expect(shown(await read('plain.txt', bytes))).toEqual([`text: ${text}`])
    }
    const unmarked = 'Leave 휴일'
    for (const bytes of [Buffer.from(unmarked, 'utf16le'), swapped(unmarked)]) {
      expect(shown(await read('plain.txt', bytes))).toEqual([`text: ${unmarked}`])
    }
  })

  it('are parted by empty lines when they are plain', async () => {
    expect(shown(await read('plain.txt', 'first\nline\r\n\r\nsecond\n \nthird'))).toEqual([
      'text: first\nline',
      'text: second',
      'text: third',
    ])
  })

  it('lose the marks of Markdown, and keep what they mean', async () => {
    const markdown = [
      '---',
      'title: 취업규칙',
      '---',
      '# Leave &amp; *absence*',
      'Every **employee** has [leave](https://example.com "Leave"), see `leave.md`.',
      '',
      'Sick leave',
      '----------',
      '- 첫째 항목',
      '- [x] second\n  item',
      '',
      '| 구분 | 일수 |',
      '|------|-----:|',
      '| 연차 | **15** |',
      '| 병가 | 30 |',
      '',
      '```js',
      'const days = 15 // *not* a mark',
      '```',
      '> A quoted \\* line',
    ].join('\n')
    expect(shown(await read('a.md', markdown))).toEqual([
      'title1: 취업규칙',
      'title1: Leave & absence',
      'text: Every employee has leave, see leave.md.',
      'title2: Sick leave',
      'list-item: 첫째 항목',
      'list-item: second item',
      'table: 구분 | 일수\n연차 | 15\n병가 | 30',
      'code: const days = 15 // *not* a mark',
      'text: A quoted * line',
    ])
  })

  it('come out of HTML as people see them', async () => {
    const html = `<!doctype html><html><head><title>Handbook</title><style>p { color: red }</style></head>
      <body><nav><a href="/">Home</a></nav>
      <h2>휴가 <em>규정</em></h2>
      <p>Every employee
         has leave &amp; rest.<br>Ask early.
      <p>Unclosed before
      <ul><li>하나<li>둘</ul>
      <table><caption>Days</caption>
        <tr><th>구분<th>일수</tr>
        <tr><td>연차<td><p>15</p> days</tr>
        <tr><td rowspan=2>Sick<td>30</tr>
        <tr><td>5</tr>
        <tr><td colspan=2>All</tr>
      </table>
      <pre>
  keep
    this</pre>
      <p style="display: none">hidden words</p><script>alert('no')</script>
      <div>After <b>all</b></div>
      <footer>Imprint</footer></body></html>`
    expect(shown(await read('a.html', html))).toEqual([
      'title1: Handbook',
      'header: Home',
      'title2: 휴가 규정',
      'text: Every employee has leave & rest.\nAsk early.',
      'text: Unclosed before',
      'list-item: 하나',
      'list-item: 둘',
      'caption: Days',
      'table: 구분 | 일수\n연차 | 15 days\nSick | 30\nSick | 5\nAll',
      'code:   keep\n    this',
      'text: After all',
      'footer: Imprint',
    ])
  })

  it('come out of HTML in the encoding that it declares', async () => {
    const start = Buffer.from('<html><meta charset="euc-kr"><p>')
    expect(shown(await read('a.html', Buffer.concat([start, koreanWindows])))).toEqual([
      'text: 휴가 규정',
    ])
  })

  it('hold nothing that a database refuses', async () => {
    const html = '<p>one\u0001 &#xd800;two&#0; 😀</p>'
    const [element] = await read('a.html', html)
    expect(element?.text).toMatch(/^one .?two.? 😀$/u)
    expect(element?.text).not.toMatch(/[\u0000-\u001f\p{Cs}]/u)
  })

  it('are tables when values are separated, each part below its first row', async () => {
    const csv = '이름,비고\n"홍, 길동","said ""yes""\nand left"\nJane,\n'
    expect(shown(await read('a.csv', csv))).toEqual([
      'table: 이름 | 비고\n홍, 길동 | said "yes" and left\nJane',
    ])
    const rows = Array.from({ length: 2000 }, (_, index) => `${index};서울;1`)
    const parts = await read('long.csv', ['번호;지역;값', ...rows].join('\n'))
    expect(parts.length).toBeGreaterThan(2)
    for (const { text } of parts) expect(text.startsWith('번호 | 지역 | 값\n')).toBe(true)
    const found = parts.flatMap(({ text }) => text.split('\n').slice(1))
    expect(found).toEqual(rows.map((row) => row.replaceAll(';', ' | ')))
  })
})
