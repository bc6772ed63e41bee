// A small OpenAI-compatible server for tests: the same answer every time, and knobs for everything that goes wrong.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

export type Knobs = {
  /** Before the first byte. */
  delayMs?: number
  /** Between two tokens of a stream. */
  tokenMs?: number
  tokens?: readonly string[]
  /** Cuts the connection after so many tokens. */
  breakAfter?: number
  /** Ends the stream properly, but before its last chunk, after so many tokens. */
  endAfter?: number
  /** Answers with this status. */
  refuse?: number
  /** How many requests are refused before the rest is served. */
  refuseCount?: number
  /** Never answers. */
  hang?: boolean
  withoutUsage?: boolean
  /** Answers with the tools' arguments instead of text. */
  toolArguments?: string
  /** Says what it was asked, in place of its tokens. */
  echo?: boolean
}

export type Upstream = {
  readonly url: string
  readonly knobs: Knobs
  readonly bodies: readonly Body[]
  readonly headers: readonly IncomingMessage['headers'][]
  /** Requests whose client left before the reply was whole. */
  readonly dropped: () => number
  readonly open: () => number
  close(): Promise<void>
}

const body = z
  .looseObject({
    model: z.string(),
    stream: z.boolean(),
    stream_options: z
      .looseObject({ include_usage: z.boolean(), continuous_usage_stats: z.boolean() })
      .partial(),
    messages: z.array(z.looseObject({ role: z.string(), content: z.unknown() })),
    input: z.unknown(),
    query: z.string(),
    documents: z.array(z.string()),
    texts: z.array(z.string()),
    encoding_format: z.string(),
  })
  .partial()

type Body = z.infer<typeof body>

export async function startUpstream(
  knobs: Knobs = {},
  listen: { path?: string } = {},
): Promise<Upstream> {
  const bodies: Body[] = []
  const headers: IncomingMessage['headers'][] = []
  let dropped = 0
  let open = 0
  const server = createServer((request, response) => {
    open += 1
    response.once('close', () => {
      open -= 1
      if (!response.writableFinished) dropped += 1
    })
    void answer(request, response).catch(() => response.destroy())
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request)
    if (request.method === 'GET') {
      response.end('{"object":"list","data":[]}')
      return
    }
    bodies.push(body)
    headers.push(request.headers)
    if (knobs.hang === true) return
    if (knobs.delayMs !== undefined) await sleep(knobs.delayMs)
    if (knobs.refuse !== undefined && (knobs.refuseCount ?? Infinity) > 0) {
      if (knobs.refuseCount !== undefined) knobs.refuseCount -= 1
      response.writeHead(knobs.refuse, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ error: { message: 'refused by the knob', type: 'knob' } }))
      return
    }
    const url = request.url ?? ''
    if (url.endsWith('/embeddings')) json(response, embeddingsFor(body))
    else if (url.endsWith('/rerank')) json(response, rerankFor(body))
    else if (body.stream === true) await stream(response, body, knobs)
    else json(response, completionFor(body, knobs))
  }

  server.listen(listen.path === undefined ? { port: 0, host: '127.0.0.1' } : { path: listen.path })
  await once(server, 'listening')
  return {
    url: listen.path === undefined ? `http://127.0.0.1:${portOf(server)}` : `unix:${listen.path}`,
    knobs,
    bodies,
    headers,
    dropped: () => dropped,
    open: () => open,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const portOf = (server: Server): number => {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function readBody(request: IncomingMessage): Promise<Body> {
  let text = ''
  for await (const piece of request.setEncoding('utf8')) text += String(piece)
  return body.parse(text === '' ? {} : JSON.parse(text))
}

function json(response: ServerResponse, value: unknown): void {
  const text = JSON.stringify(value)
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}

const usual = ['Hello', ' from', ' the', ' model', '.']
const promptTokens = 7

function tokensFor(body: Body, { echo, tokens }: Knobs): readonly string[] {
  if (echo !== true) return tokens ?? usual
  const last = body.messages?.at(-1)?.content
  return Array.from(typeof last === 'string' ? last : JSON.stringify(last))
}

const usageOf = (tokens: readonly string[]) => ({
  prompt_tokens: promptTokens,
  completion_tokens: tokens.length,
  total_tokens: promptTokens + tokens.length,
})

function completionFor(body: Body, knobs: Knobs): unknown {
  const tokens = tokensFor(body, knobs)
  const call = toolCall(knobs)
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: body.model,
    choices: [
      {
        index: 0,
        message:
          call === undefined
            ? { role: 'assistant', content: tokens.join('') }
            : { role: 'assistant', content: null, tool_calls: [call] },
        finish_reason: call === undefined ? 'stop' : 'tool_calls',
      },
    ],
    ...(knobs.withoutUsage === true ? {} : { usage: usageOf(tokens) }),
  }
}

const toolCall = ({ toolArguments }: Knobs) =>
  toolArguments === undefined
    ? undefined
    : {
        index: 0,
        id: 'call_1',
        type: 'function',
        function: { name: 'look_up', arguments: toolArguments },
      }

async function stream(response: ServerResponse, body: Body, knobs: Knobs): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const tokens = tokensFor(body, knobs)
  const write = (rest: unknown): void => {
    response.write(`data: ${JSON.stringify(rest)}\n\n`)
  }
  const chunk = (delta: unknown, finish: string | null = null) => ({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: body.model,
    choices: [{ index: 0, delta, finish_reason: finish }],
  })
  if (knobs.toolArguments !== undefined) {
    const call = toolCall(knobs)
    write(
      chunk({
        role: 'assistant',
        content: null,
        tool_calls: [{ ...call, function: { name: 'look_up', arguments: '' } }],
      }),
    )
    for (const piece of knobs.toolArguments.match(/.{1,4}/gs) ?? []) {
      write(chunk({ tool_calls: [{ index: 0, function: { arguments: piece } }] }))
    }
    write(chunk({}, 'tool_calls'))
  } else {
    for (const [index, token] of tokens.entries()) {
      if (index === knobs.breakAfter) {
        await sleep(5)
        response.destroy()
        return
      }
      if (index === knobs.endAfter) {
        response.end()
        return
      }
      if (response.destroyed) return
      const delta = index === 0 ? { role: 'assistant', content: token } : { content: token }
      const soFar = { usage: usageOf(tokens.slice(0, index + 1)) }
      write({
        ...chunk(delta),
        ...(body.stream_options?.continuous_usage_stats === true ? soFar : {}),
      })
      if (knobs.tokenMs !== undefined) await sleep(knobs.tokenMs)
    }
    write(chunk({}, 'stop'))
  }
  if (body.stream_options?.include_usage === true && knobs.withoutUsage !== true) {
    write({
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created: 1,
      model: body.model,
      choices: [],
      usage: usageOf(tokens),
    })
  }
  response.end('data: [DONE]\n\n')
}

/** Length and number of vowels: enough to tell texts apart. */
const vectorOf = (text: string): number[] => [text.length, (text.match(/[aeiou]/g) ?? []).length, 1]

function embeddingsFor({ input, model, encoding_format: encoding }: Body): unknown {
  const texts = (Array.isArray(input) ? input : [input]).map(String)
  return {
    object: 'list',
    model,
    data: texts.map((text, index) => ({
      object: 'embedding',
      index,
      embedding:
        encoding === 'base64-native'
          ? Buffer.from(Float32Array.from(vectorOf(text)).buffer).toString('base64')
          : vectorOf(text),
    })),
    usage: { prompt_tokens: texts.length * 2, total_tokens: texts.length * 2 },
  }
}

/** Longer texts are better. */
function rerankFor({ texts, documents }: Body): unknown {
  const rows = (texts ?? documents ?? []).map((text, index) => ({ index, score: text.length }))
  if (texts !== undefined) return rows.toSorted((left, right) => right.score - left.score)
  return {
    results: rows.map(({ index, score }) => ({ index, relevance_score: score })),
    usage: { total_tokens: 11 },
  }
}
