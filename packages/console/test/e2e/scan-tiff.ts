// A scanned document of several pages, as a fax machine sends it: gray pixels, one page behind the other.

import type { Page } from 'playwright-core'
import { assert } from 'vitest'

const width = 1200
const height = 800
const entryCount = 9
const pageBytes = 2 + entryCount * 12 + 4 + width * height

/** A page for each text, written large. */
export async function scanOf(page: Page, texts: readonly string[]): Promise<Buffer> {
  const pages: Buffer[] = [Buffer.from('II*\0'), numberOf(8, 4)]
  for (const [index, text] of texts.entries()) {
    const at = 8 + index * pageBytes
    const isLast = index === texts.length - 1
    const head = pageHead(at + pageBytes - width * height, isLast ? 0 : at + pageBytes)
    pages.push(head, await grayOf(page, text))
  }
  return Buffer.concat(pages)
}

function pageHead(pixelsAt: number, next: number): Buffer {
  const tags = [
    [256, width],
    [257, height],
    [258, 8],
    [259, 1],
    [262, 1],
    [273, pixelsAt],
    [277, 1],
    [278, height],
    [279, width * height],
  ] as const
  const entries = tags.flatMap(([tag, value]) => [
    numberOf(tag, 2),
    numberOf(4, 2),
    numberOf(1, 4),
    numberOf(value, 4),
  ])
  return Buffer.concat([numberOf(entryCount, 2), ...entries, numberOf(next, 4)])
}

function numberOf(value: number, bytes: number): Buffer {
  const written = Buffer.alloc(bytes)
  written.writeUIntLE(value, 0, bytes)
  return written
}

async function grayOf(page: Page, text: string): Promise<Buffer> {
  const drawn: unknown = await page.evaluate(`(() => {
    const canvas = document.createElement('canvas')
    canvas.width = ${width}
    canvas.height = ${height}
    const context = canvas.getContext('2d')
    context.fillStyle = 'white'
    context.fillRect(0, 0, ${width}, ${height})
    context.fillStyle = 'black'
    context.font = '48px sans-serif'
    context.fillText(${JSON.stringify(text)}, 100, 300)
    const { data } = context.getImageData(0, 0, ${width}, ${height})
    return btoa(Array.from({ length: data.length / 4 }, (_, at) => String.fromCharCode(data[at * 4])).join(''))
  })()`)
  assert(typeof drawn === 'string')
  return Buffer.from(drawn, 'base64')
}
