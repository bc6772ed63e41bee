import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startParser } from '../../src/adapters/parser/parser.js'
import type { Parser } from '../../src/ports/parser.js'
import { pageHeight, pageWidth, writePdf } from './pdf-writer.js'
import { elementsOf, makeFolder, readAll, type Folder } from './reading.js'

const scan = new URL('fixtures/scan.png', import.meta.url)

describe('recognition', () => {
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

  it('reads a scanned page in Korean and English, and no other', { timeout: 60_000 }, async () => {
    const text = { texts: [{ x: 60, y: 100, text: 'A page with text of its own' }] }
    const file = writePdf([{ picture: await readFile(scan) }, text, {}])
    const pages = await readAll(parser, await folder.write('scan.pdf', file))
    expect(pages.map(({ recognition }) => recognition)).toEqual([
      { pages: 1, failed: 0 },
      undefined,
      undefined,
    ])
    const elements = elementsOf(pages)
    const read = elements.filter(({ isRecognized }) => isRecognized === true)
    expect(read[0]).toMatchObject({ kind: 'title', text: '연차 휴가 규정', page: 1 })
    expect(read.map((element) => element.text).join(' ')).toContain(
      'Every employee receives fifteen days of paid leave each year.',
    )
    expect(read.map((element) => element.text).join(' ')).toContain('휴가 계획을 제출하여야 한다.')
    // The picture's title stands at 120 of 1240 and 160 to 210 of 1754.
    const { left = 0, top = 0, bottom = 0 } = read[0]?.box ?? {}
    expect(left / pageWidth).toBeCloseTo(120 / 1240, 1)
    expect(top / pageHeight).toBeGreaterThan(150 / 1754)
    expect(bottom / pageHeight).toBeLessThan(230 / 1754)
    expect(elements.at(-1)).toMatchObject({ text: 'A page with text of its own', page: 2 })
    expect(elements.at(-1)?.isRecognized).toBeUndefined()
  })

  it('counts a picture that it cannot read, which fails alone', { timeout: 60_000 }, async () => {
    const noise = await folder.write(
      'noise.png',
      Buffer.concat([Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), Buffer.alloc(1000, 7)]),
    )
    await expect(readAll(parser, noise)).rejects.toMatchObject({ detail: { failure: 'broken' } })
    const path = await folder.write('scan.png', await readFile(scan))
    const pages = await readAll(parser, path)
    expect(pages.map(({ recognition }) => recognition)).toEqual([{ pages: 1, failed: 0 }])
    expect(elementsOf(pages)[0]?.text).toBe('연차 휴가 규정')
  })
})
