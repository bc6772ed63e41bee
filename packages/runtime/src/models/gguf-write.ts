// Writes a GGUF file of version 3: pairs of metadata, then tensors, each where the format wants it.

import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

export type GgufValue =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'texts'; readonly values: readonly (string | Buffer)[] }
  | { readonly type: 'numbers'; readonly values: readonly number[] }
  | { readonly type: 'floats'; readonly values: readonly number[] }
  | { readonly type: 'bytes'; readonly values: Buffer }

export type GgufTensor = {
  readonly name: string
  /** The dimension that lies together in memory comes first. */
  readonly shape: readonly number[]
  readonly format: 'f32' | 'q4_0'
  readonly data: Buffer
}

/** Numbers of the types, as the format lists them. */
const types = { number: 4, signed: 5, float: 6, boolean: 7, text: 8, list: 9, byte: 0 } as const
const formats = { f32: 0, q4_0: 2 } as const
const alignment = 32

/** Throws what the disk throws. */
export async function writeGguf(
  path: string,
  pairs: { readonly [key: string]: GgufValue },
  tensors: readonly GgufTensor[],
): Promise<void> {
  const head = Buffer.concat([
    Buffer.from('GGUF'),
    number32(3),
    number64(tensors.length),
    number64(Object.keys(pairs).length),
    ...Object.entries(pairs).flatMap(([key, value]) => [text(key), valueOf(value)]),
    ...placed(tensors),
  ])
  const parts = [head, ...tensors.map(({ data }) => data)].flatMap((part) => [part, padding(part)])
  await pipeline(parts, createWriteStream(path, { mode: 0o600, flush: true }))
}

function placed(tensors: readonly GgufTensor[]): readonly Buffer[] {
  let at = 0
  return tensors.map(({ name, shape, format, data }) => {
    const entry = Buffer.concat([
      text(name),
      number32(shape.length),
      ...shape.map(number64),
      number32(formats[format]),
      number64(at),
    ])
    at += data.length + padding(data).length
    return entry
  })
}

const padding = (part: Buffer): Buffer =>
  Buffer.alloc((alignment - (part.length % alignment)) % alignment)

function valueOf(given: GgufValue): Buffer {
  switch (given.type) {
    case 'number':
      return Buffer.concat([number32(types.number), number32(given.value)])
    case 'float':
      return Buffer.concat([number32(types.float), float32([given.value])])
    case 'boolean':
      return Buffer.concat([number32(types.boolean), Buffer.from([given.value ? 1 : 0])])
    case 'text':
      return Buffer.concat([number32(types.text), text(given.value)])
    case 'texts':
      return list(types.text, given.values.length, Buffer.concat(given.values.map(text)))
    case 'numbers':
      return list(types.signed, given.values.length, signed32(given.values))
    case 'floats':
      return list(types.float, given.values.length, float32(given.values))
    case 'bytes':
      return list(types.byte, given.values.length, given.values)
  }
}

const list = (type: number, count: number, values: Buffer): Buffer =>
  Buffer.concat([number32(types.list), number32(type), number64(count), values])

function text(value: string | Buffer): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value
  return Buffer.concat([number64(bytes.length), bytes])
}

function number32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function number64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}

function float32(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [at, value] of values.entries()) bytes.writeFloatLE(value, at * 4)
  return bytes
}

function signed32(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [at, value] of values.entries()) bytes.writeInt32LE(value, at * 4)
  return bytes
}
