// Reads a file as text in the encoding that its bytes show: UTF-8, UTF-16 or what Korean Windows writes.

import { open, type FileHandle } from 'node:fs/promises'
import { parseFailure } from './failure.js'

const pieceBytes = 256 * 1024
const sampleBytes = 64 * 1024
/** Of the bytes on one side of each pair: text in UTF-16 has zeros there, also when much of it is Korean. */
const zeroShareMin = 0.1

/** The text in pieces of some hundred thousand characters. `declared` is tried before guessing: what HTML says of itself. */
export async function* readText(
  path: string,
  sizeBytesMax: number,
  declared?: (start: string) => string | undefined,
): AsyncGenerator<string> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    if (size > sizeBytesMax) throw parseFailure('too-large')
    const start = await readAt(file, 0, sampleBytes)
    const encoding =
      encodingOfStart(start) ??
      knownEncoding(declared?.(start.toString('latin1'))) ??
      ((await isUtf8(file)) ? 'utf-8' : 'euc-kr')
    const decoder = new TextDecoder(encoding)
    for (let done = 0; done < size; done += pieceBytes) {
      yield decoder.decode(await readAt(file, done, pieceBytes), { stream: true })
    }
    yield decoder.decode()
  } finally {
    await file.close()
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}

/** By its mark, or by the zeros of UTF-16. */
function encodingOfStart(start: Buffer): string | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8'
  const pairs = Math.max(1, start.length / 2)
  const [even, odd] = [zeros(start, 0), zeros(start, 1)]
  if (odd / pairs >= zeroShareMin && even === 0) return 'utf-16le'
  return even / pairs >= zeroShareMin && odd === 0 ? 'utf-16be' : undefined
}

function zeros(bytes: Buffer, from: number): number {
  let count = 0
  for (let index = from; index < bytes.length; index += 2) if (bytes[index] === 0) count += 1
  return count
}

function knownEncoding(label: string | undefined): string | undefined {
  if (label === undefined) return undefined
  try {
    return new TextDecoder(label).encoding
  } catch {
    return undefined
  }
}

async function isUtf8(file: FileHandle): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (let done = 0; ; done += pieceBytes) {
      const piece = await readAt(file, done, pieceBytes)
      decoder.decode(piece, { stream: piece.length > 0 })
      if (piece.length === 0) return true
    }
  } catch {
    return false
  }
}
