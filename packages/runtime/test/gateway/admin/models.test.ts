// Tests what operators see of models, and that nobody else pulls any.

import { mkdir, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { modelFolder, writeManifest, type Manifest } from '../../../src/models/manifest.js'
import { adminPassword, startPlatform, type Platform } from './platform.js'

let platform: Platform
let operator: Awaited<ReturnType<Platform['signIn']>>

const remote = {
  name: 'big',
  kind: 'chat',
  engine: 'vllm',
  context: 8192,
  isReady: true,
  note: null,
} as const
const local = {
  ...remote,
  name: 'tiny',
  kind: 'embedding',
  engine: 'llama',
  isReady: false,
} as const

const manifest = (name: string, kind: Manifest['kind']): Manifest => ({
  version: 1,
  name,
  kind,
  source: 'hf:org/repo@main/tiny.gguf',
  pulledAt: '2026-11-23T00:00:00.000Z',
  licence: 'MIT',
  context: 512,
  files: [{ name: `${name}.gguf`, sizeBytes: 4, sha256: 'a'.repeat(64) }],
  isDigestPublished: true,
})

beforeAll(async () => {
  platform = await startPlatform({}, { models: [remote, local] })
  await platform.identity.prepareFirstRun(adminPassword)
  operator = await platform.signIn('admin')
  for (const one of [manifest('tiny', 'embedding'), manifest('late', 'chat')]) {
    const folder = modelFolder(platform.modelsFolder, one.name)
    await mkdir(folder, { recursive: true })
    await writeFile(`${folder}/${one.name}.gguf`, one.name === 'tiny' ? 'four' : 'more than four')
    await writeManifest(platform.modelsFolder, one)
  }
}, 60_000)

afterAll(async () => {
  expect(platform.faults).toEqual([])
  await platform.close()
})

it('operators see models of the service file and of the store, and what they are for', async () => {
  await operator.send('POST', '/api/v1/assistants', { name: 'helper', model: 'late' })
  const { body } = await operator.send('GET', '/api/v1/platform/models')
  const file = { sizeBytes: 4, sha256: 'a'.repeat(64) }
  const stored = {
    licence: 'MIT',
    source: 'hf:org/repo@main/tiny.gguf',
    pulledAt: '2026-11-23T00:00:00.000Z',
    isDigestPublished: true,
  }
  expect(z.object({ items: z.unknown() }).parse(body).items).toEqual([
    {
      ...remote,
      origin: 'service',
      isTakenUp: true,
      serves: ['answers'],
      assistants: 0,
      licence: null,
      source: null,
      pulledAt: null,
      isDigestPublished: null,
      files: [],
    },
    {
      name: 'late',
      kind: 'chat',
      origin: 'store',
      engine: null,
      context: 512,
      isReady: false,
      isTakenUp: false,
      note: null,
      serves: [],
      assistants: 1,
      ...stored,
      files: [{ ...file, name: 'late.gguf', state: 'changed' }],
    },
    {
      ...local,
      origin: 'store',
      isTakenUp: true,
      serves: ['search'],
      assistants: 0,
      ...stored,
      files: [{ ...file, name: 'tiny.gguf', state: 'there' }],
    },
  ])
  expect(body).toMatchObject({ known: [{ name: 'multilingual-e5-small', licence: 'MIT' }, {}] })
})

it('operators pull models, and it is written down', async () => {
  const pulls = '/api/v1/platform/model-pulls'
  const begun = await operator.send('POST', pulls, { source: 'multilingual-e5-small' })
  expect([begun.status, begun.body]).toMatchObject([201, { state: 'running' }])
  const { id, source } = z.object({ id: z.string(), source: z.string() }).parse(begun.body)
  expect((await operator.send('GET', pulls)).body).toMatchObject({ items: [{ id, source }] })
  expect((await operator.send('DELETE', `${pulls}/${id}`)).status).toBe(204)
  await expect
    .poll(async () => (await operator.send('GET', pulls)).body)
    .toMatchObject({ items: [{ state: 'stopped' }] })
  const log = await operator.send('GET', '/api/v1/platform/audit?limit=2')
  expect(log.body).toMatchObject({
    items: [
      { action: 'model.pull-stop', subject: id },
      { action: 'model.pull', subject: id, detail: { source } },
    ],
  })
  for (const [body, status] of [
    [{ source: '/etc/passwd' }, 400],
    [{ source: 'http://127.0.0.1/a.gguf' }, 403],
    [{ source: 'multilingual-e5-small', hosts: ['127.0.0.1'] }, 400],
    [{ source: 'multilingual-e5-small', name: '../x' }, 400],
  ] as const) {
    expect((await operator.send('POST', pulls, body)).status).toBe(status)
  }
})

it('nobody else does', async () => {
  const admin = platform.as(await platform.key('default', 'admin'))
  for (const [method, path] of [
    ['GET', 'models'],
    ['GET', 'model-pulls'],
    ['POST', 'model-pulls'],
  ] as const) {
    const body = method === 'POST' ? { source: 'multilingual-e5-small' } : undefined
    expect((await admin(method, `/api/v1/platform/${path}`, body)).status).toBe(403)
  }
})
