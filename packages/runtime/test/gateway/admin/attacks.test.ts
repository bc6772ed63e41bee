// Tests that nobody reaches another tenant's things: each route of the admin face, as its table lists them, is attacked.

import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { RouteFacts } from '../../../src/gateway/route.js'
import type { Principal, Scope } from '../../../src/identity/principal.js'
import { scopesOfRole } from '../../../src/identity/principal.js'
import { may, type Action } from '../../../src/identity/permissions.js'
import { readScan, topOf, writeTiff } from '../../parser/tiff-writer.js'
import { adminPassword, startPlatform, type Platform } from './platform.js'

let platform: Platform
/** Operates the platform, and is admin of the tenant that is attacked. */
let owner: Awaited<ReturnType<Platform['signIn']>>
let attackers: readonly (readonly [string, Send])[]
let things: { readonly [noun: string]: string }

type Send = (method: Method, url: string, payload?: object, headers?: Headers) => Promise<Answer>
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Headers = { readonly [name: string]: string }
type Answer = { readonly status: number; readonly body: unknown }

/** In every name of the tenant that is attacked, so that it is seen wherever it comes out. */
const mark = 'only-of-default'

beforeAll(async () => {
  platform = await startPlatform()
  await platform.identity.prepareFirstRun(adminPassword)
  owner = await platform.signIn('admin')
  things = await furnish()
  const sales = platform.as(await platform.key('sales', 'admin'))
  const person = { email: 'eve@example.com', name: 'Eve', role: 'admin', password: adminPassword }
  expect((await sales('POST', '/api/v1/users', person)).status).toBe(201)
  const eve = await platform.signIn('eve@example.com')
  attackers = [
    ['an admin’s key', sender({ authorization: `Bearer ${await platform.key('sales', 'admin')}` })],
    [
      'a member’s key',
      sender({ authorization: `Bearer ${await platform.key('sales', 'member')}` }),
    ],
    ['a signed-in admin', sender({ cookie: eve.cookie, 'x-llmflow-csrf': eve.csrf })],
    [
      'an admin’s key that names the tenant',
      sender({
        authorization: `Bearer ${await platform.key('sales', 'admin')}`,
        'x-llmflow-tenant': 'default',
      }),
    ],
  ]
}, 60_000)

afterAll(async () => {
  expect(platform.faults).toEqual([])
  await platform.close()
})

const sender =
  (own: Headers): Send =>
  (method, url, payload, headers = {}) =>
    platform.send({ method, url, payload, headers: { ...own, ...headers } })

const idOf = (body: unknown): string => z.object({ id: z.string() }).parse(body).id

/** One of everything, in the tenant that is attacked. */
async function furnish() {
  const make = async (path: string, payload: object): Promise<unknown> => {
    const { status, body } = await owner.send('POST', `/api/v1/${path}`, payload)
    expect([path, status]).toEqual([path, 201])
    return body
  }
  const dataset = idOf(await make('datasets', { name: `${mark} dataset` }))
  const upload = async (payload: Buffer): Promise<string> => {
    const { body } = await platform.send({
      method: 'POST',
      url: `/api/v1/datasets/${dataset}/documents`,
      payload,
      headers: { ...fileType, cookie: owner.cookie, 'x-llmflow-csrf': owner.csrf },
    })
    return idOf(body)
  }
  const person = { email: `${mark}@example.com`, name: mark, role: 'member' }
  const key = z.object({ key: z.unknown() }).parse(await make('keys', { name: mark })).key
  const assistant = idOf(await make('assistants', { name: `${mark} assistant` }))
  const tenant = await platform.identity.tenantIdOf('default')
  const conversation = crypto.randomUUID()
  await platform.records.execute(
    `INSERT INTO conversations (id, tenant_id, assistant_id, owner, name, inputs)
     SELECT $1, $2, $3, 'user ' || id, $4, '{}' FROM users WHERE email = 'admin'`,
    [conversation, tenant, assistant, mark],
  )
  const message = crypto.randomUUID()
  await platform.records.execute(
    `INSERT INTO messages (id, conversation_id, tenant_id, query, answer, state, citations, prompt_tokens,
       completion_tokens, latency_ms) VALUES ($1, $2, $3, $4, $4, 'whole', '[]', 1, 1, 1)`,
    [message, conversation, tenant, mark],
  )
  const pull = idOf(await make('platform/model-pulls', { source: 'multilingual-e5-small' }))
  const trace = 'ab'.repeat(16)
  await platform.records.execute(
    `INSERT INTO spans (trace_id, span_id, tenant_id, name, start_ms, end_ms, has_failed, attributes)
     VALUES ($1, 's', $2, $3, $4, $4, false, '{}')`,
    [trace, tenant, mark, platform.clock.ms],
  )
  const document = await upload(file)
  const scan = writeTiff([topOf(await readScan(), 20)])
  // Ready, so that watching its progress ends.
  await platform.records.execute(`UPDATE documents SET stage = 'ready' WHERE id = $1`, [document])
  return {
    dataset,
    document,
    scan: await upload(fileOf(`${mark}.tif`, scan)),
    assistant,
    key: idOf(key),
    user: idOf(await make('users', person)),
    tenant,
    conversation,
    message,
    pull,
    trace,
  }
}

const fileOf = (name: string, content: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`),
    content,
    Buffer.from('\r\n--x--\r\n'),
  ])
const file = fileOf(`${mark}.txt`, Buffer.from(mark))
const fileType = { 'content-type': 'multipart/form-data; boundary=x' }

/** How to call each route with an id well: a route that is missing here fails the test that walks the table. */
const calls: { readonly [route: string]: { readonly thing: string; readonly body?: object } } = {
  'PATCH /api/v1/tenants/:id': { thing: 'tenant', body: { requestsPerMinute: 1 } },
  'PATCH /api/v1/platform/accounts/:id': { thing: 'user', body: { isOperator: true } },
  'GET /api/v1/users/:id': { thing: 'user' },
  'PATCH /api/v1/users/:id': { thing: 'user', body: { role: 'admin' } },
  'DELETE /api/v1/users/:id': { thing: 'user' },
  'DELETE /api/v1/keys/:id': { thing: 'key' },
  'GET /api/v1/assistants/:id': { thing: 'assistant' },
  'PATCH /api/v1/assistants/:id': { thing: 'assistant', body: { prompt: 'obey' } },
  'DELETE /api/v1/assistants/:id': { thing: 'assistant' },
  'GET /api/v1/datasets/:id': { thing: 'dataset' },
  'PATCH /api/v1/datasets/:id': { thing: 'dataset', body: { description: 'mine' } },
  'DELETE /api/v1/datasets/:id': { thing: 'dataset' },
  'GET /api/v1/datasets/:id/readers': { thing: 'dataset' },
  'PUT /api/v1/datasets/:id/readers': { thing: 'dataset', body: { userIds: [] } },
  'GET /api/v1/datasets/:id/documents': { thing: 'dataset' },
  'GET /api/v1/datasets/:id/document-counts': { thing: 'dataset' },
  'POST /api/v1/datasets/:id/documents': { thing: 'dataset', body: file },
  'GET /api/v1/documents/:id': { thing: 'document' },
  'GET /api/v1/documents/:id/chunks': { thing: 'document' },
  'GET /api/v1/documents/:id/file': { thing: 'document' },
  'GET /api/v1/documents/:id/pages': { thing: 'scan' },
  'GET /api/v1/documents/:id/pages/:page': { thing: 'scan' },
  'GET /api/v1/documents/:id/progress': { thing: 'document' },
  'POST /api/v1/documents/:id/reindex': { thing: 'document' },
  'DELETE /api/v1/documents/:id': { thing: 'document' },
  'GET /api/v1/conversations/:id': { thing: 'conversation' },
  'GET /api/v1/conversations/:id/messages': { thing: 'conversation' },
  'PATCH /api/v1/conversations/:id': { thing: 'conversation', body: { name: 'mine' } },
  'DELETE /api/v1/conversations/:id': { thing: 'conversation' },
  'PUT /api/v1/messages/:id/feedback': { thing: 'message', body: { feedback: 'like' } },
  'DELETE /api/v1/platform/model-pulls/:id': { thing: 'pull' },
  'GET /api/v1/traces/:traceId': { thing: 'trace' },
}

const nameOf = ({ method, url }: RouteFacts): string => `${method} ${url}`

const withIds = (): readonly RouteFacts[] => platform.table.filter(({ url }) => url.includes(':'))

async function call(send: Send, route: RouteFacts): Promise<Answer> {
  const described = calls[nameOf(route)]
  assert(described !== undefined, `say how ${nameOf(route)} is called`)
  const url = route.url.replace(/:\w+/, things[described.thing] ?? '').replace(':page', '1')
  const headers = described.body === file ? fileType : {}
  return send(
    z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).parse(route.method),
    url,
    described.body,
    headers,
  )
}

/** Everything that the tenant has, as text. */
async function stateOf(): Promise<string> {
  const tables = [
    'assistants',
    'keys',
    'datasets',
    'documents',
    'memberships',
    'conversations',
    'messages',
    'spans',
  ]
  const selects = [
    ...tables.map(
      (table) => `SELECT row_to_json(t)::text AS row FROM ${table} t WHERE tenant_id = $1`,
    ),
    `SELECT row_to_json(t)::text FROM tenants t WHERE id = $1`,
    `SELECT row_to_json(t)::text FROM dataset_readers t JOIN datasets d ON d.id = t.dataset_id WHERE d.tenant_id = $1`,
    `SELECT row_to_json(t)::text FROM audit_log t WHERE tenant_id = $1`,
  ]
  const rows = await platform.records.query(
    z.object({ row: z.string() }),
    selects.join(' UNION ALL '),
    [things['tenant'] ?? ''],
  )
  return rows
    .map(({ row }) => row)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join('\n')
}

describe('another tenant', () => {
  it('reaches nothing by any route with an id, and changes nothing', async () => {
    const before = await stateOf()
    expect(before).toContain(mark)
    const got: string[] = []
    let attacks = 0
    for (const route of withIds()) {
      for (const [who, send] of attackers) {
        const { status, body } = await call(send, route)
        attacks += 1
        const isRefused = status === 404 || status === 403
        if (!isRefused || JSON.stringify(body).includes(mark)) {
          got.push(`${who}: ${nameOf(route)}: ${status} ${JSON.stringify(body)}`)
        }
      }
    }
    expect(got).toEqual([])
    expect(attacks).toBeGreaterThanOrEqual(100)
    expect(await stateOf()).toBe(before)
  }, 30_000)

  it('is told the same of what is another’s as of what is nowhere', async () => {
    const [, send] = attackers[0] ?? []
    assert(send !== undefined)
    const nowhere = crypto.randomUUID()
    for (const [path, thing] of [
      ['assistants', 'assistant'],
      ['datasets', 'dataset'],
      ['documents', 'document'],
      ['users', 'user'],
      ['conversations', 'conversation'],
    ] as const) {
      const other = await send('GET', `/api/v1/${path}/${things[thing]}`)
      const none = await send('GET', `/api/v1/${path}/${nowhere}`)
      expect(other).toMatchObject({ status: none.status, body: none.body })
    }
  })

  it('sees nothing of it in any list', async () => {
    const lists = platform.table.filter(
      ({ method, url, scope }) => method === 'GET' && !url.includes(':') && scope !== undefined,
    )
    expect(lists.length).toBeGreaterThan(10)
    const seen: string[] = []
    for (const { url } of lists) {
      for (const [who, send] of attackers) {
        const { status, body } = await send('GET', url)
        const text = JSON.stringify(body)
        const found = [mark, ...Object.values(things)].find((secret) => text.includes(secret))
        if (found !== undefined || status >= 500) seen.push(`${who}: ${url}: ${status} ${found}`)
      }
    }
    expect(seen).toEqual([])
    // The control: to its owner each thing is there.
    const own = await Promise.all(
      ['assistants', 'datasets', 'keys', 'users', 'conversations', 'traces', 'audit'].map((path) =>
        owner.send('GET', `/api/v1/${path}`),
      ),
    )
    for (const { body } of own) expect(JSON.stringify(body)).toContain(mark)
  })

  it('brings no id of it in by the body', async () => {
    const before = await stateOf()
    const [, send] = attackers[0] ?? []
    const [, , [, eve] = []] = attackers
    assert(send !== undefined && eve !== undefined)
    const mine = idOf((await send('POST', '/api/v1/datasets', { name: 'mine' })).body)
    const { dataset, assistant, conversation, user, tenant } = things
    const listed = await send('GET', '/api/v1/assistants')
    const { items } = z.object({ items: z.array(z.unknown()) }).parse(listed.body)
    const own = idOf(items[0])
    for (const [method, path, body] of [
      ['POST', 'keys', { name: 'k', assistantId: assistant }],
      ['POST', 'keys', { name: 'k', userId: user }],
      ['POST', 'assistants', { name: 'spy', datasetIds: [dataset] }],
      ['PUT', `datasets/${mine}/readers`, { userIds: [user] }],
      ['POST', 'retrieval', { query: 'q', datasetIds: [dataset] }],
      ['POST', 'messages', { assistantId: assistant, query: 'q' }],
      ['POST', 'messages', { assistantId: own, conversationId: conversation, query: 'q' }],
      ['POST', 'users', { email: `${mark}@example.com`, name: 'x', role: 'admin' }],
    ] as const) {
      const { status } = await send(method, `/api/v1/${path}`, body)
      expect([path, status >= 400 && status < 500]).toEqual([path, true])
    }
    for (const body of [
      { assistantId: assistant, query: 'q' },
      { assistantId: own, conversationId: conversation, query: 'q' },
    ]) {
      expect((await eve('POST', '/api/v1/messages', body)).status).toBe(404)
    }
    const chosen = await eve('PUT', '/api/v1/session/tenant', { tenantId: tenant })
    expect(chosen.status).toBe(404)
    expect(await stateOf()).toBe(before)
  })

  it('is refused for that alone: the owner does all of it', async () => {
    const order = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
    // What lies in something is deleted before it: by address, backwards.
    const byPlace = (a: RouteFacts, b: RouteFacts): number =>
      order.indexOf(a.method) - order.indexOf(b.method) || (a.url < b.url ? 1 : -1)
    const sorted = withIds().toSorted(byPlace)
    const send: Send = sender({ cookie: owner.cookie, 'x-llmflow-csrf': owner.csrf })
    const refused: string[] = []
    for (const route of sorted) {
      const { status, body } = await call(send, route)
      if (status >= 300) refused.push(`${nameOf(route)}: ${status} ${JSON.stringify(body)}`)
    }
    expect(refused).toEqual([])
  })
})

describe('a route', () => {
  it('answers nobody who does not say who they are', async () => {
    for (const { method, url, scope } of platform.table) {
      if (scope === undefined) continue
      const path = url.replace(/:\w+/g, crypto.randomUUID())
      const answer = await platform.send({ method, url: path })
      expect([url, answer.status]).toEqual([url, 401])
    }
  })

  it('with a change takes no cookie without its token', async () => {
    for (const { method, url, scope } of platform.table) {
      if (scope === undefined || method === 'GET') continue
      const path = url.replace(/:\w+/g, crypto.randomUUID())
      const answer = await platform.send({ method, url: path, headers: { cookie: owner.cookie } })
      expect([url, answer.status]).toEqual([url, 403])
    }
  })

  it('opens to a key with its scope, and to no key without it', async () => {
    const scopes: readonly Scope[] = scopesOfRole.admin
    for (const lacking of scopes) {
      const send = platform.as(
        await platform.key(
          'sales',
          'admin',
          scopes.filter((scope) => scope !== lacking),
        ),
      )
      for (const { method, url, scope } of platform.table) {
        if (scope === undefined) continue
        const path = url.replace(/:\w+/g, crypto.randomUUID())
        const { status, body } = await send(
          z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).parse(method),
          path,
        )
        const isLacking = JSON.stringify(body).includes(`needs the scope ${scope}`)
        expect([url, lacking, status === 403 && isLacking]).toEqual([
          url,
          lacking,
          scope === lacking,
        ])
      }
    }
  }, 30_000)
})

describe('permissions', () => {
  const member: Principal = {
    tenantId: 'a',
    tenantName: 'a',
    role: 'member',
    isOperator: false,
    scopes: scopesOfRole.member,
    models: [],
    requestsPerMinute: 1,
    tokensPerMinute: 1,
  }
  const admin: Principal = { ...member, role: 'admin', scopes: scopesOfRole.admin }
  const operator: Principal = { ...member, tenantName: '', isOperator: true, scopes: ['admin'] }

  it('are denied unless a rule allows', () => {
    const cases: readonly (readonly [Action, boolean, boolean, boolean])[] = [
      ['tenant.create', false, false, true],
      ['platform.read', false, false, true],
      ['model.pull', false, false, true],
      ['user.change', false, true, false],
      ['key.change', false, true, false],
      ['audit.read', false, true, false],
      ['dataset.readers', false, true, false],
      ['document.read', true, true, false],
      ['document.change', true, true, false],
      ['assistant.ask', true, true, false],
      ['conversation.own', true, true, false],
    ]
    for (const [action, ofMember, ofAdmin, ofOperator] of cases) {
      const got = [member, admin, operator].map((principal) => may(principal, action))
      expect([action, ...got]).toEqual([action, ofMember, ofAdmin, ofOperator])
      expect(may({ ...admin, isOperator: true, scopes: [] }, action)).toBe(false)
      expect(may(admin, action, { tenantId: 'b' })).toBe(false)
    }
    expect(may(admin, 'user.change', { tenantId: 'a' })).toBe(true)
    expect(may({ ...admin, role: 'member' }, 'user.change')).toBe(false)
  })
})
