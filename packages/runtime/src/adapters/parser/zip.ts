// Reads files out of a ZIP archive, piece by piece: what an archive unpacks to is bounded, whatever it says of itself.

import { createReadStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { createInflateRaw } from 'node:zlib'
import { parseFailure } from './failure.js'

export type Zip = {
  readonly names: readonly string[]
  /** The file as UTF-8 text; nothing where there is none of that name. */
  readText(name: string): AsyncGenerator<string>
  close(): Promise<void>
}

type Entry = {
  readonly method: number
  readonly isEncrypted: boolean
  readonly packedBytes: number
  readonly headerAt: number
}

const endSignature = 0x06054b50
const endBytes = 22
const commentBytesMax = 0xffff
const wideLocatorSignature = 0x07064b50
const wideEndSignature = 0x06064b50
const entrySignature = 0x02014b50
const entryBytes = 46
const headerBytes = 30
const directoryBytesMax = 16 << 20
const wideExtra = 1
const unknown32 = 0xffffffff
const deflated = 8
/** Office's XML shrinks to a thirtieth; zeros shrink to a thousandth. */
const ratioMax = 300
const ratioCountsFromBytes = 32 << 20

export async function openZip(path: string, sizeBytesMax: number): Promise<Zip> {
  const file = await open(path)
  try {
    const entries = await readDirectory(file)
    let left = sizeBytesMax
    return {
      names: [...entries.keys()],
      async *readText(name) {
        const entry = entries.get(name)
        if (entry === undefined) return
        const decoder = new TextDecoder('utf-8')
        let size = 0
        for await (const piece of unpacked(file, path, entry)) {
          size += piece.length
          left -= piece.length
          const isBomb = size > ratioCountsFromBytes && size > entry.packedBytes * ratioMax
          if (left < 0 || isBomb) throw parseFailure('too-large')
          yield decoder.decode(piece, { stream: true })
        }
        yield decoder.decode()
      },
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  if (bytesRead < length) throw parseFailure('broken')
  return buffer
}

async function readDirectory(file: FileHandle): Promise<ReadonlyMap<string, Entry>> {
  const { size } = await file.stat()
  const tailBytes = Math.min(size, endBytes + commentBytesMax)
  const tail = await readAt(file, size - tailBytes, tailBytes)
  let end = tail.length - endBytes
  while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end -= 1
  if (end < 0) throw parseFailure('broken')
  let length = tail.readUInt32LE(end + 12)
  let position = tail.readUInt32LE(end + 16)
  const locator = end - 20
  if (locator >= 0 && tail.readUInt32LE(locator) === wideLocatorSignature) {
    const wide = await readAt(file, Number(tail.readBigUInt64LE(locator + 8)), 56)
    if (wide.readUInt32LE(0) !== wideEndSignature) throw parseFailure('broken')
    length = Number(wide.readBigUInt64LE(40))
    position = Number(wide.readBigUInt64LE(48))
  }
  if (length > directoryBytesMax) throw parseFailure('too-large')
  return entriesOf(await readAt(file, position, length))
}

function entriesOf(directory: Buffer): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>()
  for (let at = 0; at + entryBytes <= directory.length;) {
    if (directory.readUInt32LE(at) !== entrySignature) throw parseFailure('broken')
    const nameBytes = directory.readUInt16LE(at + 28)
    const extraBytes = directory.readUInt16LE(at + 30)
    const commentBytes = directory.readUInt16LE(at + 32)
    const nameEnd = at + entryBytes + nameBytes
    const extra = directory.subarray(nameEnd, nameEnd + extraBytes)
    const name = directory.toString('utf8', at + entryBytes, nameEnd).replaceAll('\\', '/')
    entries.set(name, {
      isEncrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      method: directory.readUInt16LE(at + 10),
      ...placeOf(directory, at, extra),
    })
    at = nameEnd + extraBytes + commentBytes
  }
  return entries
}

/** Values that do not fit in 32 bits follow in a field of their own, those that do not only. */
function placeOf(
  directory: Buffer,
  at: number,
  extra: Buffer,
): Pick<Entry, 'packedBytes' | 'headerAt'> {
  const packedBytes = directory.readUInt32LE(at + 20)
  const sizeBytes = directory.readUInt32LE(at + 24)
  const headerAt = directory.readUInt32LE(at + 42)
  for (let field = 0; field + 4 <= extra.length;) {
    const length = extra.readUInt16LE(field + 2)
    if (extra.readUInt16LE(field) === wideExtra) {
      const wide = extra.subarray(field + 4, field + 4 + length)
      let next = sizeBytes === unknown32 ? 8 : 0
      const take = (value: number): number => {
        if (value !== unknown32 || next + 8 > wide.length) return value
        next += 8
        return Number(wide.readBigUInt64LE(next - 8))
      }
      return { packedBytes: take(packedBytes), headerAt: take(headerAt) }
    }
    field += 4 + length
  }
  return { packedBytes, headerAt }
}

async function* unpacked(file: FileHandle, path: string, entry: Entry): AsyncGenerator<Buffer> {
  if (entry.isEncrypted) throw parseFailure('encrypted')
  if (entry.packedBytes === 0) return
  const header = await readAt(file, entry.headerAt, headerBytes)
  const start = entry.headerAt + headerBytes + header.readUInt16LE(26) + header.readUInt16LE(28)
  const packed = createReadStream(path, { start, end: start + entry.packedBytes - 1 })
  if (entry.method !== 0 && entry.method !== deflated) throw parseFailure('unsupported')
  const pieces = entry.method === deflated ? packed.pipe(createInflateRaw()) : packed
  packed.on('error', (error) => pieces.destroy(error))
  try {
    for await (const piece of pieces) {
      if (piece instanceof Buffer) yield piece
    }
  } finally {
    packed.destroy()
    pieces.destroy()
  }
}
