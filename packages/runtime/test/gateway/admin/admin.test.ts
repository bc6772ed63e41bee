// Tests what people and programs do by the admin face, over HTTP and real records.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { makeId } from '../../../src/identifier.js'
import type { Passage } from '../../../src/retrieve/retriever.js'
import { readScan, topOf, writeTiff } from '../../parser/tiff-writer.js'
import { passage } from '../dify/platform.js'
import { adminPassword, startPlatform, type Platform } from './platform.js'

let platform: Platform
let admin: ReturnType<Platform['as']>
let member: ReturnType<Platform['as']>

const box = { left: 1, top: 2, right: 3, bottom: 4 }

/** The last span stands on no page, as in a text. */
const found: Passage = {
  ...passage,
  spans: [
    { start: 0, end: 5, page: 7, box },
    { start: 5, end: 9, page: 8, box },
    { start: 9, end: 12 },
  ],
}

beforeAll(async () => {
  platform = await startPlatform({}, { passages: [found] })
  admin = platform.as(await platform.key('default', 'admin'))
  member = platform.as(await platform.key('default', 'member'))
}, 60_000)

afterAll(async () => {
  expect(platform.faults).toEqual([])
  await platform.close()
})

const idOf = (body: unknown): string => z.object({ id: z.string() }).parse(body).id
const itemsOf = (body: unknown): readonly unknown[] =>
  z.object({ items: z.array(z.unknown()) }).parse(body).items

const multipart = (name: string, content: string | Buffer) => {
  const boundary = 'x'.repeat(20)
  return {
    payload: Buffer.concat([
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/plain\r\n\r\n`,
      ),
      Buffer.from(content),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
    type: `multipart/form-data; boundary=${boundary}`,
  }
}

async function upload(datasetId: string, name: string, content: string | Buffer) {
  const { payload, type } = multipart(name, content)
  const secret = await platform.key('default', 'admin')
  return platform.send({
    method: 'POST',
    url: `/api/v1/datasets/${datasetId}/documents`,
    payload,
    headers: { 'content-type': type, authorization: `Bearer ${secret}` },
  })
}

const pieces = z.object({
  items: z.array(z.object({ ordinal: z.number() })),
  next: z.string().nullable(),
})

/** A document that is ready, in so many pieces. */
async function piecesOf(dataset: string, name: string, count: number): Promise<string> {
  const id = idOf((await upload(dataset, name, name)).body)
  const ready = `UPDATE documents SET stage = 'ready', ready_revision = 1 WHERE id = $1`
  await platform.records.execute(ready, [id])
  await platform.records.execute(
    `INSERT INTO chunks (id, document_id, tenant_id, dataset_id, revision, ordinal, titles, text, spans)
     SELECT d.id || '.1.' || n, d.id, d.tenant_id, d.dataset_id, 1, n, '{}', 'text', '[]'
     FROM documents d, generate_series(0, $2::int - 1) n WHERE d.id = $1`,
    [id, count],
  )
  return id
}

describe('keys', () => {
  it('are listed without what opens, and end when revoked', async () => {
    const made = await admin('POST', '/api/v1/keys', { name: '수집 작업', expiresInDays: 1 })
    expect(made.status).toBe(201)
    const { key, secret } = z
      .object({ key: z.object({ id: z.string() }), secret: z.string() })
      .parse(made.body)
    const fresh = platform.as(secret)
    expect((await fresh('GET', '/api/v1/assistants')).status).toBe(200)
    const listed = await admin('GET', '/api/v1/keys?limit=1')
    expect(JSON.stringify(listed.body)).not.toContain(secret.slice(8))
    expect(itemsOf(listed.body)).toMatchObject([
      { id: key.id, name: '수집 작업', revokedAtMs: null },
    ])
    expect((await admin('DELETE', `/api/v1/keys/${key.id}`)).status).toBe(204)
    expect((await fresh('GET', '/api/v1/assistants')).status).toBe(401)
    expect((await admin('DELETE', `/api/v1/keys/${key.id}`)).status).toBe(404)
  })

  it('never do more than their maker', async () => {
    const narrow = platform.as(await platform.key('default', 'admin', ['admin', 'models']))
    const wide = { name: 'k', role: 'admin', scopes: ['admin', 'chat'] }
    expect((await narrow('POST', '/api/v1/keys', wide)).status).toBe(403)
    const usual = await narrow('POST', '/api/v1/keys', { name: 'k', role: 'admin' })
    expect(usual.body).toMatchObject({ key: { scopes: ['models', 'admin'] } })
    expect((await member('POST', '/api/v1/keys', { name: 'k' })).status).toBe(403)
    expect((await member('GET', '/api/v1/keys')).status).toBe(403)
  })

  it('of one assistant list nothing else', async () => {
    const [assistant] = itemsOf((await admin('GET', '/api/v1/assistants')).body)
    const made = await admin('POST', '/api/v1/keys', { name: 'k', assistantId: idOf(assistant) })
    const { secret } = z.object({ secret: z.string() }).parse(made.body)
    for (const path of ['assistants', 'datasets', 'models', 'keys']) {
      expect((await platform.as(secret)('GET', `/api/v1/${path}`)).status).toBe(403)
    }
  })
})

describe('members', () => {
  it('sign in, and lose everything at once with their membership', async () => {
    const person = { email: 'Kim@example.com', name: '김', role: 'member', password: adminPassword }
    const made = await admin('POST', '/api/v1/users', person)
    expect(made.body).toMatchObject({ email: 'kim@example.com', role: 'member' })
    const kim = await platform.signIn('kim@EXAMPLE.com')
    const own = await kim.send('POST', '/api/v1/keys', { name: 'own' })
    expect(own.body).toMatchObject({ key: { userId: idOf(made.body), role: 'member' } })
    const { secret } = z.object({ secret: z.string() }).parse(own.body)
    expect((await platform.as(secret)('GET', '/api/v1/assistants')).status).toBe(200)
    expect(itemsOf((await kim.send('GET', '/api/v1/keys')).body)).toHaveLength(1)
    expect((await kim.send('POST', '/api/v1/keys', { name: 'k', role: 'admin' })).status).toBe(403)
    expect((await admin('DELETE', `/api/v1/users/${idOf(made.body)}`)).status).toBe(204)
    expect((await platform.as(secret)('GET', '/api/v1/assistants')).status).toBe(401)
    expect((await kim.send('GET', '/api/v1/session')).status).toBe(401)
  })

  it('of which the last admin stays', async () => {
    const lee = { email: 'lee@example.com', name: 'Lee', role: 'admin', password: adminPassword }
    const made = await admin('POST', '/api/v1/users', lee)
    const demoted = await admin('PATCH', `/api/v1/users/${idOf(made.body)}`, { role: 'member' })
    expect(demoted.status).toBe(409)
    const url = `/api/v1/users/${idOf(made.body)}`
    expect((await admin('DELETE', url)).status).toBe(409)
    const park = { email: 'choi@example.com', name: 'Choi', role: 'admin' }
    expect((await admin('POST', '/api/v1/users', park)).body).toMatchObject({ hasPassword: false })
    expect((await admin('PATCH', url, { role: 'member' })).body).toMatchObject({ role: 'member' })
  })
})

describe('assistants', () => {
  it('are made, changed and deleted, but for default', async () => {
    const made = await admin('POST', '/api/v1/assistants', { name: '인사', prompt: '짧게' })
    expect(made.status).toBe(201)
    const url = `/api/v1/assistants/${idOf(made.body)}`
    expect((await admin('PATCH', url, { description: 'HR' })).body).toMatchObject({
      name: '인사',
      prompt: '짧게',
      description: 'HR',
    })
    expect((await admin('PATCH', url, { name: 'default' })).status).toBe(409)
    expect((await member('PATCH', url, { name: 'mine' })).status).toBe(403)
    expect((await admin('DELETE', url)).status).toBe(204)
    expect((await admin('GET', url)).status).toBe(404)
    const [standard] = itemsOf((await admin('GET', '/api/v1/assistants')).body)
    expect(standard).toMatchObject({ name: 'default', searchesAllDatasets: true })
    expect((await admin('DELETE', `/api/v1/assistants/${idOf(standard)}`)).status).toBe(409)
  })

  it('keep what an admin told the model from members', async () => {
    const told = { name: '비서', prompt: '공개하지 않을 말' }
    const url = `/api/v1/assistants/${idOf((await admin('POST', '/api/v1/assistants', told)).body)}`
    expect((await admin('GET', url)).body).toMatchObject(told)
    for (const path of [url, '/api/v1/assistants']) {
      const seen = JSON.stringify((await member('GET', path)).body)
      expect(seen).toContain('"name":"비서"')
      expect(seen).toContain('"prompt":null')
      expect(seen).not.toContain('공개하지')
    }
    expect((await admin('DELETE', url)).status).toBe(204)
  })

  it('lose a dataset with its deletion, and can be changed while that goes on', async () => {
    const dataset = idOf((await admin('POST', '/api/v1/datasets', { name: 'leaving' })).body)
    const given = { name: 'of one', datasetIds: [dataset] }
    const made = await admin('POST', '/api/v1/assistants', given)
    expect(made.body).toMatchObject(given)
    await platform.records.execute('UPDATE datasets SET is_deleting = true WHERE id = $1', [
      dataset,
    ])
    const url = `/api/v1/assistants/${idOf(made.body)}`
    const changed = await admin('PATCH', url, { description: 'HR' })
    expect(changed).toMatchObject({ status: 200, body: { description: 'HR', datasetIds: [] } })
    expect((await admin('PATCH', url, { datasetIds: [dataset] })).status).toBe(400)
    expect((await admin('DELETE', url)).status).toBe(204)
  })
})

describe('documents', () => {
  it('come in, are shown, go out as they were, and are deleted', async () => {
    const dataset = await admin('POST', '/api/v1/datasets', { name: 'rules' })
    expect(dataset.status).toBe(201)
    const made = await upload(idOf(dataset.body), '휴가 규정.txt', '연차는 15일이다')
    expect(made.body).toMatchObject({ name: '휴가 규정.txt', stage: 'queued', sizeBytes: 21 })
    const url = `/api/v1/documents/${idOf(made.body)}`
    const file = await member('GET', `${url}/file`)
    expect(file.body).toBe('연차는 15일이다')
    expect(file.headers['content-disposition']).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('휴가 규정.txt')}`,
    )
    expect(itemsOf((await member('GET', `${url}/chunks`)).body)).toEqual([])
    expect((await member('DELETE', url)).status).toBe(403)
    await platform.records.execute(`UPDATE documents SET stage = 'ready' WHERE id = $1`, [
      idOf(made.body),
    ])
    const progress = await member('GET', `${url}/progress`)
    expect(progress.headers['content-type']).toBe('text/event-stream')
    expect(progress.body).toMatch(/^data: \{.*"stage":"ready".*\}\n\n$/)
    expect((await admin('POST', `${url}/reindex`)).body).toMatchObject({ stage: 'queued' })
    expect((await admin('DELETE', url)).status).toBe(204)
    expect((await member('GET', url)).status).toBe(404)
  })

  it('that browsers cannot show are shown page by page', { timeout: 30_000 }, async () => {
    const dataset = await admin('POST', '/api/v1/datasets', { name: 'scans' })
    const scan = await readScan()
    const fax = writeTiff([topOf(scan, 20), topOf(scan, 300)])
    const made = await upload(idOf(dataset.body), 'fax.tif', fax)
    const url = `/api/v1/documents/${idOf(made.body)}/pages`
    const items = [20, 300].map((height) => ({ width: 1240, height }))
    expect((await member('GET', url)).body).toEqual({ items })
    const page = await member('GET', `${url}/2`)
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'image/png' } })
    expect(page.body).toMatch(/^.PNG/)
    expect((await member('GET', `${url}/3`)).status).toBe(404)
    expect((await member('GET', `${url}/0`)).status).toBe(400)
    const stranger = platform.as(await platform.key('sales', 'admin'))
    expect((await stranger('GET', url)).status).toBe(404)
    expect((await stranger('GET', `${url}/1`)).status).toBe(404)
    const text = await upload(idOf(dataset.body), 'a.tif', 'no picture')
    const other = await member('GET', `/api/v1/documents/${idOf(text.body)}/pages`)
    expect(other).toMatchObject({ status: 422 })
  })

  it('that are too large are refused with the limit, and one with a name in pieces is the same', async () => {
    const dataset = await admin('POST', '/api/v1/datasets', { name: 'large' })
    const id = idOf(dataset.body)
    expect((await upload(id, 'a.txt', Buffer.alloc(300_000))).status).toBe(201)
    expect((await upload(id, 'b.txt', Buffer.alloc(300_001))).status).toBe(413)
    expect((await upload(id, 'b.txt', Buffer.alloc(3_000_000))).status).toBe(413)
    const name = '한글.txt'
    const [whole, pieces] = [
      await upload(id, name, 'a'),
      await upload(id, name.normalize('NFD'), 'b'),
    ]
    expect(idOf(pieces.body)).toBe(idOf(whole.body))
    expect(pieces.body).toMatchObject({ name, revision: 2 })
  })

  it('are found by a part of the name and by stage, and counted', async () => {
    const dataset = idOf((await admin('POST', '/api/v1/datasets', { name: 'many' })).body)
    for (const name of ['a report.txt', 'b Report.txt', 'c.txt', 'd.txt']) {
      await upload(dataset, name, name)
    }
    const set = `UPDATE documents SET stage = $1 WHERE dataset_id = $2 AND name = $3`
    await platform.records.execute(set, ['ready', dataset, 'a report.txt'])
    await platform.records.execute(set, ['failed', dataset, 'b Report.txt'])
    await platform.records.execute(set, ['deleting', dataset, 'd.txt'])
    const names = async (query: string): Promise<readonly unknown[]> => {
      const { body } = await member('GET', `/api/v1/datasets/${dataset}/documents?${query}`)
      return itemsOf(body).map((item) => z.object({ name: z.string() }).parse(item).name)
    }
    expect(await names('stage=ready,failed')).toEqual(['a report.txt', 'b Report.txt'])
    expect(await names('stage=ready,failed&containing=REPORT&after=a%20report.txt')).toEqual([
      'b Report.txt',
    ])
    const counts = `/api/v1/datasets/${dataset}/document-counts`
    const none = { parsing: 0, chunking: 0, embedding: 0, indexing: 0 }
    expect((await member('GET', counts)).body).toEqual({
      total: 3,
      stages: { ...none, queued: 1, ready: 1, failed: 1 },
    })
    expect((await member('GET', `${counts}?containing=c.`)).body).toMatchObject({ total: 1 })
    expect(itemsOf((await member('GET', '/api/v1/datasets')).body)).toContainEqual(
      expect.objectContaining({
        id: dataset,
        documents: 3,
        stages: { ...none, queued: 1, ready: 1, failed: 1 },
      }),
    )
    const odd = await member('GET', `/api/v1/datasets/${dataset}/documents?stage=deleting`)
    expect(odd.status).toBe(400)
  })

  it('are read from one of their pieces on, with what lies before it', async () => {
    const dataset = idOf((await admin('POST', '/api/v1/datasets', { name: 'pieces' })).body)
    const [long, other] = [await piecesOf(dataset, 'long.txt', 40), await piecesOf(dataset, 'b', 1)]
    const read = async (query: string): Promise<unknown> => {
      const { status, body } = await member('GET', `/api/v1/documents/${long}/chunks?${query}`)
      return status === 200
        ? { from: pieces.parse(body).items.map(({ ordinal }) => ordinal)[0], ...pieces.parse(body) }
        : status
    }
    expect(await read(`around=${long}.1.25&limit=10`)).toMatchObject({ from: 23, next: '33' })
    expect(await read(`around=${long}.1.1&limit=10`)).toMatchObject({ from: 0, next: '10' })
    expect(await read(`around=${long}.1.39&limit=1`)).toMatchObject({ from: 39 })
    expect(await read(`around=${long}.1.40`)).toBe(404)
    expect(await read(`around=${other}.1.0`)).toBe(404)
    const later = `UPDATE documents SET ready_revision = 2 WHERE id = $1`
    await platform.records.execute(later, [long])
    expect(await read(`around=${long}.1.25`)).toBe(404)
  })

  it('of a restricted dataset are there for its readers and admins', async () => {
    const dataset = await admin('POST', '/api/v1/datasets', { name: 'pay', isRestricted: true })
    const id = idOf(dataset.body)
    const made = await upload(id, 'pay.txt', 'secret')
    for (const url of [`datasets/${id}`, `documents/${idOf(made.body)}`]) {
      expect((await member('GET', `/api/v1/${url}`)).status).toBe(404)
      expect((await admin('GET', `/api/v1/${url}`)).status).toBe(200)
    }
    const person = { email: 'park@example.com', name: 'P', role: 'member', password: adminPassword }
    const park = await admin('POST', '/api/v1/users', person)
    const browser = await platform.signIn('park@example.com')
    expect((await browser.send('GET', `/api/v1/datasets/${id}`)).status).toBe(404)
    const readers = { userIds: [idOf(park.body)] }
    expect((await member('PUT', `/api/v1/datasets/${id}/readers`, readers)).status).toBe(403)
    const given = await admin('PUT', `/api/v1/datasets/${id}/readers`, readers)
    expect(itemsOf(given.body)).toMatchObject([{ email: 'park@example.com' }])
    expect((await browser.send('GET', `/api/v1/datasets/${id}`)).status).toBe(200)
    expect((await browser.send('DELETE', `/api/v1/datasets/${id}`)).status).toBe(403)
    expect((await admin('DELETE', `/api/v1/datasets/${id}`)).status).toBe(204)
  })
})

describe('retrieval', () => {
  it('says where on its pages a passage stands', async () => {
    const { body } = await member('POST', '/api/v1/retrieval', { query: '휴가' })
    const passages = z.object({ passages: z.array(z.looseObject({})) }).parse(body).passages
    expect(passages).toHaveLength(1)
    expect(passages[0]).toMatchObject({
      boxes: [
        { page: 7, box },
        { page: 8, box },
      ],
    })
    expect(passages[0]).not.toHaveProperty('spans')
  })
})

describe('reports', () => {
  it('count usage by what is asked', async () => {
    const tenantId = await platform.identity.tenantIdOf('default')
    const other = await platform.identity.tenantIdOf('sales')
    const add = `INSERT INTO usage (id, at, tenant_id, model, prompt_tokens, completion_tokens, is_estimated, status)
      VALUES (gen_random_uuid(), now(), $1, $2, 10, 5, false, $3)`
    for (const [tenant, model, status] of [
      [tenantId, 'a', 200],
      [tenantId, 'a', 500],
      [tenantId, 'b', 200],
      [other, 'a', 200],
    ] as const) {
      await platform.records.execute(add, [tenant, model, status])
    }
    expect((await admin('GET', '/api/v1/usage?by=model')).body).toMatchObject({
      items: [
        { model: 'a', day: null, requests: 2, failures: 1, promptTokens: 20, completionTokens: 10 },
        { model: 'b', requests: 1 },
      ],
    })
    expect((await admin('GET', '/api/v1/usage?by=model,day&from=2020-01-01')).status).toBe(400)
    expect((await admin('GET', '/api/v1/usage?by=model;drop')).status).toBe(400)
    expect((await admin('GET', '/api/v1/platform/usage')).status).toBe(403)
  })

  it('show traces of the tenant and their percentiles', async () => {
    const tenantId = await platform.identity.tenantIdOf('default')
    const nowMs = platform.clock.ms
    const add = `INSERT INTO spans (trace_id, span_id, tenant_id, name, start_ms, end_ms, has_failed, attributes)
      VALUES ($1, $2, $3, $4, $5, $6, false, '{}')`
    const traceId = 'a'.repeat(32)
    await platform.records.execute(add, [traceId, 's1', tenantId, 'chat', nowMs, nowMs + 30])
    await platform.records.execute(add, [traceId, 's2', tenantId, 'search', nowMs + 1, nowMs + 11])
    expect((await admin('GET', '/api/v1/traces')).body).toMatchObject({
      items: [{ traceId, name: 'chat', durationMs: 30, spans: 2, hasFailed: false }],
    })
    expect(itemsOf((await admin('GET', `/api/v1/traces/${traceId}`)).body)).toHaveLength(2)
    expect((await admin('GET', '/api/v1/trace-summary')).body).toMatchObject({
      items: [
        { name: 'chat', p50Ms: 30 },
        { name: 'search', p95Ms: 10 },
      ],
    })
  })

  it('count a kept span for as many as it stands for', async () => {
    const tenantId = await platform.identity.tenantIdOf('default')
    const nowMs = platform.clock.ms
    const add = `INSERT INTO spans (trace_id, span_id, tenant_id, name, start_ms, end_ms, has_failed, attributes)
      VALUES ($1, $2, $3, 'sampled', $4::float8, $4::float8 + 5, $5, $6::jsonb)`
    const eighth = JSON.stringify({ 'llmflow.sampled_share': 0.125 })
    const keep = (spanId: string, hasFailed: boolean, attributes: string) =>
      platform.records.execute(add, [makeId(), spanId, tenantId, nowMs, hasFailed, attributes])
    await keep('s1', false, eighth)
    await keep('s2', false, '{}')
    await keep('s3', true, '{}')
    const { body } = await admin('GET', '/api/v1/trace-summary')
    expect(itemsOf(body)).toContainEqual(
      expect.objectContaining({ name: 'sampled', spans: 10, failures: 1 }),
    )
  })

  it('find traces by time, duration, failure, model and question', async () => {
    const tenantId = await platform.identity.tenantIdOf('sales')
    const sales = platform.as(await platform.key('sales', 'admin'))
    const startMs = platform.clock.ms - 60_000
    const add = `INSERT INTO spans (trace_id, span_id, tenant_id, name, start_ms, end_ms, has_failed, attributes)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb)`
    const asked = (letter: string, atMs: number, lastingMs: number, model: string) => ({
      traceId: letter.repeat(32),
      spans: [
        ['retrieve', atMs + 1, atMs + 2, { 'llmflow.question': `Where is ${letter}?` }],
        [
          `chat ${model}`,
          atMs,
          atMs + lastingMs,
          {
            'gen_ai.operation.name': 'chat',
            'gen_ai.request.model': model,
            'gen_ai.usage.input_tokens': 10,
            'gen_ai.usage.output_tokens': 3,
          },
        ],
        [
          'generate',
          atMs + 2,
          atMs + 3,
          { 'gen_ai.request.model': 'inner', 'gen_ai.usage.input_tokens': 10 },
        ],
      ] as const,
    })
    const traces = [
      asked('b', startMs, 100, 'assistant/one'),
      asked('c', startMs + 1000, 5000, 'assistant/one'),
      asked('d', startMs + 2000, 100, 'assistant/two'),
    ]
    for (const { traceId, spans } of traces) {
      for (const [name, fromMs, toMs, attributes] of spans) {
        const hasFailed = traceId.startsWith('d') && name !== 'retrieve'
        const facts = JSON.stringify(attributes)
        const row = [traceId, name, tenantId, name, fromMs, toMs, hasFailed, facts]
        await platform.records.execute(add, row)
      }
    }
    const found = async (query: string): Promise<string> =>
      itemsOf((await sales('GET', `/api/v1/traces?${query}`)).body)
        .map((item) => z.object({ traceId: z.string() }).parse(item).traceId[0])
        .join('')
    expect((await sales('GET', '/api/v1/traces?limit=1')).body).toMatchObject({
      items: [
        {
          name: 'chat assistant/two',
          durationMs: 100,
          spans: 3,
          hasFailed: true,
          question: 'Where is d?',
          model: 'assistant/two',
          promptTokens: 10,
          completionTokens: 3,
        },
      ],
      next: String(startMs + 2000),
    })
    const cases = {
      '': 'dcb',
      [`before=${startMs + 2000}`]: 'cb',
      [`fromMs=${startMs + 1}&toMs=${startMs + 2000}`]: 'c',
      'durationMsMin=200': 'c',
      'failed=true': 'd',
      'model=assistant/one': 'cb',
      'model=inner': '',
      'containing=IS%20B': 'b',
    }
    for (const [query, letters] of Object.entries(cases)) {
      expect([query, await found(query)]).toEqual([query, letters])
    }
    // What a trace took is not cut where its page ends.
    const page = await sales('GET', `/api/v1/traces?before=${startMs + 2000}&limit=1`)
    expect(page.body).toMatchObject({ items: [{ durationMs: 5000, spans: 3 }] })
  })

  it('show the last minute against the limits', async () => {
    const limits = { requestsPerMinute: 60, tokensPerMinute: 1000 }
    const unused = { tenantName: 'default', requests: 0, tokens: 0, ...limits }
    expect((await admin('GET', '/api/v1/usage/minute')).body).toMatchObject(unused)
    expect((await member('GET', '/api/v1/usage/minute')).status).toBe(403)
    expect((await admin('GET', '/api/v1/platform/usage/minute')).status).toBe(403)
  })

  it('name everybody in them, however many people and keys came later', async () => {
    const made = await admin('POST', '/api/v1/keys', { name: 'the first key' })
    const first = idOf(z.object({ key: z.unknown() }).parse(made.body).key)
    const email = 'first@example.com'
    const person = { email, name: 'The first', role: 'member', password: 'a long pass phrase' }
    const user = idOf((await admin('POST', '/api/v1/users', person)).body)
    const actors = [`user:${user}`, `key:${first}`, 'user:nobody']
    // Of long ago: the log is ordered by identifiers, and other tests read its latest.
    await platform.records.execute(
      `INSERT INTO audit_log (id, tenant_id, actor, address, action, subject, detail)
       SELECT ('00000000-0000-7000-8000-00000000000' || n)::uuid, tenant_id, actor, '', 'key.revoke', keys.id::text, '{}'
       FROM keys, unnest($1::text[]) WITH ORDINALITY AS entries (actor, n) WHERE keys.id = $2`,
      [actors, first],
    )
    await platform.records.execute(
      `INSERT INTO users (id, email, name) SELECT gen_random_uuid(), n || '@later.example', 'later' FROM generate_series(1, 300) n`,
      [],
    )
    await platform.records.execute(
      `INSERT INTO keys (id, tenant_id, name, role, scopes, hash, shown)
       SELECT gen_random_uuid(), tenant_id, 'later', role, scopes, n::text::bytea, shown
       FROM keys, generate_series(1, 300) n WHERE id = $1`,
      [first],
    )
    const log = itemsOf((await admin('GET', '/api/v1/audit?limit=200')).body)
    const key = { action: 'key.revoke', subject: first, subjectName: 'the first key' }
    expect(log).toContainEqual(
      expect.objectContaining({ ...key, actor: `user:${user}`, actorName: 'The first' }),
    )
    expect(log).toContainEqual(
      expect.objectContaining({ ...key, actor: `key:${first}`, actorName: 'the first key' }),
    )
    expect(log).toContainEqual(
      expect.objectContaining({ ...key, actor: 'user:nobody', actorName: null }),
    )
    expect(log).toContainEqual(
      expect.objectContaining({ action: 'member.add', subject: user, subjectName: 'The first' }),
    )
  })

  it('say who changed what, and hold nothing secret', async () => {
    const made = await admin('POST', '/api/v1/keys', { name: 'audited' })
    const { secret } = z.object({ secret: z.string() }).parse(made.body)
    const log = await admin('GET', '/api/v1/audit?limit=200')
    const [latest] = itemsOf(log.body)
    expect(latest).toMatchObject({ action: 'key.create', address: '127.0.0.1' })
    expect(z.object({ actor: z.string() }).parse(latest).actor).toMatch(/^key:[0-9a-f-]{36}$/)
    expect(JSON.stringify(log.body)).not.toContain(secret.slice(8))
    expect(JSON.stringify(log.body)).not.toContain(adminPassword)
    const actions = itemsOf(log.body).map(
      (item) => z.object({ action: z.string() }).parse(item).action,
    )
    for (const action of [
      'key.revoke',
      'member.add',
      'member.remove',
      'assistant.create',
      'assistant.change',
      'assistant.delete',
      'dataset.create',
      'dataset.readers',
      'dataset.delete',
      'document.upload',
      'document.reindex',
      'document.delete',
    ]) {
      expect(actions).toContain(action)
    }
  })
})

describe('texts that databases refuse', () => {
  it('are the fault of who sends them', async () => {
    expect((await admin('POST', '/api/v1/datasets', { name: 'a\u0000b' })).status).toBe(400)
    expect((await admin('GET', '/api/v1/users?after=%00')).status).toBe(400)
    expect(
      (await admin('POST', '/api/v1/assistants', { name: 'x', prompt: '\u0000' })).status,
    ).toBe(400)
    expect((await admin('POST', '/api/v1/retrieval', { query: 'a\u0000' })).status).toBe(400)
  })
})
