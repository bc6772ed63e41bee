// Stands in for servers of models, which tests cannot have: it says what a script says, and is no model at all.

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fieldsOf } from './harness.ts'
import { probeAnswers } from './probe-answers.ts'

/** A chat that is being answered, as a script of a test drives it. */
type Talk = {
  /** Sends a piece; the one before it has gone out then. */
  readonly say: (text: string) => Promise<void>
  /** In place of all else. */
  readonly refuse: (status: number) => void
  /** Cuts the connection: what was said stays said. */
  readonly breakOff: () => void
  /** Fulfilled when who asked has gone before the end. */
  readonly left: Promise<void>
}

type Script = (talk: Talk) => Promise<void> | void

type Score = (text: string, query: string) => number

const pairsOf = (text: string): readonly string[] =>
  Array.from(text.slice(1), (character, at) => `${text[at] ?? ''}${character}`)

/** How many pairs of letters of the question stand in the text: enough that the right passage is among the first. */
const likeness: Score = (text, query) =>
  pairsOf(query).filter((pair) => !pair.includes(' ') && text.includes(pair)).length

export type StandIn = {
  /** A folder with a platform whose chat model, embedder and reranker are this server. */
  readonly platform: string
  readonly host: string
  /** The next chat whose question holds these words is answered so; each plan is kept once, in their order. */
  plan(words: string, script: Script): void
  /** How good a passage is, for questions to the reranker from now on; nothing for as much as it is like the question. */
  score(by?: Score): void
  /** A file that is downloaded; all but its beginning waits until it is let go. */
  serve(path: string, body: Buffer): Download
  /** Everything that was sent here, as it came. */
  readonly received: readonly string[]
  close(): Promise<void>
}

type Gate = { readonly opened: Promise<void>; readonly open: () => void }

/** What somebody waits for until somebody else says so. */
export function makeGate(): Gate {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}

type Planned = { readonly words: string; readonly script: Script }

type Download = {
  readonly url: string
  readonly sha256: string
  /** Lets a further piece of it go. */
  readonly more: () => void
  readonly rest: () => void
}

type Served = {
  readonly body: Buffer
  readonly sent: EventEmitter
  readonly isReleased: Promise<void>
}

type Scene = {
  readonly planned: Planned[]
  readonly received: string[]
  readonly files: Map<string, Served>
  score: Score
}

export async function startStandIn(): Promise<StandIn> {
  const scene: Scene = { planned: [], received: [], files: new Map(), score: likeness }
  const server = createServer((request, response) => {
    void answer(scene, request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert(typeof address === 'object' && address !== null)
  const host = `127.0.0.1:${address.port}`
  return {
    platform: await writePlatform(`http://${host}`),
    host,
    plan: (words, script) => void scene.planned.push({ words, script }),
    score: (by = likeness) => {
      scene.score = by
    },
    serve: (path, body) => {
      const sent = new EventEmitter()
      const released = makeGate()
      scene.files.set(path, { body, sent, isReleased: released.opened })
      return {
        url: `http://${host}${path}`,
        sha256: createHash('sha256').update(body).digest('hex'),
        more: () => void sent.emit('more'),
        rest: released.open,
      }
    },
    received: scene.received,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** As the example for one person, with models at an address. */
async function writePlatform(url: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'llmflow-stand-in-'))
  const model = (name: string, kind: string): string =>
    `  - { name: ${name}, kind: ${kind}, weights: stand-in/${name}, endpoint: '${url}' }`
  const lines = [
    'apiVersion: llmflow.io/v1',
    'kind: Platform',
    'metadata: { name: stand-in }',
    "release: '2025.01'",
    'domain: llmflow.localhost.internal',
    'demand:',
    '  users: 1',
    '  concurrentUsers: 1',
    '  ingestion: { documents: 1000, documentsPerDay: 50 }',
    'objectives: { availability: 90%, recoveryPoint: 24h, recoveryTime: 24h }',
    'components: { llmflow: { topology: embedded } }',
    'models:',
    model('scripted-chat', 'chat'),
    model('scripted-embedder', 'embedding'),
    model('scripted-reranker', 'reranking'),
  ]
  await writeFile(join(folder, 'llmflow.yaml'), `${lines.join('\n')}\n`)
  return folder
}

async function answer(
  scene: Scene,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = request.url ?? ''
  const text = await textOf(request)
  if (request.method !== 'POST') {
    const file = scene.files.get(path)
    if (file !== undefined) await download(file, response)
    else json(response, { object: 'list', data: [] })
    return
  }
  scene.received.push(text)
  const body = fieldsOf(JSON.parse(text))
  if (path.endsWith('/embeddings')) json(response, embeddingsFor(body))
  else if (path.endsWith('/rerank')) json(response, scoresFor(body, scene.score))
  else await chat(scene, body, response)
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of request.setEncoding('utf8')) text += String(piece)
  return text
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(value))
}

const pieces = 64

/** The first piece comes at once, so that there is a progress to see. */
async function download(
  { body, sent, isReleased }: Served,
  response: ServerResponse,
): Promise<void> {
  const bytes = Math.ceil(body.length / pieces)
  let at = 0
  const more = (): void => {
    response.write(body.subarray(at, at + bytes))
    at += bytes
  }
  response.writeHead(200, { 'content-length': body.length })
  more()
  sent.on('more', more)
  await isReleased
  sent.off('more', more)
  response.end(body.subarray(at))
}

/** What a model of this stand-in counts; it has no words to count. */
const usage = { prompt_tokens: 321, completion_tokens: 45, total_tokens: 366 }

async function chat(
  { planned }: Scene,
  body: { readonly [name: string]: unknown },
  response: ServerResponse,
): Promise<void> {
  const messages = Array.isArray(body['messages']) ? body['messages'].map(fieldsOf) : []
  const asked = String(messages.at(-1)?.['content'])
  const at = planned.findIndex(({ words }) => asked.includes(words))
  const [found] = at === -1 ? [] : planned.splice(at, 1)
  const script: Script = found?.script ?? ((talk) => talk.say(probeAnswerOf(asked)))
  const left = makeGate()
  response.once('close', () => {
    if (!response.writableFinished) left.open()
  })
  await script({
    say: (text) => say(response, { choices: [{ index: 0, delta: { content: text } }] }),
    refuse: (status) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ error: { message: 'the script says so' } }))
    },
    breakOff: () => void response.destroy(),
    left: left.opened,
  })
  if (response.destroyed || response.writableEnded) return
  await say(response, { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })
  await say(response, { choices: [], usage })
  response.end('data: [DONE]\n\n')
}

const probeAnswerOf = (asked: string): string =>
  probeAnswers.find(({ question }) => asked.endsWith(question))?.answer ?? 'Nothing is planned.'

async function say(response: ServerResponse, chunk: object): Promise<void> {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' })
  const common = { id: 'scripted', object: 'chat.completion.chunk', created: 1, model: 'scripted' }
  await new Promise<void>((resolve) => {
    response.write(`data: ${JSON.stringify({ ...common, ...chunk })}\n\n`, () => resolve())
  })
}

function embeddingsFor({ input }: { readonly [name: string]: unknown }): unknown {
  const texts = Array.isArray(input) ? input.map(String) : [String(input)]
  const data = texts.map((text, index) => ({
    object: 'embedding',
    index,
    embedding: vectorOf(text),
  }))
  return { object: 'list', model: 'scripted', data, usage: { prompt_tokens: 1, total_tokens: 1 } }
}

const dimensions = 64

/** Texts that share pairs of letters lie near each other. */
function vectorOf(text: string): readonly number[] {
  const vector = Array.from({ length: dimensions }, () => 0.01)
  for (const pair of pairsOf(text)) {
    const place = ((pair.codePointAt(0) ?? 0) * 31 + (pair.codePointAt(1) ?? 0)) % dimensions
    vector[place] = (vector[place] ?? 0) + 1
  }
  return vector
}

function scoresFor(
  { documents, query }: { readonly [name: string]: unknown },
  score: Score,
): unknown {
  const texts = Array.isArray(documents) ? documents.map(String) : []
  return {
    results: texts.map((text, index) => ({ index, relevance_score: score(text, String(query)) })),
    usage: { total_tokens: 11 },
  }
}

/** A file that says of itself that it is a model, and has nothing in it but room. */
export function modelFile(sizeBytes: number): Buffer {
  const number = (value: number): Buffer => {
    const bytes = Buffer.alloc(8)
    bytes.writeUInt32LE(4)
    bytes.writeUInt32LE(value, 4)
    return bytes
  }
  const text = (value: string): Buffer => {
    const length = Buffer.alloc(8)
    length.writeBigUInt64LE(BigInt(Buffer.byteLength(value)))
    return Buffer.concat([length, Buffer.from(value)])
  }
  const facts = [
    [text('general.architecture'), Buffer.from([8, 0, 0, 0]), text('llama')],
    [text('llama.context_length'), number(512)],
    [text('llama.embedding_length'), number(32)],
  ]
  const head = Buffer.alloc(24)
  head.write('GGUF')
  head.writeUInt32LE(3, 4)
  head.writeBigUInt64LE(BigInt(facts.length), 16)
  return Buffer.concat([head, ...facts.flat(), Buffer.alloc(sizeBytes)])
}
