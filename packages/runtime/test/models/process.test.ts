// Holds the process of `llmflow models` to its lines and exit codes.

import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { writeChatModel } from '../adapters/llama/tiny-models.js'
import { startFakeServer, type FakeServer } from './fake-server.js'

const entry = fileURLToPath(new URL('../../dist/models/main.js', import.meta.url))
const line = z.looseObject({ event: z.string() })

let folder = ''
let server: FakeServer

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-process-'))
  server = await startFakeServer()
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

async function run(task: object, interruptAt?: (event: z.infer<typeof line>) => boolean) {
  const child = spawn(process.execPath, [entry, JSON.stringify({ data: folder, ...task })], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let error = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
    const last = text.trim().split('\n').at(-1) ?? '{}'
    if (interruptAt?.(line.parse(JSON.parse(last))) === true)
      setTimeout(() => child.kill('SIGINT'), 500)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text))
  const code = await new Promise<number | null>((resolve) => {
    child.once('close', resolve)
  })
  const said =
    out.trim() === ''
      ? []
      : out
          .trim()
          .split('\n')
          .map((text) => line.parse(JSON.parse(text)))
  return { code, said, error, last: said.at(-1) }
}

it('says what it did, and ends with 0', { timeout: 30_000 }, async () => {
  await writeChatModel(join(folder, 'a.gguf'))
  const pulled = await run({ command: 'pull', source: join(folder, 'a.gguf'), name: 'tiny' })
  expect(pulled).toMatchObject({ code: 0, error: '', last: { event: 'pulled', isNew: true } })
  const listed = await run({ command: 'list' })
  expect(listed.last).toMatchObject({ event: 'models', here: [{ name: 'tiny' }] })
  const verified = await run({ command: 'verify', names: ['tiny'] })
  expect(verified.last).toEqual({ event: 'verified', name: 'tiny', wrongFiles: [] })
})

it('says why not, without a stack, and ends with 1', { timeout: 30_000 }, async () => {
  const { code, last, error } = await run({ command: 'verify', names: ['none'] })
  expect([code, error]).toEqual([1, ''])
  expect(last).toMatchObject({ event: 'failed', reason: 'unknown-model', subject: 'none' })
})

it('ends with 130 on Ctrl-C, keeps the part, and goes on there', { timeout: 30_000 }, async () => {
  await writeChatModel(join(folder, 'a.gguf'))
  const body = await readFile(join(folder, 'a.gguf'))
  const etag = '"1"'
  server.files.set('/tiny.gguf', { body, etag, stallsAfterBytes: 20_000 })
  const task = { command: 'pull', source: `${server.url}/tiny.gguf` }
  const { code, last } = await run(task, ({ event }) => event === 'progress')
  expect(code).toBe(130)
  expect(last).toMatchObject({ event: 'failed', reason: 'interrupted' })
  const { size } = await stat(join(folder, 'models', '.parts', 'tiny', 'tiny.gguf.part'))
  expect(size).toBeGreaterThan(0)
  server.files.set('/tiny.gguf', { body, etag })
  expect(await run(task)).toMatchObject({ code: 0, last: { event: 'pulled' } })
  expect(server.asked.at(-1)?.range).toBe(`bytes=${size}-`)
})
