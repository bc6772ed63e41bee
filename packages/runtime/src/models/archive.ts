// Takes one file out of a zip archive, in bounded memory and never to a path that the archive chose.

import { createWriteStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createInflateRaw } from 'node:zlib'
import { diskError, modelError } from './failure.js'

type Entry = {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly packedBytes: number
  readonly sizeBytes: number
  readonly headerAt: number
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
const directoryBytesMax = 16 * 2 ** 20
/** The fixed part of the end, and the longest comment that may follow it. */
const endBytes = 22
const endBytesMax = endBytes + 0xffff

/**
 * Writes the member to `target`. Throws `not-found` when the archive has no such member, and `broken-archive` when it is
 * damaged, or larger inside than it says.
 */
export async function extractMember(
  archive: string,
  member: string,
  target: string,
  signal: AbortSignal,
): Promise<void> {
  const file = await open(archive, 'r')
  try {
    const entries = await readDirectory(file, archive)
    const entry = entries.find(({ name }) => name === member)
    if (entry === undefined) throw modelError('not-found', member)
    await extract(file, entry, target, signal)
  } catch (error) {
    throw diskError(error, target)
  } finally {
    await file.close()
  }
}

async function readDirectory(file: FileHandle, archive: string): Promise<readonly Entry[]> {
  const { size } = await file.stat()
  const tailAt = Math.max(0, size - endBytesMax)
  const tail = await read(file, tailAt, size - tailAt)
  const endAt = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (endAt < 0 || tail.length - endAt < endBytes) throw modelError('broken-archive', archive)
  const end = tail.subarray(endAt)
  const count = end.readUInt16LE(10)
  const bytes = end.readUInt32LE(12)
  const at = end.readUInt32LE(16)
  const isSound = end.readUInt32LE(0) === endSignature && bytes <= directoryBytesMax
  // Archives of 4 GiB and more keep these numbers elsewhere; no index takes wheels of that size.
  if (!isSound || at + bytes > size) throw modelError('broken-archive', archive)
  return entriesOf(await read(file, at, bytes), count, archive)
}

function entriesOf(directory: Buffer, count: number, archive: string): readonly Entry[] {
  const entries: Entry[] = []
  let at = 0
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== entrySignature)
      throw modelError('broken-archive', archive)
    const nameBytes = directory.readUInt16LE(at + 28)
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameBytes),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packedBytes: directory.readUInt32LE(at + 20),
      sizeBytes: directory.readUInt32LE(at + 24),
      headerAt: directory.readUInt32LE(at + 42),
    })
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

async function extract(
  file: FileHandle,
  entry: Entry,
  target: string,
  signal: AbortSignal,
): Promise<void> {
  const head = await read(file, entry.headerAt, 30)
  if (head.readUInt32LE(0) !== localSignature || ![0, 8].includes(entry.method))
    throw modelError('broken-archive', entry.name)
  const start = entry.headerAt + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  let size = 0
  let sum = 0
  const checked = async function* (parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const part of parts) {
      size += part.length
      if (size > entry.sizeBytes) throw modelError('broken-archive', entry.name)
      sum = crc32(part, sum)
      yield part
    }
  }
  const output = createWriteStream(target, { mode: 0o600, flush: true })
  const packed = Readable.from(piecesOf(file, start, entry.packedBytes))
  try {
    if (entry.method === 0) await pipeline(packed, checked, output, { signal })
    else await pipeline(packed, createInflateRaw(), checked, output, { signal })
  } catch (error) {
    if (signal.aborted) throw signal.reason
    const isPackedWrong = error instanceof Error && 'code' in error && isOfZlib(error.code)
    throw isPackedWrong ? modelError('broken-archive', entry.name, { cause: error }) : error
  }
  if (size !== entry.sizeBytes || sum !== entry.crc) throw modelError('broken-archive', entry.name)
}

const isOfZlib = (code: unknown): boolean => typeof code === 'string' && code.startsWith('Z_')

const pieceBytes = 2 ** 18

async function* piecesOf(file: FileHandle, start: number, bytes: number): AsyncGenerator<Buffer> {
  for (let done = 0; done < bytes; done += pieceBytes)
    yield await read(file, start + done, Math.min(pieceBytes, bytes - done))
}

async function read(file: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes)
  const { bytesRead } = await file.read(buffer, 0, bytes, at)
  if (bytesRead !== bytes) throw modelError('broken-archive', `${at}`)
  return buffer
}
