// Writes TIFFs of scanned pages for tests: black and white, uncompressed, in either order of bytes.

import { readFile } from 'node:fs/promises'
import { inflateSync } from 'node:zlib'
import { assert } from 'vitest'

/** One bit a pixel, 1 is white; rows begin with a byte of their own. */
type Scan = { readonly width: number; readonly height: number; readonly bits: Buffer }

/** A scanned page in Korean and English. */
export async function readScan(): Promise<Scan> {
  const png = await readFile(new URL('fixtures/scan.png', import.meta.url))
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  assert(png[24] === 1 && png[25] === 0, 'one bit of gray')
  const data: Buffer[] = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) !== 'IDAT') continue
    data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  }
  return { width, height, bits: unfiltered(inflateSync(Buffer.concat(data)), width, height) }
}

export const topOf = ({ width, bits }: Scan, height: number): Scan => ({
  width,
  height,
  bits: bits.subarray(0, Math.ceil(width / 8) * height),
})

function unfiltered(lines: Buffer, width: number, height: number): Buffer {
  const length = Math.ceil(width / 8)
  const bits = Buffer.alloc(length * height)
  for (let row = 0; row < height; row += 1) {
    const kind = lines[row * (length + 1)]
    for (let column = 0; column < length; column += 1) {
      const at = row * length + column
      const left = column === 0 ? 0 : (bits[at - 1] ?? 0)
      const up = row === 0 ? 0 : (bits[at - length] ?? 0)
      const corner = column === 0 || row === 0 ? 0 : (bits[at - length - 1] ?? 0)
      const guess = [0, left, up, Math.floor((left + up) / 2), paeth(left, up, corner)][kind ?? 0]
      bits[at] = ((lines[row * (length + 1) + 1 + column] ?? 0) + (guess ?? 0)) % 256
    }
  }
  return bits
}

function paeth(left: number, up: number, corner: number): number {
  const near = left + up - corner
  const distances = [left, up, corner].map((one) => Math.abs(near - one))
  return [left, up, corner][distances.indexOf(Math.min(...distances))] ?? 0
}

const long = 4

export function writeTiff(scans: readonly Scan[], order: 'II' | 'MM' = 'II'): Buffer {
  const number = (value: number, bytes: number): Buffer => {
    const written = Buffer.alloc(bytes)
    if (order === 'II') written.writeUIntLE(value, 0, bytes)
    else written.writeUIntBE(value, 0, bytes)
    return written
  }
  const parts = [Buffer.from(order), number(42, 2), number(8, 4)]
  let at = 8
  for (const [index, { width, height, bits }] of scans.entries()) {
    const tags = [
      [256, width],
      [257, height],
      [258, 1],
      [259, 1],
      [262, 1],
      [273, 0],
      [277, 1],
      [278, height],
      [279, bits.length],
    ] as const
    const bitsAt = at + 2 + tags.length * 12 + 4
    const next = bitsAt + bits.length + (bits.length % 2)
    const entries = tags.map(([tag, value]) =>
      Buffer.concat([
        number(tag, 2),
        number(long, 2),
        number(1, 4),
        number(tag === 273 ? bitsAt : value, 4),
      ]),
    )
    const isLast = index === scans.length - 1
    parts.push(number(tags.length, 2), ...entries, number(isLast ? 0 : next, 4), bits)
    parts.push(Buffer.alloc(bits.length % 2))
    at = next
  }
  return Buffer.concat(parts)
}
