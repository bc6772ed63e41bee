// The pages of a TIFF: where each is described and how large it is. Tesseract decodes the first page that the head names.

import { parseFailure } from './failure.js'

type TiffPage = {
  readonly width: number
  readonly height: number
  /** Where the page is described, in the file. */
  readonly at: number
}

/** Longer chains are loops, or books that nobody scans into one file. */
const pagesMax = 2000
/** Of one page: 100 megapixels are a sheet of A3 at 600 dots per inch. */
const pixelsMax = 100_000_000
const firstPageAt = 4
const entryBytes = 12
const tagWidth = 256
const tagHeight = 257
const typeShort = 3

/** Throws the failure for what is no TIFF, or too large to be drawn. */
export function pagesOfTiff(file: Buffer): readonly TiffPage[] {
  const read = readerOf(file)
  const pages: TiffPage[] = []
  const seen = new Set<number>()
  let at = read.number(firstPageAt)
  while (at !== 0) {
    if (seen.has(at) || seen.size >= pagesMax) throw parseFailure('broken')
    seen.add(at)
    const { width, height, next } = pageAt(read, at)
    if (width * height > pixelsMax) throw parseFailure('too-large')
    pages.push({ width, height, at })
    at = next
  }
  if (pages.length === 0) throw parseFailure('broken')
  return pages
}

/** The same file with another page as its first; written into the bytes that are given. */
export function beginAt(file: Buffer, { at }: TiffPage): Buffer {
  if (isLittle(file)) file.writeUInt32LE(at, firstPageAt)
  else file.writeUInt32BE(at, firstPageAt)
  return file
}

type Reader = { short(at: number): number; number(at: number): number }

const isLittle = (file: Buffer): boolean => file.toString('latin1', 0, 2) === 'II'

function readerOf(file: Buffer): Reader {
  const little = isLittle(file)
  const within = (at: number, bytes: number): number => {
    if (at + bytes > file.length) throw parseFailure('broken')
    return at
  }
  return {
    short: (at) => (little ? file.readUInt16LE(within(at, 2)) : file.readUInt16BE(within(at, 2))),
    number: (at) => (little ? file.readUInt32LE(within(at, 4)) : file.readUInt32BE(within(at, 4))),
  }
}

function pageAt(read: Reader, at: number) {
  const count = read.short(at)
  const value = (tag: number): number => {
    for (let index = 0; index < count; index += 1) {
      const entry = at + 2 + index * entryBytes
      if (read.short(entry) !== tag) continue
      return read.short(entry + 2) === typeShort ? read.short(entry + 8) : read.number(entry + 8)
    }
    throw parseFailure('broken')
  }
  const [width, height] = [value(tagWidth), value(tagHeight)]
  if (width === 0 || height === 0) throw parseFailure('broken')
  return { width, height, next: read.number(at + 2 + count * entryBytes) }
}
