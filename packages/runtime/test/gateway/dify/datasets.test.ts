// Dify's knowledge API and its external knowledge: what scripts written for Dify send, and what they get.

import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openDiskObjects } from '../../../src/adapters/disk/objects.js'
import { difyAppFace } from '../../../src/gateway/faces/dify/app-face.js'
import type { DifyAppFace } from '../../../src/gateway/faces/dify/context.js'
import { difyDatasetsFace } from '../../../src/gateway/faces/dify/datasets-face.js'
import { difyExternalKnowledgeFace } from '../../../src/gateway/faces/dify/knowledge-face.js'
import type { Knowledge } from '../../../src/knowledge/documents.js'
import type { Retriever } from '../../../src/retrieve/retriever.js'
import { passage, startPlatform, type Platform } from './platform.js'

let platform: Platform
const sizeBytesMax = 100_000

beforeAll(async () => {
  platform = await startPlatform(addFaces)
}, 60_000)

beforeEach(() => {
  platform.passages = []
})

afterAll(async () => {
  expect(platform.faults).toEqual([])
  await platform.close()
})

async function addFaces(app: FastifyInstance, face: DifyAppFace, to: Platform): Promise<void> {
  const { records, folder } = to.records
  const knowledge: Knowledge = {
    records,
    objects: await openDiskObjects(join(folder, 'objects')),
    enqueue: () => Promise.resolve(),
    wake: () => undefined,
    sizeBytesMax,
  }
  const retriever: Retriever = {
    retrieve: ({ scope, limit }) =>
      Promise.resolve({
        passages: to.passages
          .filter(({ datasetId }) => scope.datasetIds.includes(datasetId))
          .slice(0, limit),
        legs: [],
        fusionMs: 0,
      }),
  }
  await app.register(difyAppFace, face)
  await app.register(difyDatasetsFace, { ...face, knowledge, retriever })
  await app.register(difyExternalKnowledgeFace, { ...face, records, retriever })
}

type Sent = { readonly status: number; readonly body: unknown }

async function send(
  method: string,
  path: string,
  body?: unknown,
  key: string = 'dataset-1',
): Promise<Sent> {
  const isForm = body instanceof FormData
  const reply = await fetch(`${platform.url}/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(isForm || body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  })
  const text = await reply.text()
  return { status: reply.status, body: text === '' ? undefined : JSON.parse(text) }
}

const withId = z.looseObject({ id: z.string() })
let made = 0

async function makeDataset(key?: string): Promise<string> {
  made += 1
  const { body } = await send('POST', '/datasets', { name: `set ${made}` }, key)
  return withId.parse(body).id
}

async function makeDocument(dataset: string, name: string = 'memo.md'): Promise<string> {
  const { body } = await send('POST', `/datasets/${dataset}/document/create-by-text`, {
    name,
    text: '# 휴가\n15일',
    indexing_technique: 'high_quality',
    process_rule: { mode: 'automatic' },
  })
  return z.object({ document: withId }).parse(body).document.id
}

function formOf(name: string, content: string): FormData {
  const form = new FormData()
  form.set('data', JSON.stringify({ indexing_technique: 'high_quality' }))
  form.set('file', new Blob([content], { type: 'text/plain' }), name)
  return form
}

describe('datasets', () => {
  it('are made, listed, changed and deleted', async () => {
    const name = '인사 규정'
    const { status, body } = await send('POST', '/datasets', { name, permission: 'only_me' })
    const { id } = withId.parse(body)
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { name, permission: 'only_me', document_count: 0, provider: 'vendor' },
    })
    expect(await send('POST', '/datasets', { name })).toMatchObject({
      status: 409,
      body: { code: 'dataset_name_duplicate', status: 409 },
    })
    // A key that is nobody's reads no restricted dataset.
    expect((await send('GET', `/datasets/${id}`)).status).toBe(404)
    const open = await makeDataset()
    const changed = await send('PATCH', `/datasets/${open}`, { name: 'open', description: 'd' })
    expect(changed.body).toMatchObject({ id: open, name: 'open', description: 'd' })
    expect((await send('GET', '/datasets?keyword=OPEN&page=1&limit=1')).body).toMatchObject({
      total: 1,
      has_more: false,
      data: [{ id: open }],
    })
    expect(await send('DELETE', `/datasets/${open}`)).toEqual({ status: 204, body: undefined })
    expect((await send('GET', `/datasets/${open}`)).status).toBe(404)
  })

  it('say what they cannot be', async () => {
    for (const part of [{ permission: 'partial_members' }, { provider: 'external' }]) {
      const { status, body } = await send('POST', '/datasets', { name: 'x', ...part })
      expect({ status, body }).toMatchObject({ status: 400, body: { code: 'not_supported' } })
    }
  })
})

describe('documents', () => {
  it.each(['create-by-text', 'create_by_text'])('come from text by %s', async (path) => {
    const dataset = await makeDataset()
    const { status, body } = await send('POST', `/datasets/${dataset}/document/${path}`, {
      name: '메모',
      text: '내용',
    })
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { document: { name: '메모', indexing_status: 'waiting', display_status: 'queuing' } },
    })
    const { batch } = z.object({ batch: z.string() }).parse(body)
    const progress = await send('GET', `/datasets/${dataset}/documents/${batch}/indexing-status`)
    expect(progress.body).toMatchObject({
      data: [{ id: batch, indexing_status: 'waiting', completed_segments: 0, total_segments: 0 }],
    })
  })

  it.each(['create-by-file', 'create_by_file'])('come from files by %s', async (path) => {
    const dataset = await makeDataset()
    const url = `/datasets/${dataset}/document/${path}`
    expect(await send('POST', url, formOf('규정.txt', 'x'))).toMatchObject({
      status: 200,
      body: { document: { name: '규정.txt', data_source_info: { upload_file: { size: 1 } } } },
    })
    expect(await send('POST', url, formOf('big.txt', 'x'.repeat(sizeBytesMax + 1)))).toMatchObject({
      status: 413,
      body: { code: 'file_too_large', status: 413 },
    })
    expect(await send('POST', url, new FormData())).toMatchObject({ status: 400 })
    expect(await send('POST', url, {})).toMatchObject({
      status: 415,
      body: { code: 'unsupported_file_type' },
    })
    expect((await send('GET', `/datasets/${dataset}/documents`)).body).toMatchObject({ total: 1 })
  })

  it('are listed in numbered pages', async () => {
    const dataset = await makeDataset()
    for (const name of ['a.md', 'b.md', 'c.md']) await makeDocument(dataset, name)
    const pages = await Promise.all(
      [1, 2, 3].map((page) => send('GET', `/datasets/${dataset}/documents?limit=2&page=${page}`)),
    )
    expect(pages.map(({ body }) => body)).toMatchObject([
      { has_more: true, total: 3, data: [{ name: 'a.md', position: 1 }, { name: 'b.md' }] },
      { has_more: false, total: 3, data: [{ name: 'c.md', position: 3 }] },
      { has_more: false, data: [] },
    ])
    const found = await send('GET', `/datasets/${dataset}/documents?keyword=B.`)
    expect(found.body).toMatchObject({ total: 1, data: [{ name: 'b.md' }] })
  })

  it('are replaced by text and by file, keeping their name, and deleted', async () => {
    const dataset = await makeDataset()
    const document = await makeDocument(dataset)
    const url = `/datasets/${dataset}/documents/${document}`
    for (const path of ['update-by-text', 'update_by_text']) {
      const sent = await send('POST', `${url}/${path}`, { text: `new ${path}` })
      expect(sent).toMatchObject({ status: 200, body: { document: { id: document } } })
    }
    expect(await send('POST', `${url}/update-by-text`, { name: 'other', text: 'x' })).toMatchObject(
      {
        status: 400,
        body: { code: 'not_supported' },
      },
    )
    const byFile = await send('POST', `${url}/update-by-file`, formOf('other.md', 'text'))
    expect(byFile).toMatchObject({
      status: 200,
      body: { document: { id: document, name: 'memo.md' } },
    })
    expect((await send('POST', `${url}/update_by_file`, formOf('other.pdf', 'x'))).status).toBe(400)
    expect((await send('GET', url)).body).toMatchObject({ id: document, enabled: true })
    expect((await send('DELETE', url)).status).toBe(204)
    expect((await send('GET', url)).status).toBe(404)
  })

  it('are not cut by rules of their own', async () => {
    const dataset = await makeDataset()
    for (const part of [{ doc_form: 'qa_model' }, { process_rule: { mode: 'custom' } }]) {
      const url = `/datasets/${dataset}/document/create-by-text`
      const sent = await send('POST', url, { name: 'x', text: 'x', ...part })
      expect(sent).toMatchObject({ status: 400, body: { code: 'not_supported' } })
    }
  })
})

describe('segments', () => {
  it('are read, and refused to be changed', async () => {
    const dataset = await makeDataset()
    const document = await makeDocument(dataset)
    const { records } = platform.records
    await records.execute(
      `INSERT INTO chunks (id, document_id, tenant_id, dataset_id, ordinal, titles, text, spans, revision)
       SELECT 'c-' || n, $1, $2, $3, n, ARRAY['휴가'], 'text ' || n, '[]', 1 FROM generate_series(0, 2) n`,
      [document, platform.tenants[0].tenantId, dataset],
    )
    await records.execute(
      `UPDATE documents SET stage = 'ready', ready_revision = 1, revision = 1 WHERE id = $1`,
      [document],
    )
    const url = `/datasets/${dataset}/documents/${document}/segments`
    expect((await send('GET', `${url}?limit=2&page=2`)).body).toMatchObject({
      total: 3,
      has_more: false,
      data: [{ id: 'c-2', position: 3, content: 'text 2', titles: ['휴가'] }],
    })
    expect((await send('GET', `${url}/c-1`)).body).toMatchObject({ data: { content: 'text 1' } })
    expect((await send('GET', `${url}/c-9`)).status).toBe(404)
    for (const [method, path] of [
      ['POST', url],
      ['POST', `${url}/c-1`],
      ['DELETE', `${url}/c-1`],
    ] as const) {
      const sent = await send(method, path, { segments: [{ content: 'x' }] })
      expect(sent).toMatchObject({ status: 400, body: { code: 'not_supported' } })
    }
    expect((await send('GET', url)).body).toMatchObject({ total: 3 })
  })

  it.each(['retrieve', 'hit-testing'])('are found by %s', async (path) => {
    const dataset = await makeDataset()
    platform.passages = [
      { ...passage, datasetId: dataset },
      { ...passage, datasetId: dataset, chunkId: 'chunk-2', score: 0.3 },
    ]
    const found = await send('POST', `/datasets/${dataset}/${path}`, {
      query: '연차',
      retrieval_model: { top_k: 5, score_threshold_enabled: true, score_threshold: 0.5 },
    })
    expect(found).toMatchObject({
      status: 200,
      body: {
        query: { content: '연차' },
        records: [
          {
            score: 0.8,
            segment: { id: 'chunk-1', content: passage.text, document: { name: '취업규칙.pdf' } },
          },
        ],
      },
    })
    const all = await send('POST', `/datasets/${dataset}/${path}`, { query: '연차' })
    expect(z.object({ records: z.array(z.unknown()) }).parse(all.body).records).toHaveLength(2)
  })
})

describe('external knowledge', () => {
  const ask = (id: string, key?: string): Promise<Sent> =>
    send(
      'POST',
      '/retrieval',
      { knowledge_id: id, query: '연차', retrieval_setting: { top_k: 1, score_threshold: 0.5 } },
      key,
    )

  it('is searched by id and by name', async () => {
    const dataset = await makeDataset()
    platform.passages = [{ ...passage, datasetId: dataset }]
    const record = {
      content: passage.text,
      score: 0.8,
      title: '취업규칙.pdf',
      metadata: { page: 7 },
    }
    for (const id of [dataset, `set ${made}`]) {
      expect(await ask(id)).toMatchObject({ status: 200, body: { records: [record] } })
    }
  })

  it('refuses with the numbers of Dify', async () => {
    const dataset = await makeDataset()
    const others = await makeDataset('dataset-2')
    const forms = [others, 'unknown', '01890000-0000-7000-8000-000000000001']
    for (const id of forms) {
      expect(await ask(id)).toMatchObject({ status: 404, body: { error_code: 2001 } })
    }
    expect(await ask(dataset, 'wrong')).toMatchObject({ status: 401, body: { error_code: 1002 } })
    expect(await ask(dataset, '')).toMatchObject({ status: 401, body: { error_code: 1001 } })
    expect(await ask(dataset, 'key-1')).toMatchObject({ status: 403, body: { error_code: 1002 } })
    const conditions = [{ name: 'page', comparison_operator: 'is', value: 1 }]
    const sent = await send('POST', '/retrieval', {
      knowledge_id: dataset,
      query: 'q',
      retrieval_setting: {},
      metadata_condition: { conditions },
    })
    expect(sent).toMatchObject({ status: 400, body: { error_code: 400 } })
  })
})

describe('every address', () => {
  it("finds nothing of another tenant's", async () => {
    const dataset = await makeDataset()
    const document = await makeDocument(dataset)
    const own = await makeDataset('dataset-2')
    const tries: readonly (readonly [string, string, unknown?])[] = [
      ['GET', ''],
      ['PATCH', '', { name: 'mine' }],
      ['DELETE', ''],
      ['POST', '/document/create-by-text', { name: 'x', text: 'x' }],
      ['POST', '/document/create-by-file', formOf('x.txt', 'x')],
      ['GET', '/documents'],
      ['GET', `/documents/${document}`],
      ['GET', `/documents/${document}/indexing-status`],
      ['POST', `/documents/${document}/update-by-text`, { text: 'x' }],
      ['POST', `/documents/${document}/update-by-file`, formOf('memo.md', 'x')],
      ['DELETE', `/documents/${document}`],
      ['GET', `/documents/${document}/segments`],
      ['GET', `/documents/${document}/segments/c-1`],
      ['POST', `/documents/${document}/segments`, { segments: [] }],
      ['POST', '/retrieve', { query: 'q' }],
      ['POST', '/hit-testing', { query: 'q' }],
    ]
    for (const [method, path, body] of tries) {
      const sent = await send(method, `/datasets/${dataset}${path}`, body, 'dataset-2')
      expect({ method, path, ...sent }).toMatchObject({ method, path, status: 404 })
    }
    // A document of one dataset is not found through another.
    const crossed = await send(
      'GET',
      `/datasets/${own}/documents/${document}`,
      undefined,
      'dataset-2',
    )
    expect(crossed.status).toBe(404)
    const other = await makeDataset()
    expect((await send('GET', `/datasets/${other}/documents/${document}`)).status).toBe(404)
    expect((await send('GET', `/datasets/${dataset}/documents/${document}`)).status).toBe(200)
  })

  it('is refused to the key of an assistant', async () => {
    const { status, body } = await send('GET', '/datasets', undefined, 'key-1')
    expect({ status, body }).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  })

  it('answers fuzzed requests with a refusal', async () => {
    const dataset = await makeDataset()
    const odd = [null, '', 'x', -1, 1e30, true, [], {}, '\0', '\ud800', 'a'.repeat(5000), ['\0']]
    const fields = ['name', 'text', 'query', 'retrieval_model', 'knowledge_id', 'process_rule']
    const valid = { name: 'n', text: 't', query: 'q', knowledge_id: dataset, retrieval_setting: {} }
    const paths = [
      '/datasets',
      `/datasets/${dataset}/document/create-by-text`,
      `/datasets/${dataset}/documents/x/update-by-text`,
      `/datasets/${dataset}/retrieve`,
      '/datasets/%00/retrieve',
      '/retrieval',
    ]
    for (const path of paths) {
      for (const value of odd) {
        const bodies = [value, ...fields.map((field) => ({ ...valid, [field]: value }))]
        const sent = await Promise.all(bodies.map((body) => send('POST', path, body)))
        expect(sent.filter(({ status }) => status >= 500)).toEqual([])
      }
    }
    for (const path of ['/%ff', '/%00', '/x/documents', `/${dataset}/documents/x/segments/%00`]) {
      expect((await send('GET', `/datasets${path}`)).status).toBeLessThan(500)
    }
    for (const query of ['page=0', 'page=1e9', 'limit=x', 'keyword=%00', 'page=9999999999999999']) {
      expect((await send('GET', `/datasets/${dataset}/documents?${query}`)).status).toBe(400)
    }
    expect(platform.faults).toEqual([])
  }, 60_000)

  it('is on the table of routes once', () => {
    const routes = platform.table.map(({ method, url }) => `${method} ${url}`)
    expect(new Set(routes).size).toBe(routes.length)
    expect(routes).toContain('POST /v1/retrieval')
  })
})
