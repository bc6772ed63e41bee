// A platform for tests: the admin face over real records, with two tenants and people in them.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { InjectOptions } from 'fastify'
import { assert } from 'vitest'
import { z } from 'zod'
import { makeMemoryLimits } from '../../../src/adapters/memory/limits.js'
import { startParser } from '../../../src/adapters/parser/parser.js'
import { makeConversations } from '../../../src/conversations/conversations.js'
import { makeOwnConversations } from '../../../src/conversations/own.js'
import { RuntimeError } from '../../../src/error.js'
import type { AskingMeans } from '../../../src/gateway/asking.js'
import { authenticator } from '../../../src/gateway/caller.js'
import type { ConsolePages } from '../../../src/gateway/console.js'
import { adminFace } from '../../../src/gateway/faces/admin/face.js'
import type { ModelFacts } from '../../../src/gateway/faces/admin/platform.js'
import { makeMetrics } from '../../../src/gateway/metrics.js'
import { makeOperatorSocket } from '../../../src/gateway/operator-socket.js'
import { makeRefusals } from '../../../src/gateway/refusals.js'
import type { RouteFacts } from '../../../src/gateway/route.js'
import { makeServer } from '../../../src/gateway/server.js'
import type { UsageEntry } from '../../../src/gateway/usage.js'
import { makeIdentity, type IdentityOptions } from '../../../src/identity/identity.js'
import { makePasswords, type Passwords } from '../../../src/identity/password.js'
import type { Role, Scope } from '../../../src/identity/principal.js'
import { makePagePictures } from '../../../src/knowledge/page-pictures.js'
import { openModelStore } from '../../../src/models/inventory.js'
import { makeModelPulls, type RunPull } from '../../../src/models/pulls.js'
import type { Objects } from '../../../src/ports/objects.js'
import type { Span, Traces } from '../../../src/ports/traces.js'
import type { Passage } from '../../../src/retrieve/retriever.js'
import { startTestRecords } from '../../embedded-records.js'

export const adminPassword = 'correct horse battery'

const tenants = ['default', 'sales'].map((name) => ({
  name,
  models: [],
  requestsPerMinute: 60,
  tokensPerMinute: 1000,
}))

type More = {
  readonly passages?: readonly Passage[]
  readonly answer?: AskingMeans['answer']
  readonly pages?: ConsolePages
  readonly models?: readonly ModelFacts[]
}

export type Platform = Awaited<ReturnType<typeof startPlatform>>

/** With records of its own, unless it is a replica beside another platform. */
export async function startPlatform(
  options: Partial<IdentityOptions> = {},
  { answer = answersNothing, pages, models = [], passages = [] }: More = {},
) {
  const embedded = options.records === undefined ? await startTestRecords() : undefined
  const records = options.records ?? embedded?.records
  assert(records !== undefined)
  const { passwords, work } = countedPasswords()
  const clock = { ms: Date.now() }
  const identity = await makeIdentity({
    records,
    tenants,
    publicUrl: 'http://127.0.0.1:8080',
    now: () => clock.ms,
    passwords,
    ...options,
  })
  const faults: unknown[] = []
  const onFault = (error: unknown): void => void faults.push(error)
  const metrics = makeMetrics()
  const usage: UsageEntry[] = []
  const spans: Span[] = []
  const traces: Pick<Traces, 'record'> = { record: (_facts, make) => void spans.push(make()) }
  const limits = makeMemoryLimits()
  const table: RouteFacts[] = []
  const operator = makeOperatorSocket()
  const server = makeServer({
    metrics,
    readiness: () => ({ isReady: true, engines: { records: { state: 'on' } } }),
    onFault,
    drainMs: 200,
  })
  const { app } = server
  const modelsFolder = join(embedded?.folder ?? '', 'none')
  const modelPulls = makeModelPulls({ data: '', hosts: [], run: pullsForever })
  const conversations = makeConversations(records)
  const knowledge = {
    records,
    objects: objectsInMemory(),
    enqueue: () => Promise.resolve(),
    wake: () => undefined,
    sizeBytesMax: 300_000,
  }
  const workFolder = await mkdtemp(join(tmpdir(), 'platform-work-'))
  const drawer = startParser()
  await app.register(adminFace, {
    authenticate: authenticator(identity.authenticate, operator),
    table,
    identity,
    knowledge,
    pagePictures: makePagePictures({ knowledge, drawer, workFolder }),
    retriever: { retrieve: () => Promise.resolve({ passages, legs: [], fusionMs: 0 }) },
    conversations: makeOwnConversations(records, conversations),
    limits,
    asking: {
      limits,
      metrics,
      traces,
      refusals: makeRefusals(traces),
      usage: {
        isFull: false,
        record: (entry) => {
          usage.push(entry)
          return Promise.resolve()
        },
      },
      conversations,
      answer,
    },
    onFault,
    pages,
    modelStore: openModelStore(modelsFolder),
    modelPulls,
    models: () => models,
    readiness: () => ({ isReady: true, engines: {} }),
    settings: () => ({ release: 'test' }),
  })
  await app.ready()

  const key = async (tenant: string, role: Role, scopes?: readonly Scope[]): Promise<string> => {
    const tenantId = await identity.tenantIdOf(tenant)
    const actor = { actor: 'test', address: '' }
    const made = await identity.createKey({ tenantId, name: 'test', role, scopes }, actor)
    return made.secret
  }

  const as =
    (secret: string) =>
    (method: Method, url: string, payload?: object): ReturnType<typeof send> =>
      send({ method, url, payload, headers: { authorization: `Bearer ${secret}` } })

  const send = async ({ payload, ...rest }: Request) => {
    const answer = await app.inject({ ...rest, ...(payload === undefined ? {} : { payload }) })
    return { status: answer.statusCode, body: jsonOf(answer.body), headers: answer.headers }
  }

  /** A browser: keeps the cookie and sends the token. */
  const signIn = async (email: string, password = adminPassword) => {
    const payload = { email, password }
    const answer = await send({ method: 'POST', url: '/api/v1/session', payload })
    return browserOf(answer, send)
  }

  return {
    app,
    clock,
    records,
    identity,
    table,
    faults,
    modelsFolder,
    usage,
    spans,
    work,
    operator,
    folder: embedded?.folder ?? '',
    key,
    as,
    send,
    signIn,
    browser: (answer: Answer) => browserOf(answer, send),
    close: async () => {
      await operator.close()
      await modelPulls.close()
      await drawer.close()
      await rm(workFolder, { recursive: true })
      await server.close()
      await embedded?.close()
    },
  }
}

async function* answersNothing(): ReturnType<AskingMeans['answer']> {
  const usage = { promptTokens: 0, completionTokens: 0, isEstimated: false }
  yield await Promise.resolve({ kind: 'end', mode: 'none', citations: [], usage } as const)
}

const pullsForever: RunPull = (_task, _tell, signal) =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(130), { once: true })
  })

/** Real ones at a cost for tests, and how often they were checked. */
function countedPasswords() {
  const cheap = makePasswords({ logN: 8, r: 8, p: 1 })
  const work = { checks: 0 }
  const passwords: Passwords = {
    ...cheap,
    verify: (password, kept) => {
      work.checks += 1
      return cheap.verify(password, kept)
    },
  }
  return { passwords, work }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Request = Omit<InjectOptions, 'payload'> & { readonly payload?: object | undefined }
type Answer = {
  readonly status: number
  readonly body: unknown
  readonly headers: { readonly [name: string]: unknown }
}

function browserOf(answer: Answer, send: (request: Request) => Promise<Answer>) {
  const cookie = cookieOf(answer)
  const csrf = z.object({ csrf: z.string() }).parse(answer.body).csrf
  return {
    cookie,
    csrf,
    send: (method: Method, url: string, payload?: object) =>
      send({ method, url, payload, headers: { cookie, 'x-llmflow-csrf': csrf } }),
  }
}

export function cookieOf({ headers }: Answer): string {
  const set = z.string().parse(headers['set-cookie'])
  const [pair] = set.split(';')
  assert(pair !== undefined)
  return pair
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function objectsInMemory(): Objects {
  const kept = new Map<string, Buffer>()
  return {
    put: async (key, content, sizeBytesMax) => {
      const bytes = await buffer(content)
      if (bytes.length > sizeBytesMax) throw new RuntimeError('too-large', 'It is too large.')
      kept.set(key, bytes)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      return { sizeBytes: bytes.length, sha256 }
    },
    get: (key) => {
      const bytes = kept.get(key)
      return Promise.resolve(bytes === undefined ? undefined : Readable.from([bytes]))
    },
    remove: (key) => {
      kept.delete(key)
      return Promise.resolve()
    },
    list: (prefix) => Promise.resolve([...kept.keys()].filter((key) => key.startsWith(prefix))),
  }
}
