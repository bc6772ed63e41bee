// Makes models of a few kilobytes that llama.cpp really loads: their words mean nothing, but everything around them does.

import { writeGguf, type GgufTensor, type GgufValue } from '../../../src/models/gguf-write.js'

const width = 32
const inner = 64
const heads = 2
const layers = 1

const number = (value: number): GgufValue => ({ type: 'number', value })
const text = (value: string): GgufValue => ({ type: 'text', value })
const flag = (value: boolean): GgufValue => ({ type: 'boolean', value })

/** Kinds of words in a vocabulary. */
const kinds = { usual: 1, unknown: 2, control: 3, byte: 6 } as const

const controls = ['<unk>', '<s>', '</s>']
const bytes = Array.from({ length: 256 }, (_, at) => `<0x${hexOf(at)}>`)
const printable = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at))
const letters = ['▁', ...printable]
const words = ['▁the', '▁of', '▁and', '▁to', '▁in', '▁is', '▁가', '▁나', '▁다']
const vocabulary = [...controls, ...bytes, ...letters, ...words]

function hexOf(value: number): string {
  return value.toString(16).toUpperCase().padStart(2, '0')
}

const tokenizer = (model: 'llama' | 't5'): { readonly [key: string]: GgufValue } => ({
  'tokenizer.ggml.model': text(model),
  'tokenizer.ggml.tokens': { type: 'texts', values: vocabulary },
  'tokenizer.ggml.scores': { type: 'floats', values: vocabulary.map((_, at) => -at / 10) },
  'tokenizer.ggml.token_type': {
    type: 'numbers',
    values: vocabulary.map((word, at) =>
      at === 0
        ? kinds.unknown
        : at < controls.length
          ? kinds.control
          : bytes.includes(word)
            ? kinds.byte
            : kinds.usual,
    ),
  },
  'tokenizer.ggml.unknown_token_id': number(0),
  'tokenizer.ggml.bos_token_id': number(1),
  'tokenizer.ggml.eos_token_id': number(2),
  'tokenizer.ggml.seperator_token_id': number(2),
  'tokenizer.ggml.padding_token_id': number(0),
  'tokenizer.ggml.add_bos_token': flag(true),
  'tokenizer.ggml.add_eos_token': flag(model === 't5'),
  'tokenizer.ggml.add_space_prefix': flag(true),
})

/** The same numbers on every machine: a test that fails fails again. */
function makeRandom(): () => number {
  let state = 0x2545f491
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 31 - 1
  }
}

type Fill = (index: number) => number

function tensor(name: string, shape: readonly number[], fill: Fill): GgufTensor {
  const count = shape.reduce((product, one) => product * one, 1)
  const data = Buffer.alloc(count * 4)
  for (let at = 0; at < count; at += 1) data.writeFloatLE(fill(at), at * 4)
  return { name, shape, format: 'f32', data }
}

/** A chat model that never ends by itself: only words have a chance, so that its length is its caller's. */
export async function writeChatModel(path: string, contextTokens = 2048): Promise<void> {
  const random = makeRandom()
  const one: Fill = () => 1
  const isWord = (row: number): boolean => row >= controls.length + bytes.length
  const layer = (at: number): readonly GgufTensor[] => [
    tensor(`blk.${at}.attn_norm.weight`, [width], one),
    ...['attn_q', 'attn_k', 'attn_v', 'attn_output'].map((part) =>
      tensor(`blk.${at}.${part}.weight`, [width, width], random),
    ),
    tensor(`blk.${at}.ffn_norm.weight`, [width], one),
    tensor(`blk.${at}.ffn_gate.weight`, [width, inner], random),
    tensor(`blk.${at}.ffn_up.weight`, [width, inner], random),
    tensor(`blk.${at}.ffn_down.weight`, [inner, width], random),
  ]
  await writeGguf(
    path,
    {
      'general.architecture': text('llama'),
      'general.name': text('tiny'),
      'general.license': text('apache-2.0'),
      'llama.block_count': number(layers),
      'llama.context_length': number(contextTokens),
      'llama.embedding_length': number(width),
      'llama.feed_forward_length': number(inner),
      'llama.attention.head_count': number(heads),
      'llama.attention.layer_norm_rms_epsilon': { type: 'float', value: 1e-5 },
      'llama.rope.dimension_count': number(width / heads),
      'llama.vocab_size': number(vocabulary.length),
      ...tokenizer('llama'),
    },
    [
      tensor('token_embd.weight', [width, vocabulary.length], random),
      tensor('output_norm.weight', [width], one),
      tensor('output.weight', [width, vocabulary.length], (at) =>
        isWord(Math.floor(at / width)) ? random() : 0,
      ),
      ...Array.from({ length: layers }, (_, at) => layer(at)).flat(),
    ],
  )
}

const pooling = { embedding: 1, reranking: 4 } as const

/** A model that reads: its vectors, or its scores, depend on the text and on nothing else. */
export async function writeReadingModel(
  path: string,
  kind: keyof typeof pooling,
  contextTokens = 64,
): Promise<void> {
  const random = makeRandom()
  const one: Fill = () => 1
  const zero: Fill = () => 0
  const layer = (at: number): readonly GgufTensor[] => [
    ...['attn_q', 'attn_k', 'attn_v', 'attn_output'].flatMap((part) => [
      tensor(`blk.${at}.${part}.weight`, [width, width], random),
      tensor(`blk.${at}.${part}.bias`, [width], zero),
    ]),
    tensor(`blk.${at}.attn_output_norm.weight`, [width], one),
    tensor(`blk.${at}.attn_output_norm.bias`, [width], zero),
    tensor(`blk.${at}.ffn_up.weight`, [width, inner], random),
    tensor(`blk.${at}.ffn_up.bias`, [inner], zero),
    tensor(`blk.${at}.ffn_down.weight`, [inner, width], random),
    tensor(`blk.${at}.ffn_down.bias`, [width], zero),
    tensor(`blk.${at}.layer_output_norm.weight`, [width], one),
    tensor(`blk.${at}.layer_output_norm.bias`, [width], zero),
  ]
  const judge =
    kind === 'embedding'
      ? []
      : [
          tensor('cls.weight', [width, width], random),
          tensor('cls.bias', [width], zero),
          tensor('cls.output.weight', [width, 1], random),
          tensor('cls.output.bias', [1], zero),
        ]
  await writeGguf(
    path,
    {
      'general.architecture': text('bert'),
      'general.name': text('tiny'),
      'general.license': text('mit'),
      'bert.block_count': number(layers),
      'bert.context_length': number(contextTokens),
      'bert.embedding_length': number(width),
      'bert.feed_forward_length': number(inner),
      'bert.attention.head_count': number(heads),
      'bert.attention.layer_norm_epsilon': { type: 'float', value: 1e-12 },
      'bert.attention.causal': flag(false),
      'bert.pooling_type': number(pooling[kind]),
      'tokenizer.ggml.token_type_count': number(1),
      ...tokenizer('t5'),
    },
    [
      tensor('token_embd.weight', [width, vocabulary.length], random),
      tensor('position_embd.weight', [width, contextTokens], random),
      tensor('token_types.weight', [width, 1], zero),
      tensor('token_embd_norm.weight', [width], one),
      tensor('token_embd_norm.bias', [width], zero),
      ...Array.from({ length: layers }, (_, at) => layer(at)).flat(),
      ...judge,
    ],
  )
}
