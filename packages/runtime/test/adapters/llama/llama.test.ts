// Holds the embedded engine to what a backend of models promises, and to what only a process of our own can promise.

import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startLlama, type RunningLlama } from '../../../src/adapters/llama/start.js'
import {
  chatChecks,
  describeModelBackend,
  embeddingChecks,
  rerankingChecks,
} from '../../conformance/model-backend.js'
import { writeChatModel, writeReadingModel } from './tiny-models.js'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'llama-'))
  await writeChatModel(join(folder, 'chat.gguf'))
  await writeReadingModel(join(folder, 'embedding.gguf'), 'embedding')
  await writeReadingModel(join(folder, 'reranking.gguf'), 'reranking')
})

afterAll(() => rm(folder, { recursive: true, force: true }))

type Kind = 'chat' | 'embedding' | 'reranking'

const start = (kind: Kind, more: object = {}): Promise<RunningLlama> =>
  startLlama({
    name: `tiny-${kind}`,
    kind,
    path: join(folder, `${kind}.gguf`),
    socketPath: join(folder, `${kind}.sock`),
    threads: 1,
    ...more,
  })

const socketOf = ({ address }: RunningLlama): string => address.replace(/^unix:/, '')

describeModelBackend('node-llama-cpp', async () => {
  const [chat, embedding, reranking] = await Promise.all([
    start('chat'),
    start('embedding'),
    start('reranking'),
  ])
  const url = 'http://model'
  return {
    url,
    socketPath: socketOf(chat),
    chat: 'tiny-chat',
    embedding: { url, socketPath: socketOf(embedding), name: 'tiny-embedding' },
    reranking: { url, socketPath: socketOf(reranking), name: 'tiny-reranking' },
    close: async () => {
      await Promise.all([chat.close(), embedding.close(), reranking.close()])
    },
  }
})

describe('the checks of model backends', () => {
  const checks = { ...chatChecks, ...embeddingChecks, ...rerankingChecks }

  it.each(Object.keys(checks))(
    'find the fault of a backend that does not hold: %s',
    async (name) => {
      const server = createServer((incoming, response) => {
        incoming.resume()
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const address = server.address()
      assert(typeof address === 'object' && address !== null)
      const url = `http://127.0.0.1:${address.port}`
      const place = { url, name: 'x' }
      const close = () => Promise.resolve()
      const broken = { url, chat: 'x', embedding: place, reranking: place, close }
      await expect(checks[name]?.(broken)).rejects.toBeInstanceOf(Error)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  )
})

describe('a model in a process of its own', () => {
  let llama: RunningLlama | undefined
  let agent: Agent | undefined
  const shares: number[] = []

  beforeAll(async () => {
    const socketPath = join(folder, 'sockets', 'one.sock')
    llama = await start('chat', {
      socketPath,
      waitingMax: 0,
      onProgress: (share: number) => shares.push(share),
    })
    agent = new Agent({ connect: { socketPath } })
  }, 60_000)

  afterAll(async () => {
    await agent?.destroy()
    await llama?.close()
  })

  const chat = (more: object, signal?: AbortSignal) => {
    assert(agent !== undefined)
    const messages = [{ role: 'user', content: 'Go.' }]
    return request('http://model/v1/chat/completions', {
      method: 'POST',
      body: JSON.stringify({ model: 'tiny-chat', messages, temperature: 0, ...more }),
      dispatcher: agent,
      ...(signal === undefined ? {} : { signal }),
    })
  }
  const statusOf = async (more: object): Promise<number> => {
    const { statusCode, body } = await chat(more)
    await body.dump()
    return statusCode
  }

  it('says how far it is loaded, and what it can see', () => {
    expect(shares.at(-1)).toBe(1)
    expect(llama?.contextTokens).toBe(2048)
  })

  it('opens its socket to this user only', async () => {
    const { mode } = await stat(join(folder, 'sockets', 'one.sock'))
    expect(mode & 0o777).toBe(0o600)
    expect((await stat(join(folder, 'sockets'))).mode & 0o777).toBe(0o700)
  })

  it('refuses what would wait too long, and is free as soon as a client leaves', async () => {
    const leaving = new AbortController()
    const long = await chat({ stream: true, max_tokens: 1900 }, leaving.signal)
    const reading = (async () => {
      for await (const _ of long.body) continue
    })().catch(() => undefined)
    const busy = await chat({ max_tokens: 1 })
    expect(busy.statusCode).toBe(503)
    expect(Number(busy.headers['retry-after'])).toBeGreaterThan(0)
    await busy.body.dump()
    leaving.abort()
    await reading
    const leftAt = Date.now()
    while ((await statusOf({ max_tokens: 1 })) !== 200) {
      // Alone it would go on for seconds.
      expect(Date.now() - leftAt).toBeLessThan(1000)
      await pause(10)
    }
  })

  it('holds an answer to a JSON schema, and refuses a schema that it can not hold', async () => {
    const formOf = (schema: object) => ({
      response_format: { type: 'json_schema', json_schema: { name: 'x', schema } },
    })
    const schema = { type: 'object', properties: { is: { type: 'boolean' }, of: { enum: ['a'] } } }
    const reply = await chat({ max_tokens: 300, ...formOf(schema) })
    const shape = z.object({
      choices: z.tuple([
        z.object({ finish_reason: z.literal('stop'), message: z.object({ content: z.string() }) }),
      ]),
    })
    const { choices } = shape.parse(await reply.body.json())
    const answer: unknown = JSON.parse(choices[0].message.content)
    const held = z.strictObject({ is: z.boolean(), of: z.literal('a') })
    expect(held.safeParse(answer).success).toBe(true)
    expect(await statusOf(formOf({ type: 'string', pattern: '^a$' }))).toBe(400)
  })

  it('answers no other kind of question', async () => {
    assert(agent !== undefined)
    const reply = await request('http://model/v1/embeddings', {
      method: 'POST',
      body: JSON.stringify({ model: 'tiny-chat', input: 'a' }),
      dispatcher: agent,
    })
    expect(reply.statusCode).toBe(400)
    await reply.body.dump()
  })
})

describe('a model that can not be used', () => {
  it.each([
    ['is missing', undefined],
    ['is empty', ''],
    ['is no GGUF', 'GGUX and more'],
    ['is cut off', 'GGUF\u0003\u0000\u0000\u0000'],
  ])('is refused with its reason when its file %s', async (what, content) => {
    const path = join(folder, `${what.replaceAll(' ', '-')}.gguf`)
    if (content !== undefined) await writeFile(path, content)
    await expect(
      startLlama({ name: 'bad', kind: 'chat', path, socketPath: join(folder, 'bad.sock') }),
    ).rejects.toThrow(`${path} can't be used`)
  })

  it('is refused when its socket would have too long a name', async () => {
    const socketPath = join(folder, 'x'.repeat(120))
    await expect(start('chat', { socketPath })).rejects.toMatchObject({ code: 'configuration' })
  })
})
