// Tests API keys: what opens, what does not any more, and what guessing costs.

import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { makeIdentity, type Identity } from '../../src/identity/identity.js'
import type { NewKey } from '../../src/identity/keys.js'
import type { Parameter, Records } from '../../src/ports/records.js'
import { startTestRecords } from '../embedded-records.js'

const actor = { actor: 'test', address: '127.0.0.1' }
const tenants = [
  { name: 'default', models: [], requestsPerMinute: 60, tokensPerMinute: 1000 },
  { name: 'sales', models: ['small'], requestsPerMinute: 5, tokensPerMinute: 50 },
]

let embedded: Awaited<ReturnType<typeof startTestRecords>>
let records: Records
let identity: Identity
let queries = 0
let nowMs = Date.now()

beforeAll(async () => {
  embedded = await startTestRecords()
  records = counting(embedded.records)
  identity = await makeIdentity({
    records,
    tenants,
    publicUrl: 'http://127.0.0.1:8080',
    now: () => nowMs,
  })
}, 60_000)

afterAll(async () => embedded.close())

function counting(inner: Records): Records {
  return {
    ...inner,
    query: <Row>(schema: z.ZodType<Row>, sql: string, parameters?: readonly Parameter[]) => {
      queries += 1
      return inner.query(schema, sql, parameters)
    },
  }
}

async function make(key: Partial<NewKey> = {}) {
  const tenantId = await identity.tenantIdOf('sales')
  return {
    tenantId,
    ...(await identity.createKey({ tenantId, name: 'k', role: 'member', ...key }, actor)),
  }
}

const ask = (secret: string, address = '10.0.0.1') =>
  identity.authenticate({
    authorization: `Bearer ${secret}`,
    method: 'POST',
    address,
    isLocalOperator: false,
  })

const refusalOf = async (secret: string, address?: string): Promise<string> => {
  try {
    await ask(secret, address)
  } catch (error) {
    return z.object({ code: z.string() }).parse(error).code
  }
  return 'none'
}

const wrong = (n: number): string => `llf_${n.toString().padStart(43, 'x')}`

describe('an API key', () => {
  it('says whose limits count, first by a look-up and then at once', async () => {
    const { tenantId, key, secret } = await make()
    expect(secret).toMatch(/^llf_[0-9A-Za-z]{43}$/)
    const first = ask(secret)
    expect(first).toBeInstanceOf(Promise)
    expect(await first).toEqual({
      tenantId,
      tenantName: 'sales',
      keyId: key.id,
      role: 'member',
      isOperator: false,
      scopes: ['chat', 'models', 'knowledge:read'],
      models: ['small'],
      requestsPerMinute: 5,
      tokensPerMinute: 50,
    })
    expect(ask(secret)).not.toBeInstanceOf(Promise)
  })

  it('is kept as nothing that opens', async () => {
    const { secret } = await make()
    const rows = await records.query(
      z.object({ row: z.string() }),
      `SELECT row_to_json(k)::text AS row FROM keys k UNION ALL SELECT row_to_json(a)::text FROM audit_log a`,
    )
    expect(rows.length).toBeGreaterThan(1)
    expect(rows.filter(({ row }) => row.includes(secret.slice(8)))).toEqual([])
    expect(rows.some(({ row }) => row.includes(secret.slice(0, 8)))).toBe(true)
  })

  it('opens nothing from the moment it is revoked, though it was known', async () => {
    const { tenantId, key, secret } = await make()
    await ask(secret)
    expect(await refusalOf(secret)).toBe('none')
    await identity.revokeKey({ tenantId }, key.id, actor)
    expect(await refusalOf(secret)).toBe('unauthenticated')
    await expect(identity.revokeKey({ tenantId }, key.id, actor)).rejects.toThrow('no such key')
  })

  it('that another replica revoked opens nothing after five seconds', async () => {
    const { key, secret } = await make()
    await ask(secret)
    await embedded.records.execute('UPDATE keys SET revoked_at = now() WHERE id = $1', [key.id])
    expect(await refusalOf(secret)).toBe('none')
    nowMs += 5_000
    expect(await refusalOf(secret)).toBe('unauthenticated')
  })

  it('in use is looked up again behind the scenes, so no request waits', async () => {
    const { secret } = await make()
    await ask(secret)
    for (let turn = 0; turn < 4; turn += 1) {
      nowMs += 2_600
      const before = queries
      expect(ask(secret)).not.toBeInstanceOf(Promise)
      expect(queries).toBe(before + 1)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })

  it('ends when it says', async () => {
    const { secret } = await make({ expiresAtMs: nowMs + 1000 })
    await ask(secret)
    nowMs += 999
    expect(await refusalOf(secret)).toBe('none')
    nowMs += 1
    expect(await refusalOf(secret)).toBe('unauthenticated')
  })

  it('has no scope that its role lacks, and no assistant of another tenant', async () => {
    await expect(make({ scopes: ['admin'] })).rejects.toThrow('no scope admin')
    const [assistant] = await records.query(
      z.object({ id: z.string() }),
      `SELECT a.id FROM assistants a JOIN tenants t ON t.id = a.tenant_id WHERE t.name = 'default'`,
    )
    assert(assistant !== undefined)
    await expect(make({ assistantId: assistant.id })).rejects.toThrow('no such assistant')
    const tenantId = await identity.tenantIdOf('default')
    const { secret } = await identity.createKey(
      { tenantId, name: 'k', role: 'admin', assistantId: assistant.id },
      actor,
    )
    expect(await ask(secret)).toMatchObject({ assistantId: assistant.id, role: 'admin' })
  })
})

describe('guessing', () => {
  it('is refused without a look-up when no key has that form', async () => {
    const before = queries
    for (const text of ['', 'llf_', 'sk-123', `llf_${'x'.repeat(44)}`, 'a.b.c']) {
      expect(await refusalOf(text)).toBe('unauthenticated')
    }
    expect(queries).toBe(before)
  })

  it('is slowed by address, while an honest key from there goes on', async () => {
    const { secret } = await make()
    const address = '10.6.6.6'
    const refusals: string[] = []
    for (let n = 0; n < 35; n += 1) refusals.push(await refusalOf(wrong(n), address))
    expect(refusals.slice(0, 30)).toEqual(Array(30).fill('unauthenticated'))
    expect(refusals.slice(30)).toEqual(Array(5).fill('limit-reached'))
    expect(await refusalOf(secret, address)).toBe('none')
    expect(await refusalOf(wrong(99), '10.0.0.2')).toBe('unauthenticated')
  })

  it('never has more than a few look-ups wait for one address', async () => {
    const address = '10.6.6.7'
    for (let n = 0; n < 31; n += 1) await refusalOf(wrong(1000 + n), address)
    const before = queries
    const burst = Array.from({ length: 100 }, (_, n) => refusalOf(wrong(2000 + n), address))
    expect(await Promise.all(burst)).toEqual(Array(100).fill('limit-reached'))
    expect(queries - before).toBeLessThanOrEqual(8)
  })

  it('with the same wrong key costs one look-up a second', async () => {
    const before = queries
    for (let n = 0; n < 10; n += 1) await refusalOf(wrong(7777), '10.0.0.3')
    expect(queries - before).toBe(1)
  })
})

describe('tenants of the service file', () => {
  it('keep what they have when it is read again, and take its limits', async () => {
    const id = await identity.tenantIdOf('sales')
    const { secret } = await make()
    const changed = tenants.map((tenant) => ({ ...tenant, requestsPerMinute: 7 }))
    const again = await makeIdentity({ records, tenants: changed, publicUrl: 'http://127.0.0.1' })
    expect(await again.tenantIdOf('sales')).toBe(id)
    expect(
      await again.authenticate({
        authorization: `bearer ${secret}`,
        method: 'GET',
        address: '10.0.0.1',
        isLocalOperator: false,
      }),
    ).toMatchObject({ requestsPerMinute: 7 })
    const empty = await makeIdentity({ records, tenants: [], publicUrl: 'http://127.0.0.1' })
    expect(await empty.tenantIdOf('sales')).toBe(id)
  })
})
