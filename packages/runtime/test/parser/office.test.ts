import { readFile } from 'node:fs/promises'
import { markdownToHwpx } from 'kordoc'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startParser } from '../../src/adapters/parser/parser.js'
import type { Element, Parser } from '../../src/ports/parser.js'
import { elementsOf, makeFolder, readAll, type Folder } from './reading.js'
import { writeZip } from './zip-writer.js'

const relations = (targets: {
  readonly [id: string]: readonly [type: string, target: string]
}): string =>
  `<Relationships>${Object.entries(targets)
    .map(
      ([id, [type, target]]) =>
        `<Relationship Id="${id}" Type="http://x/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`

const paragraph = (text: string, properties = ''): string =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`

const row = (...cells: readonly string[]): string =>
  `<w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`

describe('Office documents', () => {
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

  const read = async (name: string, bytes: Uint8Array): Promise<readonly Element[]> =>
    elementsOf(await readAll(parser, await folder.write(name, bytes)))

  const shown = (elements: readonly Element[]): readonly string[] =>
    elements.map(({ kind, text, level, page }) => `${page ?? ''}${kind}${level ?? ''}: ${text}`)

  it('of Word are read by their styles', async () => {
    const document = `<w:document><w:body>
      ${paragraph('취업규칙', '<w:pStyle w:val="a1"/>')}
      ${paragraph('휴가 ...... 3', '<w:pStyle w:val="toc"/>')}
      ${paragraph('휴가', '<w:pStyle w:val="h1"/>')}
      <w:p><w:r><w:t>Every </w:t></w:r><w:r><w:t xml:space="preserve">employee &amp; guest</w:t></w:r>
        <w:del><w:r><w:delText>gone</w:delText><w:t>gone too</w:t></w:r></w:del><w:r><w:tab/><w:t>rests</w:t></w:r></w:p>
      ${paragraph('Custom', '<w:pStyle w:val="mine"/>')}
      ${paragraph('첫째', '<w:numPr><w:numId w:val="1"/></w:numPr>')}
      <w:tbl>${row('구분', '일수')}${row('연차', '15')}
        <w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>${paragraph('Sick')}</w:tc><w:tc>${paragraph('30')}</w:tc></w:tr>
        <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>${paragraph('5')}</w:tc></w:tr>
        <w:tr><w:tc>${paragraph('outer')}<w:tbl>${row('in', 'ner')}</w:tbl></w:tc><w:tc>${paragraph('1')}</w:tc></w:tr></w:tbl>
      <mc:AlternateContent><mc:Choice><w:p><w:r><w:t>shown once</w:t></w:r></w:p></mc:Choice>
        <mc:Fallback><w:p><w:r><w:t>shown once</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>
    </w:body></w:document>`
    const style = (id: string, name: string, more = ''): string =>
      `<w:style w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`
    const styles = `<w:styles>${style('a1', 'Title')}${style('h1', 'heading 1')}${style('toc', 'toc 1')}${style('mine', 'My own', '<w:basedOn w:val="h2"/>')}${style('h2', 'heading 2')}</w:styles>`
    const notes = `<w:footnotes><w:footnote>${paragraph('A note at the foot.')}</w:footnote></w:footnotes>`
    const file = writeZip({
      'word/document.xml': document,
      'word/styles.xml': styles,
      'word/footnotes.xml': notes,
      'word/header1.xml': `<w:hdr>${paragraph('A header')}</w:hdr>`,
    })
    expect(shown(await read('a.docx', file))).toEqual([
      'title1: 취업규칙',
      'title2: 휴가',
      'text: Every employee & guest rests',
      'title3: Custom',
      'list-item: 첫째',
      'table: 구분 | 일수\n연차 | 15\nSick | 30\nSick | 5\nouter in | ner | 1',
      'text: shown once',
      'text: A note at the foot.',
    ])
  })

  it('of PowerPoint are read slide by slide, titles first, with places and notes', async () => {
    const shape = (text: string, type: string, x: number, more = ''): string =>
      `<p:sp><p:nvSpPr><p:nvPr><p:ph type="${type}"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="${x * 12_700}" y="127000"/><a:ext cx="1270000" cy="254000"/></a:xfrm></p:spPr><p:txBody><a:p>${more}<a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp>`
    const cells = (...texts: readonly string[]): string =>
      `<a:tr>${texts.map((text) => `<a:tc><a:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:txBody></a:tc>`).join('')}</a:tr>`
    const file = writeZip({
      'ppt/presentation.xml':
        '<p:presentation><p:sldIdLst><p:sldId r:id="rB"/><p:sldId r:id="rA"/></p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>',
      'ppt/_rels/presentation.xml.rels': relations({
        rA: ['slide', 'slides/slide1.xml'],
        rB: ['slide', 'slides/slide2.xml'],
      }),
      'ppt/slides/slide2.xml': `<p:sld>${shape('매출 보고', 'ctrTitle', 10)}${shape('3', 'sldNum', 10)}</p:sld>`,
      'ppt/slides/slide1.xml': `<p:sld>${shape('Growth in spring', 'body', 20, '<a:pPr><a:buChar char="-"/></a:pPr>')}${shape('Regions', 'title', 30)}<p:graphicFrame><p:xfrm><a:off x="127000" y="127000"/><a:ext cx="127000" cy="127000"/></p:xfrm><a:tbl>${cells('지역', 'Sales')}${cells('서울', '1,200')}</a:tbl></p:graphicFrame></p:sld>`,
      'ppt/slides/_rels/slide1.xml.rels': relations({
        r1: ['notesSlide', '../notesSlides/notesSlide1.xml'],
      }),
      'ppt/notesSlides/notesSlide1.xml': `<p:notes>${shape('1', 'sldNum', 0)}${shape('Say it slowly.', 'body', 0)}</p:notes>`,
    })
    const elements = await read('a.pptx', file)
    expect(shown(elements)).toEqual([
      '1title1: 매출 보고',
      '1footer: 3',
      '2title2: Regions',
      '2list-item: Growth in spring',
      '2table: 지역 | Sales\n서울 | 1,200',
      '2text: Say it slowly.',
    ])
    expect(elements[2]?.box).toEqual({ left: 30, top: 10, right: 130, bottom: 30 })
  })

  it('of Excel are read sheet by sheet, as tables between empty rows', async () => {
    const cell = (reference: string, value: string, type = 's', style = 0): string =>
      `<c r="${reference}" t="${type}" s="${style}"><v>${value}</v></c>`
    const sheet = `<worksheet><sheetData>
      <row r="1">${cell('A1', '0')}</row>
      <row r="2">${cell('A2', '1')}${cell('B2', '2')}${cell('D2', '3')}</row>
      <row r="3">${cell('A3', '4')}${cell('B3', '45292', 'n', 1)}${cell('C3', '0.30000000000000004', 'n')}${cell('D3', '1', 'b')}</row>
      <row r="5"><c r="A5" t="inlineStr"><is><t>Second</t></is></c>${cell('B5', 'table', 'str')}</row>
      <row r="6">${cell('A6', '7', 'n')}${cell('B6', '8.5', 'n')}</row>
    </sheetData></worksheet>`
    const strings = ['2024년 매출', '지역', '날짜', '값', '서울']
    const file = writeZip({
      'xl/workbook.xml':
        '<workbook><sheets><sheet name="매출" r:id="r1"/><sheet name="Hidden" state="hidden" r:id="r2"/><sheet name="Empty" r:id="r3"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels': relations({
        r1: ['worksheet', 'worksheets/sheet1.xml'],
        r2: ['worksheet', 'worksheets/sheet2.xml'],
        r3: ['worksheet', '/xl/worksheets/sheet3.xml'],
        r4: ['sharedStrings', 'sharedStrings.xml'],
        r5: ['styles', 'styles.xml'],
      }),
      'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si><t>${text}</t><rPh><t>ruby</t></rPh></si>`).join('')}</sst>`,
      'xl/styles.xml':
        '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>',
      'xl/worksheets/sheet1.xml': sheet,
      'xl/worksheets/sheet2.xml': sheet,
      'xl/worksheets/sheet3.xml': '<worksheet><sheetData/></worksheet>',
    })
    expect(shown(await read('a.xlsx', file))).toEqual([
      '1title1: 매출',
      '1text: 2024년 매출',
      '1table: 지역 | 날짜 |  | 값\n서울 | 2024-01-01 | 0.3 | TRUE',
      '1table: Second | table\n7 | 8.5',
    ])
  })

  it('of Hangul are read with titles, items and tables', async () => {
    const markdown = [
      '# 휴가 규정',
      '모든 직원은 휴가를 신청한다.',
      '## Days of leave',
      '| 구분 | Days |\n|---|---|\n| 연차 | 15 |\n| 병가 | 30 |',
      '- 첫째 항목',
    ].join('\n\n')
    const file = new Uint8Array(await markdownToHwpx(markdown))
    expect(shown(await read('a.hwpx', file))).toEqual([
      'title1: 휴가 규정',
      'text: 모든 직원은 휴가를 신청한다.',
      'title2: Days of leave',
      'table: 구분 | Days\n연차 | 15\n병가 | 30',
      'list-item: - 첫째 항목',
    ])
  })

  it('of Hangul in the binary form are read, and refused when they have a password', async () => {
    // Both were written for this test, record by record.
    const fixture = (name: string): Promise<Buffer> =>
      readFile(new URL(`fixtures/${name}.hwp`, import.meta.url))
    expect(shown(await read('a.hwp', await fixture('plain')))).toEqual([
      'text: 휴가 규정',
      'text: 모든 직원은 휴가를 신청한다.',
      'text: Every employee asks for leave.',
    ])
    await expect(read('b.hwp', await fixture('secret'))).rejects.toMatchObject({
      detail: { failure: 'encrypted' },
    })
  })
})
