// The head of a GGUF file: what it says of the model inside, read in bounded memory.

import { open } from 'node:fs/promises'
import { modelError } from './failure.js'
import type { ModelKind } from './manifest.js'

type GgufFacts = {
  readonly architecture: string
  readonly kind: ModelKind
  readonly licence: string | undefined
  readonly context: number
  readonly dimensions: number
}

/** Vocabularies of a quarter of a million words make long heads. */
const headBytesMax = 64 * 2 ** 20
const pairsMax = 10_000

type Value = string | number | boolean | undefined

/** Bytes of each type of value; strings (8) and lists (9) say their own length. */
const bytesOf: { readonly [type: number]: number } = {
  0: 1,
  1: 1,
  2: 2,
  3: 2,
  4: 4,
  5: 4,
  6: 4,
  7: 1,
  10: 8,
  11: 8,
  12: 8,
}

/** Throws `not-a-model` for a file that is no GGUF, is damaged, or has no model in it. */
export async function readGguf(path: string): Promise<GgufFacts> {
  const head = await readHead(path)
  try {
    return factsOf(pairsOf(head))
  } catch (cause) {
    throw modelError('not-a-model', path, { cause })
  }
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const buffer = Buffer.alloc(Math.min(size, headBytesMax))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function pairsOf(head: Buffer): ReadonlyMap<string, Value> {
  const version = head.readUInt32LE(4)
  const count = Number(head.readBigUInt64LE(16))
  const isGguf = head.toString('latin1', 0, 4) === 'GGUF' && (version === 2 || version === 3)
  if (!isGguf || count > pairsMax) throw modelError('not-a-model', 'head')
  const pairs = new Map<string, Value>()
  let at = 24
  for (let index = 0; index < count; index += 1) {
    const key = textAt(head, at)
    at += 8 + key.bytes
    const type = head.readUInt32LE(at)
    const value = valueAt(head, at + 4, type)
    at += 4 + value.bytes
    pairs.set(key.text, value.value)
  }
  return pairs
}

function textAt(head: Buffer, at: number): { readonly text: string; readonly bytes: number } {
  const bytes = Number(head.readBigUInt64LE(at))
  if (at + 8 + bytes > head.length) throw modelError('not-a-model', 'text')
  return { text: head.toString('utf8', at + 8, at + 8 + bytes), bytes }
}

function valueAt(
  head: Buffer,
  at: number,
  type: number,
): { readonly value: Value; readonly bytes: number } {
  const fixed = bytesOf[type]
  if (fixed !== undefined) return { value: scalarAt(head, at, type), bytes: fixed }
  if (type === 8) {
    const { text, bytes } = textAt(head, at)
    return { value: text, bytes: 8 + bytes }
  }
  if (type !== 9) throw modelError('not-a-model', 'type')
  return { value: undefined, bytes: 12 + listBytes(head, at) }
}

/** Lists hold vocabularies; nothing here needs what is in them. */
function listBytes(head: Buffer, at: number): number {
  const type = head.readUInt32LE(at)
  const count = Number(head.readBigUInt64LE(at + 4))
  const fixed = bytesOf[type]
  if (fixed !== undefined) return count * fixed
  if (type !== 8) throw modelError('not-a-model', 'list')
  let end = at + 12
  for (let index = 0; index < count; index += 1) end += 8 + Number(head.readBigUInt64LE(end))
  return end - at - 12
}

function scalarAt(head: Buffer, at: number, type: number): Value {
  switch (type) {
    case 4:
      return head.readUInt32LE(at)
    case 5:
      return head.readInt32LE(at)
    case 7:
      return head.readUInt8(at) === 1
    case 10:
      return Number(head.readBigUInt64LE(at))
    default:
      return undefined
  }
}

/** Values of `pooling_type`: 0 none, 1 mean, 2 first token, 3 last token, 4 a score. */
const poolingRank = 4

function factsOf(pairs: ReadonlyMap<string, Value>): GgufFacts {
  const architecture = pairs.get('general.architecture')
  if (typeof architecture !== 'string') throw modelError('not-a-model', 'architecture')
  const numberOf = (key: string): number | undefined => {
    const value = pairs.get(`${architecture}.${key}`)
    return typeof value === 'number' ? value : undefined
  }
  const context = numberOf('context_length')
  const dimensions = numberOf('embedding_length')
  if (context === undefined || dimensions === undefined)
    throw modelError('not-a-model', architecture)
  const pooling = numberOf('pooling_type') ?? 0
  const licence = pairs.get('general.license')
  return {
    architecture,
    kind: pooling === poolingRank ? 'reranking' : pooling > 0 ? 'embedding' : 'chat',
    licence: typeof licence === 'string' ? licence : undefined,
    context,
    dimensions,
  }
}
