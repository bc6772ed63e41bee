// Tests signing in by a real OpenID provider, its tokens on the API, and what its groups give and take.

import { createServer, type Server } from 'node:http'
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose'
import Provider from 'oidc-provider'
import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readProviderSettings } from '../../../src/identity/provider-options.js'
import { makeProvider } from '../../../src/identity/provider.js'
import { startPlatform, type Platform } from './platform.js'

const publicUrl = 'http://llm.example.com'

type Person = { readonly email: string; readonly groups: readonly string[] }

/** What the provider knows of people, changed by tests. */
const people = new Map<string, Person>()

let server: Server
let issuer: string
let key: CryptoKey
let platform: Platform

beforeAll(async () => {
  server = createServer()
  issuer = await listen(server)
  const pair = await generateKeyPair('RS256', { extractable: true })
  key = pair.privateKey
  const provider = providerOf(await exportJWK(key))
  server.on('request', (request, response) => void provider(request, response))
  platform = await startPlatform({ publicUrl, provider: settingsOf({}) })
}, 60_000)

afterAll(async () => {
  expect(platform.faults).toEqual([])
  await platform.close()
  server.closeAllConnections()
  await new Promise((resolve) => {
    server.close(resolve)
  })
})

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = z.object({ port: z.number() }).parse(server.address())
  return `http://127.0.0.1:${port}`
}

function providerOf(jwk: Awaited<ReturnType<typeof exportJWK>>) {
  const client = {
    client_secret: 'secret',
    redirect_uris: [`${publicUrl}/api/v1/sign-in/provider/callback`],
  }
  const provider = new Provider(issuer, {
    clients: ['llmflow', 'other'].map((client_id) => ({ ...client, client_id })),
    jwks: { keys: [{ ...jwk, alg: 'RS256', use: 'sig', kid: 'one' }] },
    cookies: { keys: ['for a test'] },
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, email_verified: true, ...people.get(accountId) }),
    }),
  })
  return provider.callback()
}

const settingsOf = (environment: { readonly [name: string]: string }) => {
  const settings = readProviderSettings(
    {
      LLMFLOW_OIDC_ISSUER: issuer,
      LLMFLOW_OIDC_CLIENT_ID: 'llmflow',
      LLMFLOW_OIDC_CLIENT_SECRET: 'secret',
      ...environment,
    },
    publicUrl,
  )
  assert(settings !== undefined)
  return settings
}

const begin = '/api/v1/sign-in/provider'

type Jar = Map<string, string>

/** Follows the provider's pages as a browser does, until they lead back to us; answers with that address. */
async function throughProvider(start: string, login: string): Promise<URL> {
  const jar: Jar = new Map()
  let url = new URL(start)
  let form: string | undefined
  for (let step = 0; step < 20; step += 1) {
    if (url.origin === publicUrl) return url
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=')
      jar.set(name, value)
    }
    form = undefined
    const location = answer.headers.get('location')
    const page = await answer.text()
    if (location !== null) url = new URL(location, url)
    else
      form = page.includes('name="login"')
        ? `prompt=login&login=${login}&password=x`
        : 'prompt=consent'
  }
  return assert.fail('the provider never came back')
}

/** Begins at our address and ends with what the provider sent back, and the cookie of the browser. */
async function visit(login: string, returnTo = '/') {
  const started = await platform.send({ url: `${begin}?returnTo=${encodeURIComponent(returnTo)}` })
  expect(started.status).toBe(302)
  const cookie = cookiesOf(started.headers)[0] ?? ''
  const location = z.string().parse(started.headers.location)
  return { cookie, location, back: await throughProvider(location, login) }
}

const cookiesOf = (headers: { readonly [name: string]: unknown }): readonly string[] =>
  z
    .union([z.string().transform((one) => [one]), z.array(z.string())])
    .parse(headers['set-cookie'])
    .map((cookie) => cookie.split(';')[0] ?? '')

const finish = (back: URL, cookie: string) =>
  platform.send({ url: back.pathname + back.search, headers: { cookie } })

async function signIn(login: string) {
  const { cookie, back } = await visit(login)
  const answer = await finish(back, cookie)
  const session = answer.status === 302 ? cookiesOf(answer.headers).at(-1) : undefined
  return {
    answer,
    who: () => platform.send({ url: '/api/v1/session', headers: { cookie: session ?? 'none=1' } }),
  }
}

/** A token as the provider would sign it. */
const tokenOf = (claims: { readonly [name: string]: unknown }, kid = 'one') =>
  new SignJWT({
    iss: issuer,
    aud: 'llmflow',
    sub: 'api',
    email: 'api@example.com',
    iat: Math.floor(platform.clock.ms / 1000),
    exp: Math.floor(platform.clock.ms / 1000) + 300,
    groups: ['/tenants/sales'],
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', kid })
    .sign(key)

const withToken = (token: string, headers = {}) =>
  platform.send({
    url: '/api/v1/session',
    headers: { authorization: `Bearer ${token}`, ...headers },
  })

describe('signing in by the provider', () => {
  it('gives the tenants and roles of the groups, with a code that only this browser can use', async () => {
    people.set('kim', {
      email: 'kim@example.com',
      groups: ['/tenants/sales/admins', '/tenants/default', '/tenants/nowhere', '/else'],
    })
    const { cookie, location, back } = await visit('kim', '/datasets')
    const asked = new URL(location).searchParams
    expect(asked.get('code_challenge_method')).toBe('S256')
    expect(asked.get('nonce')).not.toBe(null)
    const answer = await finish(back, cookie)
    expect(answer.status).toBe(302)
    expect(answer.headers.location).toBe('/datasets')
    const session = cookiesOf(answer.headers).at(-1) ?? ''
    const who = await platform.send({ url: '/api/v1/session', headers: { cookie: session } })
    expect(who.body).toMatchObject({
      user: { email: 'kim@example.com', hasPassword: false },
      isOperator: false,
      tenants: [
        { name: 'default', role: 'member' },
        { name: 'sales', role: 'admin' },
      ],
    })
    expect((await finish(back, cookie)).status).toBe(403)
  })

  it('refuses an answer to another question', async () => {
    const { cookie, back } = await visit('kim')
    const [name, value = ''] = cookie.split('=')
    const pending = z
      .record(z.string(), z.string())
      .parse(JSON.parse(Buffer.from(value, 'base64url').toString()))
    for (const field of ['state', 'nonce', 'verifier']) {
      const { cookie: fresh, back: freshBack } = await visit('kim')
      expect(fresh).not.toBe(cookie)
      const changed = { ...pending, ...readPending(fresh), [field]: pending[field] }
      const forged = Buffer.from(JSON.stringify(changed)).toString('base64url')
      expect([field, (await finish(freshBack, `${name}=${forged}`)).status]).toEqual([field, 403])
    }
    expect((await finish(back, 'none=1')).status).toBe(403)
    expect((await finish(back, cookie)).status).toBe(302)
  })

  it('returns to paths of our own alone', async () => {
    for (const returnTo of ['//evil.example', '/\\evil.example', 'https://evil.example', '/a\nb']) {
      const answer = await platform.send({
        url: `${begin}?returnTo=${encodeURIComponent(returnTo)}`,
      })
      expect([returnTo, answer.status]).toEqual([returnTo, 400])
    }
  })

  it('takes away what the groups no longer give, at once and everywhere', async () => {
    people.set('lee', { email: 'lee@example.com', groups: ['/tenants/sales', '/platform-admins'] })
    const before = await signIn('lee')
    expect((await before.who()).body).toMatchObject({ isOperator: true, tenant: { name: 'sales' } })
    platform.clock.ms += 2_000
    people.set('lee', { email: 'lee@example.com', groups: ['/tenants/default'] })
    const after = await signIn('lee')
    for (const { who } of [before, after]) {
      expect((await who()).body).toMatchObject({ isOperator: false, tenant: { name: 'default' } })
    }
    people.set('lee', { email: 'lee@example.com', groups: [] })
    expect((await signIn('lee')).answer.status).toBe(403)
    expect((await before.who()).status).toBe(401)
  })

  it('keeps what an admin gave, and takes no account that has a password', async () => {
    const admin = platform.as(await platform.key('sales', 'admin'))
    const invited = { email: 'park@example.com', name: 'Park', role: 'member' }
    expect((await admin('POST', '/api/v1/users', invited)).status).toBe(201)
    people.set('park', { email: 'park@example.com', groups: [] })
    expect((await (await signIn('park')).who()).body).toMatchObject({ tenant: { name: 'sales' } })
    const local = {
      email: 'yu@example.com',
      name: 'Yu',
      role: 'admin',
      password: 'a local password',
    }
    expect((await admin('POST', '/api/v1/users', local)).status).toBe(201)
    people.set('yu', { email: 'yu@example.com', groups: ['/tenants/sales'] })
    expect((await signIn('yu')).answer.status).toBe(403)
  })
})

const readPending = (cookie: string) =>
  z
    .record(z.string(), z.string())
    .parse(JSON.parse(Buffer.from(cookie.split('=')[1] ?? '', 'base64url').toString()))

describe('a token of the provider', () => {
  it('is as good as signing in, in the tenant that the request names', async () => {
    const token = await tokenOf({ groups: ['/tenants/sales', '/tenants/default/admins'] })
    expect((await withToken(token)).body).toMatchObject({
      tenant: { name: 'default' },
      role: 'admin',
    })
    const named = await withToken(token, { 'x-llmflow-tenant': 'sales' })
    expect(named.body).toMatchObject({ tenant: { name: 'sales' }, role: 'member' })
    expect((await withToken(token, { 'x-llmflow-tenant': 'nowhere' })).status).toBe(401)
  })

  const seconds = (): number => Math.floor(platform.clock.ms / 1000)
  for (const [what, claims] of [
    ['for somebody else', () => ({ aud: 'other' })],
    ['from another issuer', () => ({ iss: 'http://evil.example' })],
    ['that has ended', () => ({ exp: seconds() - 11 })],
    ['that never ends', () => ({ exp: undefined })],
    ['that is not valid yet', () => ({ nbf: seconds() + 60 })],
    ['that says that somebody left', () => ({ events: {} })],
    ['without a subject', () => ({ sub: undefined })],
  ] as const) {
    it(`${what} opens nothing`, async () => {
      expect((await withToken(await tokenOf(claims()))).status).toBe(401)
      expect((await withToken(await tokenOf({}))).status).toBe(200)
    })
  }

  it('that somebody else signed, or nobody, opens nothing', async () => {
    const { privateKey } = await generateKeyPair('RS256')
    const claims = { iss: issuer, aud: 'llmflow', sub: 'api', iat: seconds(), exp: seconds() + 60 }
    const forged = new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' })
    expect((await withToken(await forged.sign(privateKey))).status).toBe(401)
    const shared = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'one' })
    expect((await withToken(await shared.sign(Buffer.alloc(32)))).status).toBe(401)
    const [, body] = (await tokenOf({})).split('.')
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    expect((await withToken(`${none}.${body}.`)).status).toBe(401)
    expect((await withToken(`${none}.${body}.AA`)).status).toBe(401)
  })

  it('that is older gives no group back, and ends when it says', async () => {
    const older = await tokenOf({ sub: 'choi', email: 'choi@example.com' })
    expect((await withToken(older)).status).toBe(200)
    platform.clock.ms += 6_000
    const newer = await tokenOf({ sub: 'choi', email: 'choi@example.com', groups: [] })
    expect((await withToken(newer)).status).toBe(401)
    expect((await withToken(older)).status).toBe(401)
    const unseen = await tokenOf({ sub: 'choi', email: 'choi@example.com', iat: seconds() - 6 })
    expect((await withToken(unseen)).status).toBe(401)
    const restored = await tokenOf({ sub: 'choi', email: 'choi@example.com', exp: seconds() + 100 })
    expect((await withToken(restored)).status).toBe(200)
    platform.clock.ms += 101_000
    expect((await withToken(restored)).status).toBe(401)
  })
})

describe('a provider', () => {
  it('leads to no address but its own', async () => {
    let asked = 0
    const inside = createServer((_request, response) => {
      asked += 1
      response.end('{"keys":[]}')
    })
    const insideUrl = await listen(inside)
    const evil = createServer((_request, response) => {
      const metadata = {
        issuer: evilUrl,
        authorization_endpoint: `${evilUrl}/auth`,
        token_endpoint: `${insideUrl}/token`,
        jwks_uri: `${insideUrl}/keys`,
      }
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(metadata))
    })
    const evilUrl = await listen(evil)
    try {
      const token = await tokenOf({ iss: evilUrl })
      const settings = settingsOf({ LLMFLOW_OIDC_ISSUER: evilUrl })
      const now = (): number => platform.clock.ms
      await expect(makeProvider({ ...settings, now }).verify(token)).rejects.toMatchObject({
        code: 'unavailable',
      })
      expect(asked).toBe(0)
      const allowed = { ...settings, origins: [insideUrl], now }
      expect(await makeProvider(allowed).verify(token)).toBeUndefined()
      expect(asked).toBe(1)
    } finally {
      inside.close()
      evil.close()
    }
  })

  it('that is away is not asked by every request', async () => {
    let asked = 0
    const broken = createServer((_request, response) => {
      asked += 1
      response.statusCode = 500
      response.end()
    })
    const settings = settingsOf({ LLMFLOW_OIDC_ISSUER: await listen(broken) })
    const provider = makeProvider({ ...settings, now: () => platform.clock.ms })
    try {
      for (let n = 0; n < 3; n += 1) {
        await expect(provider.begin()).rejects.toMatchObject({ code: 'unavailable' })
      }
      expect(asked).toBe(1)
    } finally {
      broken.close()
    }
  })
})

describe('settings of a provider', () => {
  it('map exactly the groups that they name', () => {
    const { mapping } = settingsOf({
      LLMFLOW_OIDC_GROUPS: 'A B=sales:member, ops=operator,boss=sales:admin',
    })
    expect(mapping(['A B', 'boss', '/platform-admins'])).toEqual({
      roles: new Map([['sales', 'admin']]),
      isOperator: false,
    })
    expect(mapping(['ops'])).toEqual({ roles: new Map(), isOperator: true })
    expect(() => settingsOf({ LLMFLOW_OIDC_GROUPS: 'A=sales' })).toThrow('"A=sales" is neither')
    expect(() => settingsOf({ LLMFLOW_OIDC_GROUPS: 'A=sales:owner' })).toThrow('is neither')
  })

  it('lack nothing that signing in needs', () => {
    expect(readProviderSettings({}, publicUrl)).toBeUndefined()
    expect(() => settingsOf({ LLMFLOW_OIDC_CLIENT_ID: '' })).toThrow('LLMFLOW_OIDC_CLIENT_ID')
    expect(() => settingsOf({ LLMFLOW_OIDC_ISSUER: 'nowhere' })).toThrow('LLMFLOW_OIDC_ISSUER')
    expect(() =>
      readProviderSettings({ LLMFLOW_OIDC_ISSUER: issuer, LLMFLOW_OIDC_CLIENT_ID: 'x' }, ''),
    ).toThrow('publicUrl')
  })
})
