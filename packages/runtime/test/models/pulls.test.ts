// Tests pulls that the running service does: they are watched, stopped and bounded, and reach no server that nobody named.

import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RuntimeError } from '../../src/error.js'
import { openModelStore } from '../../src/models/inventory.js'
import { runPullProcess } from '../../src/models/pull-process.js'
import {
  makeModelPulls,
  readModelHosts,
  type ModelPulls,
  type RunPull,
} from '../../src/models/pulls.js'
import { writeChatModel } from '../adapters/llama/tiny-models.js'
import { startFakeServer, type FakeServer } from './fake-server.js'

let folder = ''
let server: FakeServer
let open: ModelPulls[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-pulls-'))
  server = await startFakeServer()
  open = []
})
afterEach(async () => {
  for (const pulls of open) await pulls.close()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

function start(run: RunPull, hosts: readonly string[] = [server.host]): ModelPulls {
  const pulls = makeModelPulls({ data: folder, run, hosts })
  open.push(pulls)
  return pulls
}

const forever: RunPull = (_task, _tell, signal) =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(130), { once: true })
  })

async function model(): Promise<Buffer> {
  const path = join(folder, 'source.gguf')
  await writeChatModel(path)
  return readFile(path)
}

describe('a pull', () => {
  it('brings a model into the store by a process of its own', { timeout: 60_000 }, async () => {
    const body = await model()
    server.files.set('/tiny.gguf', { body, etag: '"1"' })
    const pulls = start(runPullProcess)
    const source = `${server.url}/tiny.gguf`
    const begun = pulls.begin({ source: `${source}?token=secret`, licence: 'MIT' })
    expect(begun).toMatchObject({ source, state: 'running', doneBytes: 0, endedAtMs: null })
    await expect
      .poll(() => pulls.list(), { timeout: 50_000 })
      .toMatchObject([
        {
          id: begun.id,
          state: 'done',
          name: 'tiny',
          licence: 'MIT',
          doneBytes: body.length,
          totalBytes: body.length,
          isNew: true,
          error: null,
        },
      ])
    const [stored] = await openModelStore(folder).list()
    expect(stored).toMatchObject({ name: 'tiny', files: [{ state: 'there' }] })
    await rm(join(folder, 'models', 'tiny', 'tiny.gguf'))
    expect(await openModelStore(folder).list()).toMatchObject([{ files: [{ state: 'missing' }] }])
  })

  it('says why not', { timeout: 60_000 }, async () => {
    const pulls = start(runPullProcess)
    pulls.begin({ source: `${server.url}/none.gguf` })
    await expect
      .poll(() => pulls.list(), { timeout: 50_000 })
      .toMatchObject([{ state: 'failed', error: { reason: 'not-found' } }])
  })

  it('shows all that came from a source that sends no more', { timeout: 60_000 }, async () => {
    const body = await model()
    server.files.set('/tiny.gguf', { body, stallsAfterBytes: 20_000 })
    const pulls = start(runPullProcess)
    const { id } = pulls.begin({ source: `${server.url}/tiny.gguf` })
    await expect
      .poll(() => pulls.list(), { timeout: 50_000 })
      .toMatchObject([{ state: 'running', doneBytes: 20_000, totalBytes: body.length }])
    pulls.remove(id)
  })

  it('is stopped, and goes on where it was', { timeout: 60_000 }, async () => {
    const body = await model()
    server.files.set('/tiny.gguf', { body, etag: '"1"', stallsAfterBytes: 20_000 })
    const pulls = start(runPullProcess)
    const { id } = pulls.begin({ source: `${server.url}/tiny.gguf` })
    const part = join(folder, 'models', '.parts', 'tiny', 'tiny.gguf.part')
    const sizeOf = (path: string): Promise<number> =>
      stat(path).then(
        ({ size }) => size,
        () => 0,
      )
    await expect.poll(() => sizeOf(part), { timeout: 50_000 }).toBeGreaterThan(0)
    pulls.remove(id)
    await expect.poll(() => pulls.list(), { timeout: 50_000 }).toMatchObject([{ state: 'stopped' }])
    pulls.remove(id)
    expect(pulls.list()).toEqual([])
    expect(() => pulls.remove(id)).toThrow('no such pull')
    server.files.set('/tiny.gguf', { body, etag: '"1"' })
    pulls.begin({ source: `${server.url}/tiny.gguf` })
    await expect.poll(() => pulls.list(), { timeout: 50_000 }).toMatchObject([{ state: 'done' }])
    expect(server.asked.at(-1)?.range).toMatch(/^bytes=\d+-$/)
  })
})

function refusalOf(begin: () => unknown): string {
  try {
    begin()
  } catch (error) {
    if (error instanceof RuntimeError) return error.code
  }
  return 'none'
}

describe('pulls', () => {
  it('are two at once, and all end with the service', async () => {
    const pulls = start(forever)
    const source = 'multilingual-e5-small'
    pulls.begin({ source })
    pulls.begin({ source })
    expect(() => pulls.begin({ source })).toThrow('2 models are on their way')
    await pulls.close()
    expect(pulls.list().map(({ state }) => state)).toEqual(['stopped', 'stopped'])
  })

  it('of which the last fifty are remembered', async () => {
    const pulls = start(() => Promise.resolve(0))
    for (let count = 0; count < 60; count += 1) {
      pulls.begin({ source: 'multilingual-e5-small' })
      await expect.poll(() => pulls.list()[0]?.state, { interval: 1 }).toBe('done')
    }
    expect(pulls.list()).toHaveLength(50)
  })

  it('fail with the process', async () => {
    const pulls = start(() => Promise.resolve(7))
    pulls.begin({ source: 'multilingual-e5-small' })
    await expect
      .poll(() => pulls.list())
      .toMatchObject([{ state: 'failed', error: { reason: 'other' } }])
  })

  it('take no files of the machine, and no server that its environment does not name', () => {
    const pulls = start(forever, ['models.example.com', '*.mirror.example.com'])
    for (const source of ['/etc/passwd', './a.gguf', '~/a.gguf', 'a.gguf', 'file:///etc/passwd']) {
      expect([source, refusalOf(() => pulls.begin({ source }))]).toEqual([
        source,
        'invalid-request',
      ])
    }
    for (const source of [
      'http://127.0.0.1:8080/a.gguf',
      'http://169.254.169.254/latest/a.gguf',
      'http://models.example.com:81/a.gguf',
      'http://models.example.com@evil.example/a.gguf',
      'https://mirror.example.com.evil.example/a.gguf',
    ]) {
      expect([source, refusalOf(() => pulls.begin({ source }))]).toEqual([source, 'forbidden'])
    }
    expect(pulls.begin({ source: 'https://eu.mirror.example.com/a.gguf' }).state).toBe('running')
    expect(readModelHosts({ LLMFLOW_MODEL_HOSTS: ' a.example, b.example:8443,' })).toEqual([
      'a.example',
      'b.example:8443',
    ])
    expect(readModelHosts({})).toEqual([])
  })
})
