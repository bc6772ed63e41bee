import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startParser } from '../../src/adapters/parser/parser.js'
import { RuntimeError } from '../../src/error.js'
import { pageHeight, pageWidth, writePdf } from './pdf-writer.js'
import { readScan, topOf, writeTiff } from './tiff-writer.js'
import { elementsOf, makeFolder, readAll, type Folder } from './reading.js'

const scan = new URL('fixtures/scan.png', import.meta.url)

describe('recognition', () => {
  let parser: ReturnType<typeof startParser>
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

  it.each(['II', 'MM'] as const)(
    'reads all pages of a TIFF in the order %s',
    { timeout: 60_000 },
    async (order) => {
      const scan = await readScan()
      const file = writeTiff([topOf(scan, 20), scan, topOf(scan, 900)], order)
      const path = await folder.write('fax.tif', file)
      const pages = await readAll(parser, path)
      expect(pages.map(({ progress }) => progress)).toEqual([
        { done: 1, total: 3 },
        { done: 2, total: 3 },
        { done: 3, total: 3 },
      ])
      expect(pages.map(({ recognition }) => recognition?.failed)).toEqual([1, 0, 0])
      const titles = elementsOf(pages).filter(({ text }) => text === '연차 휴가 규정')
      expect(titles.map(({ page }) => page)).toEqual([2, 3])
      const signal = new AbortController().signal
      expect(await parser.measure(path, signal)).toEqual([
        { width: 1240, height: 20 },
        { width: 1240, height: 1754 },
        { width: 1240, height: 900 },
      ])
      const drawn = Buffer.from(await parser.draw(path, 3, signal))
      expect(drawn.toString('latin1', 1, 4)).toBe('PNG')
      expect([drawn.readUInt32BE(16), drawn.readUInt32BE(20)]).toEqual([1240, 900])
      await expect(parser.draw(path, 4, signal)).rejects.toMatchObject({ code: 'not-found' })
    },
  )

  it('refuses a TIFF that is damaged, endless or too large', { timeout: 60_000 }, async () => {
    const signal = new AbortController().signal
    const fax = writeTiff([topOf(await readScan(), 100), topOf(await readScan(), 100)])
    const refusalOf = async (bytes: Buffer): Promise<unknown> => {
      const path = await folder.write('bad.tif', bytes)
      return parser.measure(path, signal).then(
        () => 'none',
        (error: unknown) => (error instanceof RuntimeError ? error.detail['failure'] : error),
      )
    }
    const changed = (at: number, value: number): Buffer => {
      const copy = Buffer.from(fax)
      copy.writeUInt32LE(value, at)
      return copy
    }
    const nextAt = 8 + 2 + 9 * 12
    expect(await refusalOf(fax)).toBe('none')
    expect(await refusalOf(fax.subarray(0, 60))).toBe('broken')
    expect(await refusalOf(changed(nextAt, 8))).toBe('broken')
    expect(await refusalOf(changed(4, 0xffffffff))).toBe('broken')
    expect(await refusalOf(changed(10 + 8, 4_000_000_000))).toBe('too-large')
    expect(await refusalOf(await readFile(scan))).toBe('unsupported')
  })

  it(
    'counts a page of a TIFF that it cannot read, and reads the others',
    { timeout: 60_000 },
    async () => {
      const scan = await readScan()
      const fax = writeTiff([topOf(scan, 400), topOf(scan, 300), topOf(scan, 400)])
      const pageBytes = 2 + 9 * 12 + 4
      const compressionAt = (pageAt: number): number => pageAt + 2 + 3 * 12 + 8
      const first = 8
      const second = fax.readUInt32LE(first + pageBytes - 4)
      fax.writeUInt32LE(5, compressionAt(second))
      const pages = await readAll(parser, await folder.write('half.tif', fax))
      expect(pages.map(({ recognition }) => recognition?.failed)).toEqual([0, 1, 0])
      expect(elementsOf(pages).find(({ page }) => page === 3)?.text).toContain('연차 휴가 규정')
      fax.writeUInt32LE(5, compressionAt(first))
      fax.writeUInt32LE(0, first + pageBytes - 4)
      const all = await folder.write('none.tif', fax)
      await expect(readAll(parser, all)).rejects.toMatchObject({ detail: { failure: 'broken' } })
    },
  )

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
