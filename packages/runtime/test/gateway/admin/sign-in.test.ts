// Tests how people sign in and out, the first account, and what attackers try with cookies and passwords.

import { request } from 'node:http'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { adminPassword, cookieOf, startPlatform, type Platform } from './platform.js'

let platform: Platform
let token: string

beforeAll(async () => {
  platform = await startPlatform()
  const made = await platform.identity.prepareFirstRun(undefined)
  assert(made !== undefined)
  token = made
}, 60_000)

afterAll(async () => {
  expect(platform.faults).toEqual([])
  await platform.close()
})

const session = '/api/v1/session'
const root = { email: 'root@example.com', name: 'Root', password: adminPassword }

const firstRun = (given: string, headers = {}) =>
  platform.send({
    method: 'POST',
    url: '/api/v1/first-run',
    payload: { ...root, token: given },
    headers,
  })

const attempt = (email: string, password: string, address = '10.0.0.1') =>
  platform.send({
    method: 'POST',
    url: session,
    payload: { email, password },
    remoteAddress: address,
  })

describe('the first run', () => {
  it('is explained in words where the link leads, until there is a page', async () => {
    const reply = await platform.app.inject({ url: '/first-run' })
    expect(reply.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(reply.body).toContain('/api/v1/first-run')
  })

  it('has a link for an hour', async () => {
    platform.clock.ms += 3_600_000
    expect((await firstRun(token)).status).toBe(403)
    const made = await platform.identity.prepareFirstRun(undefined)
    assert(made !== undefined)
    token = made
  })

  it('needs none where the environment has a password, which counts only then', async () => {
    const { identity } = platform
    await expect(identity.prepareFirstRun('too short')).rejects.toThrow('LLMFLOW_ADMIN_PASSWORD')
    expect(await identity.prepareFirstRun('from the environment')).toBeUndefined()
    expect(await identity.prepareFirstRun('another password')).toBeUndefined()
    const admin = await platform.signIn('admin', 'from the environment')
    expect((await admin.send('GET', session)).body).toMatchObject({ isOperator: true })
    expect((await attempt('admin', 'another password')).status).toBe(401)
    expect((await firstRun(token)).status).toBe(403)
    await identity.change((session) => session.execute('DELETE FROM users'))
    expect((await admin.send('GET', session)).status).toBe(401)
  })

  it('makes one operator by the last link that was printed, once', async () => {
    const stale = await platform.identity.prepareFirstRun(undefined)
    assert(stale !== undefined)
    const latest = await platform.identity.prepareFirstRun(undefined)
    assert(latest !== undefined)
    expect((await platform.send({ url: '/api/v1/first-run' })).body).toMatchObject({
      isFirstRun: true,
    })
    expect((await firstRun('x'.repeat(43))).status).toBe(403)
    expect((await firstRun(stale)).status).toBe(403)
    const [one, two] = await Promise.all([firstRun(latest), firstRun(latest)])
    expect([one.status, two.status].toSorted((a, b) => a - b)).toEqual([200, 403])
    expect((await firstRun(latest)).status).toBe(403)
    const operator = platform.browser(one.status === 200 ? one : two)
    expect((await operator.send('GET', session)).body).toMatchObject({
      user: { email: root.email, hasPassword: true },
      isOperator: true,
      role: 'admin',
      tenant: { name: 'default' },
    })
    expect((await platform.send({ url: '/api/v1/first-run' })).body).toMatchObject({
      isFirstRun: false,
    })
    expect(await platform.identity.prepareFirstRun(undefined)).toBeUndefined()
    const kept = await platform.records.query(
      z.object({ row: z.string() }),
      `SELECT row_to_json(a)::text AS row FROM audit_log a`,
    )
    expect(kept.some(({ row }) => row.includes('operator.create'))).toBe(true)
    expect(kept.some(({ row }) => row.includes(latest))).toBe(false)
  })
})

describe('a sign-in', () => {
  it('is a cookie that no script reads and no other site sends with changes', async () => {
    const answer = await attempt(root.email, adminPassword)
    expect(answer.headers['set-cookie']).toMatch(
      /^llmflow_session=[0-9A-Za-z]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=604800$/,
    )
    const { cookie, csrf } = platform.browser(answer)
    const url = '/api/v1/datasets'
    const make = (headers: { readonly [name: string]: string }, name: string) =>
      platform.send({ method: 'POST', url, payload: { name }, headers: { cookie, ...headers } })
    expect((await make({}, 'forged')).status).toBe(403)
    expect((await make({ 'x-llmflow-csrf': 'a'.repeat(43) }, 'forged')).status).toBe(403)
    expect((await make({ 'x-llmflow-csrf': csrf }, 'mine')).status).toBe(201)
    const other = platform.browser(await attempt(root.email, adminPassword))
    expect((await make({ 'x-llmflow-csrf': other.csrf }, 'forged')).status).toBe(403)
    expect((await platform.send({ url, headers: { cookie } })).status).toBe(200)
  })

  it('is never one that was there before: a planted cookie stays nobody', async () => {
    const planted = `llmflow_session=${'A'.repeat(43)}`
    const payload = { email: root.email, password: adminPassword }
    const answer = await platform.send({
      method: 'POST',
      url: session,
      payload,
      headers: { cookie: planted },
    })
    expect(cookieOf(answer)).not.toBe(planted)
    expect((await platform.send({ url: session, headers: { cookie: planted } })).status).toBe(401)
  })

  it('by https has a cookie that only this host can set, and takes no other', async () => {
    const secure = await startPlatform({
      publicUrl: 'https://llm.example.com',
      records: platform.records,
    })
    try {
      const payload = { email: root.email, password: adminPassword }
      const answer = await secure.send({ method: 'POST', url: session, payload })
      expect(answer.headers['set-cookie']).toMatch(/^__Host-llmflow_session=.*; Secure$/)
      const cookie = cookieOf(answer)
      expect((await secure.send({ url: session, headers: { cookie } })).status).toBe(200)
      const plain = cookie.replace('__Host-', '')
      expect((await secure.send({ url: session, headers: { cookie: plain } })).status).toBe(401)
    } finally {
      await secure.close()
    }
  }, 20_000)

  it('ends by signing out, though the cookie is kept', async () => {
    const browser = await platform.signIn(root.email)
    expect((await browser.send('GET', session)).status).toBe(200)
    const out = await browser.send('DELETE', session)
    expect(out.status).toBe(204)
    expect(out.headers['set-cookie']).toMatch(/^llmflow_session=; .*Max-Age=0/)
    expect((await browser.send('GET', session)).status).toBe(401)
  })

  it('ends when it is idle, and in any case after a week', async () => {
    const [idle, used] = [await platform.signIn(root.email), await platform.signIn(root.email)]
    const hourMs = 3_600_000
    for (let hours = 0; hours < 7 * 24; hours += 9) {
      expect((await used.send('GET', session)).status).toBe(200)
      platform.clock.ms += 9 * hourMs
      // A look-up in the background must not outlive the end.
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    expect((await used.send('GET', session)).status).toBe(401)
    expect((await idle.send('GET', session)).status).toBe(401)
    const fresh = await platform.signIn(root.email)
    platform.clock.ms += 10 * hourMs
    expect((await fresh.send('GET', session)).status).toBe(401)
  })

  it('elsewhere ends when the password changes', async () => {
    const [here, there] = [await platform.signIn(root.email), await platform.signIn(root.email)]
    await there.send('GET', session)
    const url = `${session}/password`
    const next = 'another long password'
    const wrong = await here.send('PUT', url, { current: 'not that one at all', next })
    expect(wrong.status).toBe(403)
    expect((await here.send('PUT', url, { current: adminPassword, next: 'short' })).status).toBe(
      400,
    )
    expect((await here.send('PUT', url, { current: adminPassword, next })).status).toBe(204)
    expect((await here.send('GET', session)).status).toBe(200)
    expect((await there.send('GET', session)).status).toBe(401)
    expect((await attempt(root.email, adminPassword)).status).toBe(401)
    expect((await here.send('PUT', url, { current: next, next: adminPassword })).status).toBe(204)
  })

  it('is not started by the page of another site', async () => {
    const payload = { email: root.email, password: adminPassword }
    const headers = { 'sec-fetch-site': 'cross-site' }
    const answer = await platform.send({ method: 'POST', url: session, payload, headers })
    expect(answer.status).toBe(403)
    const form = await platform.app.inject({
      method: 'POST',
      url: session,
      payload: JSON.stringify(payload),
      headers: { 'content-type': 'text/plain' },
    })
    expect(form.statusCode).toBe(400)
  })

  it('works in the tenants of the person alone', async () => {
    const browser = await platform.signIn(root.email)
    const sales = await platform.identity.tenantIdOf('sales')
    const choose = { tenantId: sales }
    expect((await browser.send('PUT', `${session}/tenant`, choose)).status).toBe(404)
    const admin = platform.as(await platform.key('sales', 'admin'))
    expect((await admin('POST', '/api/v1/users', { ...root, role: 'member' })).status).toBe(409)
    const taken = await platform.identity.change(async (session) => {
      const sql = `INSERT INTO memberships (tenant_id, user_id, role) SELECT $1, id, 'member' FROM users WHERE email = $2`
      return session.execute(sql, [sales, root.email])
    })
    expect(taken).toBe(1)
    expect((await browser.send('PUT', `${session}/tenant`, choose)).status).toBe(204)
    expect((await browser.send('GET', session)).body).toMatchObject({
      tenant: { name: 'sales' },
      role: 'member',
    })
    expect((await browser.send('GET', '/api/v1/audit')).status).toBe(403)
    expect((await browser.send('GET', '/api/v1/tenants')).status).toBe(200)
  })
})

describe('guessing passwords', () => {
  it('is slowed for the account from there, while its owner signs in from elsewhere', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 7; n += 1) {
      statuses.push((await attempt(root.email, `wrong password ${n}`, '10.6.6.6')).status)
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
    const refused = await attempt(root.email, adminPassword, '10.6.6.6')
    expect([refused.status, refused.body]).toMatchObject([
      429,
      { error: { code: 'limit-reached', detail: { limit: 'wrong-passwords' } } },
    ])
    expect((await attempt(root.email, adminPassword, '10.0.0.2')).status).toBe(200)
    platform.clock.ms += 31_000
    expect((await attempt(root.email, adminPassword, '10.6.6.6')).status).toBe(200)
  })

  it('of many at once lets no more in than one after another', async () => {
    const many = Array.from({ length: 12 }, (_, n) => attempt(root.email, `wrong ${n}`, '10.6.6.8'))
    const statuses = (await Promise.all(many)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
  })

  it('tells by neither words nor work whether there is an account', async () => {
    const [known, unknown] = [
      await attempt(root.email, 'wrong password', '10.0.1.1'),
      await attempt('nobody@example.com', 'wrong password', '10.0.1.2'),
    ]
    expect(unknown.body).toEqual(known.body)
    expect(unknown.status).toBe(known.status)
    const before = platform.work.checks
    await attempt('nobody2@example.com', 'wrong password', '10.0.1.3')
    expect(platform.work.checks).toBe(before + 1)
  })
})

describe('the audit log', () => {
  it('says who came, left and was refused, and nothing that was typed', async () => {
    await attempt('a password typed as a name', 'and a password', '10.0.3.1')
    const rows = await platform.records.query(
      z.object({ action: z.string(), text: z.string() }),
      'SELECT action, row_to_json(a)::text AS text FROM audit_log a',
    )
    const actions = new Set(rows.map(({ action }) => action))
    for (const action of ['session.start', 'session.end', 'session.refuse', 'user.password']) {
      expect(actions).toContain(action)
    }
    expect(rows.filter(({ text }) => text.includes('password typed'))).toEqual([])
    expect(rows.some(({ text }) => text.includes('10.0.3.1'))).toBe(true)
  })
})

describe('accounts', () => {
  it('of the operator keep their password from admins of a tenant', async () => {
    const admin = platform.as(await platform.key('default', 'admin'))
    const users = await admin('GET', '/api/v1/users')
    const { items } = z
      .object({ items: z.array(z.object({ id: z.string(), email: z.string() })) })
      .parse(users.body)
    const operator = items.find(({ email }) => email === root.email)
    assert(operator !== undefined)
    const url = `/api/v1/users/${operator.id}`
    expect((await admin('PATCH', url, { password: 'taken over by me' })).status).toBe(403)
    const person = { email: 'yu@example.com', name: 'Yu', role: 'member', password: adminPassword }
    const made = await admin('POST', '/api/v1/users', person)
    const { id } = z.object({ id: z.string() }).parse(made.body)
    const set = await admin('PATCH', `/api/v1/users/${id}`, { password: 'given by an admin' })
    expect(set.status).toBe(200)
    expect((await attempt('yu@example.com', 'given by an admin', '10.0.2.1')).status).toBe(200)
  })
})

describe('the operator', () => {
  it('closes an account with its sign-ins and keys, but never the last operator', async () => {
    const operator = await platform.signIn(root.email)
    const yu = platform.browser(await attempt('yu@example.com', 'given by an admin', '10.0.2.2'))
    const made = await yu.send('POST', '/api/v1/keys', { name: 'own' })
    const { secret } = z.object({ secret: z.string() }).parse(made.body)
    const listed = await operator.send('GET', '/api/v1/platform/accounts')
    const { items } = z
      .object({ items: z.array(z.object({ id: z.string(), email: z.string() })) })
      .parse(listed.body)
    const urlOf = (email: string): string =>
      `/api/v1/platform/accounts/${items.find((account) => account.email === email)?.id}`
    const closed = { isDisabled: true }
    expect((await yu.send('PATCH', urlOf(root.email), closed)).status).toBe(403)
    expect((await operator.send('PATCH', urlOf('yu@example.com'), closed)).status).toBe(200)
    expect((await yu.send('GET', session)).status).toBe(401)
    expect((await platform.as(secret)('GET', '/api/v1/assistants')).status).toBe(401)
    expect((await attempt('yu@example.com', 'given by an admin', '10.0.2.3')).status).toBe(401)
    for (const change of [closed, { isOperator: false }]) {
      expect((await operator.send('PATCH', urlOf(root.email), change)).status).toBe(409)
    }
    expect((await operator.send('GET', session)).body).toMatchObject({ isOperator: true })
  })
})

describe('the admin socket', () => {
  const over = (path: string, headers: { readonly [name: string]: string } = {}) =>
    new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const socketPath = join(platform.folder, 'admin.sock')
      request({ socketPath, path, headers }, (answer) => {
        text(answer).then((body) => resolve({ status: answer.statusCode, body }), reject)
      })
        .on('error', reject)
        .end()
    })

  it('is the operator in the tenant that it names, for its owner alone', async () => {
    const path = join(platform.folder, 'admin.sock')
    await platform.operator.listen(platform.app, path)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await over('/api/v1/tenants')).status).toBe(200)
    const own = await over(session, { 'x-llmflow-tenant': 'sales' })
    expect(JSON.parse(own.body)).toMatchObject({ isOperator: true, tenant: { name: 'sales' } })
    expect((await over(session, { 'x-llmflow-tenant': 'nowhere' })).status).toBe(404)
  })

  it('can be claimed by no header over TCP', async () => {
    for (const headers of [
      { 'x-llmflow-tenant': 'sales' },
      { 'x-llmflow-operator': 'true' },
      { 'x-forwarded-for': 'admin socket' },
    ]) {
      expect((await platform.send({ url: session, headers })).status).toBe(401)
    }
  })
})
