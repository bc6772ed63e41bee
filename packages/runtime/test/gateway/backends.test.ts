// Requests reach a backend that is well, whatever the others do, and wait no longer than they may.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, assert, describe, expect, it, vi } from 'vitest'
import { RuntimeError } from '../../src/error.js'
import { makeBackends, type Backends } from '../../src/gateway/backends/backends.js'
import { makeBreaker } from '../../src/gateway/backends/breaker.js'
import type { Incoming, RouterOptions } from '../../src/gateway/backends/router.js'
import { readBackendSettings } from '../../src/gateway/backends/settings.js'
import { modelAt } from './gateway.js'
import { startUpstream, type Knobs, type Upstream } from './upstream.js'

const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const thing of open.splice(0).toReversed()) await thing.close()
})

async function upstreams(...knobs: Knobs[]): Promise<readonly Upstream[]> {
  const started = await Promise.all(knobs.map((knob) => startUpstream(knob)))
  open.push(...started)
  return started
}

function backendsOf(options: RouterOptions): Backends {
  const backends = makeBackends({ healthMs: 0, ...options })
  open.push(backends)
  return backends
}

const addressOf = (members: readonly Upstream[]): string => members.map(({ url }) => url).join(', ')

const never = new AbortController().signal

const ask = (backends: Backends, model = 'small', signal = never): Promise<Incoming> =>
  backends.send(
    {
      model,
      task: 'chat',
      isStream: false,
      bodyFor: ({ servedName }) =>
        JSON.stringify({ model: servedName, messages: [{ role: 'user', content: 'Hi' }] }),
    },
    signal,
  )

async function failureOf(work: Promise<unknown>): Promise<RuntimeError> {
  try {
    await work
  } catch (error) {
    if (error instanceof RuntimeError) return error
  }
  assert.fail('it should have failed with a RuntimeError')
}

describe('several backends', () => {
  it('share the load by what each has to do', async () => {
    const members = await upstreams({ delayMs: 400 }, {})
    const backends = backendsOf({ models: [modelAt(addressOf(members))] })
    const asked = []
    for (let count = 0; count < 20; count += 1) {
      asked.push(ask(backends))
      await sleep(10)
    }
    await Promise.all(asked)
    const [slow = 0, quick = 0] = members.map(({ bodies }) => bodies.length)
    expect(slow + quick).toBe(20)
    expect(slow).toBeLessThanOrEqual(3)
    expect(slow).toBeGreaterThan(0)
  })

  it('stand in for one that is gone, one that fails and one that hangs', async () => {
    const [gone, failing, hanging, well] = await upstreams({}, { refuse: 503 }, { hang: true }, {})
    await gone?.close()
    open.splice(
      open.findIndex((thing) => thing === gone),
      1,
    )
    const address = [gone, failing, hanging].map((member) => `${member?.url},${well?.url}`)
    for (const pair of address) {
      const backends = backendsOf({ models: [modelAt(pair)], timeouts: { wholeMs: 200 } })
      for (let count = 0; count < 4; count += 1) expect((await ask(backends)).status).toBe(200)
    }
  })

  it('are left alone after failures in a row, and tried again', async () => {
    const [failing] = await upstreams({ refuse: 503 })
    const backends = backendsOf({ models: [modelAt(failing?.url ?? '')] })
    for (let count = 0; count < 3; count += 1) await failureOf(ask(backends))
    const before = failing?.bodies.length
    const failure = await failureOf(ask(backends))
    expect(failure.code).toBe('unavailable')
    expect(failure.detail['retryAfterMs']).toBeGreaterThan(0)
    expect(failing?.bodies.length).toBe(before)
    expect(backends.isWell('small')).toBe(false)
    if (failing !== undefined) delete failing.knobs.refuse
    await vi.waitFor(async () => expect((await ask(backends)).status).toBe(200), { timeout: 3000 })
    expect(backends.isWell('small')).toBe(true)
  })

  it('are found well by checks before anybody asks', async () => {
    const [failing] = await upstreams({ refuse: 503 })
    const backends = backendsOf({ models: [modelAt(failing?.url ?? '')], healthMs: 30 })
    for (let count = 0; count < 3; count += 1) await failureOf(ask(backends))
    await vi.waitFor(() => expect(backends.isWell('small')).toBe(true), { timeout: 900 })
  })
})

describe('a model that fails', () => {
  it('is followed by the others in their order, where the caller may use them', async () => {
    const [failing, second] = await upstreams({ refuse: 500 }, {})
    const models = [
      modelAt(failing?.url ?? ''),
      modelAt(second?.url ?? '', { name: 'second', servedName: 'second' }),
    ]
    const backends = backendsOf({ models, fallbacks: { small: ['second'] } })
    expect((await ask(backends)).model.name).toBe('second')
    const alone = backends.send(
      { model: 'small', task: 'chat', isStream: false, bodyFor: () => '{}', mayUse: () => false },
      never,
    )
    expect((await failureOf(alone)).code).toBe('upstream-failed')
  })

  it('is not asked again where the request itself is at fault', async () => {
    const [refusing, second] = await upstreams({ refuse: 400 }, {})
    const backends = backendsOf({
      models: [modelAt(addressOf([refusing, second].filter((member) => member !== undefined)))],
    })
    const replies = await Promise.allSettled([ask(backends), ask(backends)])
    const total = (refusing?.bodies.length ?? 0) + (second?.bodies.length ?? 0)
    expect(replies.some(({ status }) => status === 'rejected')).toBe(true)
    expect(total).toBe(2)
  })
})

describe('the queue of a model', () => {
  it('is bounded, says when to come again, and goes on in order', async () => {
    const [slow] = await upstreams({ delayMs: 60 })
    const backends = backendsOf({
      models: [modelAt(slow?.url ?? '')],
      concurrencyPerMember: 1,
      queueMax: 2,
    })
    const all = await Promise.allSettled([1, 2, 3, 4].map(() => ask(backends)))
    expect(all.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
    ])
    const full = failureOf(Promise.all([1, 2, 3, 4].map(() => ask(backends))))
    expect((await full).code).toBe('overloaded')
    expect((await full).detail['retryAfterMs']).toBe(1000)
  })

  it('is left by who leaves, without a place lost', async () => {
    const [slow] = await upstreams({ delayMs: 60 })
    const backends = backendsOf({ models: [modelAt(slow?.url ?? '')], concurrencyPerMember: 1 })
    const leaving = new AbortController()
    const first = ask(backends)
    const second = failureOf(ask(backends, 'small', leaving.signal))
    const third = ask(backends)
    leaving.abort()
    expect((await second).code).toBe('cancelled')
    expect((await first).status).toBe(200)
    expect((await third).status).toBe(200)
    expect(slow?.bodies).toHaveLength(2)
  })

  it('gives a place back when the client leaves in the middle', async () => {
    const [hanging] = await upstreams({ hang: true })
    const backends = backendsOf({ models: [modelAt(hanging?.url ?? '')], concurrencyPerMember: 1 })
    for (let count = 0; count < 3; count += 1) {
      const leaving = new AbortController()
      setTimeout(() => leaving.abort(), 30)
      expect((await failureOf(ask(backends, 'small', leaving.signal))).code).toBe('cancelled')
    }
    await vi.waitFor(() => expect(hanging?.open()).toBe(0))
  })
})

describe('time-outs', () => {
  it('end what is silent before its first byte, between bytes, and in all', async () => {
    const [hanging, stalling] = await upstreams({ hang: true }, { tokenMs: 100 })
    const cases = [
      { url: hanging?.url, timeouts: { firstByteMs: 50 } },
      { url: stalling?.url, timeouts: { betweenBytesMs: 50 } },
      { url: stalling?.url, timeouts: { wholeMs: 150 } },
    ]
    for (const { url, timeouts } of cases) {
      const backends = backendsOf({ models: [modelAt(url ?? '')], timeouts })
      const reading = (async () => {
        const body = { messages: [{ role: 'user', content: 'Hi' }] }
        for await (const chunk of backends.chat('small', body, never)) void chunk
      })()
      expect((await failureOf(reading)).code).toBe('timed-out')
    }
  })
})

describe('engines', () => {
  it('are reached over a socket in the file system', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'socket-'))
    const upstream = await startUpstream({}, { path: join(directory, 'model.sock') })
    open.push({ close: () => rm(directory, { recursive: true }) }, upstream)
    const backends = backendsOf({ models: [modelAt(upstream.url)] })
    let text = ''
    const body = { messages: [{ role: 'user', content: 'Hi' }] }
    for await (const { choices } of backends.chat('small', body, never)) {
      text += choices[0]?.delta.content ?? ''
    }
    expect(text).toBe('Hello from the model.')
    const gone = backendsOf({ models: [modelAt(`unix:${directory}/none.sock`)] })
    expect((await failureOf(ask(gone))).code).toBe('unavailable')
  })

  it('embed and rerank each in their own form', async () => {
    const [upstream] = await upstreams({})
    for (const engine of ['vllm', 'tei', 'infinity']) {
      const backends = backendsOf({
        models: [
          modelAt(upstream?.url ?? '', { name: 'e', kind: 'embedding', engine }),
          modelAt(upstream?.url ?? '', { name: 'r', kind: 'reranking', engine }),
        ],
      })
      const vectors = await backends.embed('e', ['bee', 'a'], never)
      expect(vectors.map((vector) => [...vector])).toEqual([
        [3, 2, 1],
        [1, 1, 1],
      ])
      expect(await backends.rerank('r', 'which', ['a', 'abc', 'ab'], never)).toEqual([1, 3, 2])
    }
    expect(upstream?.bodies.some(({ texts }) => texts !== undefined)).toBe(true)
  })
})

describe('a breaker', () => {
  it('opens after failures in a row, lets one try, and rests longer each time', () => {
    const breaker = makeBreaker()
    for (let count = 0; count < 4; count += 1) breaker.ended('failed', 0)
    breaker.ended('answered', 0)
    for (let count = 0; count < 4; count += 1) breaker.ended('failed', 0)
    expect(breaker.restMs(0)).toBe(0)
    breaker.ended('failed', 0)
    expect(breaker.restMs(0)).toBe(1000)
    expect(breaker.restMs(1000)).toBe(0)
    breaker.tried(1000)
    expect(breaker.restMs(1000)).toBeGreaterThan(0)
    breaker.ended('failed', 1000)
    expect(breaker.restMs(1000)).toBe(2000)
    breaker.tried(3000)
    breaker.ended('answered', 3000)
    expect(breaker.restMs(3000)).toBe(0)
  })
})

describe('settings', () => {
  it('are read from the environment, and never repeated when they are wrong', async () => {
    const settings = readBackendSettings({
      LLMFLOW_MODEL_KEYS: '{"small":"secret-1"}',
      LLMFLOW_MODEL_FALLBACKS: '{"small":["other"]}',
    })
    const [upstream] = await upstreams({})
    await ask(backendsOf({ models: [modelAt(upstream?.url ?? '')], ...settings }))
    expect(upstream?.headers[0]?.authorization).toBe('Bearer secret-1')
    expect(readBackendSettings({})).toEqual({ apiKeys: {}, fallbacks: {} })
    expect(() => readBackendSettings({ LLMFLOW_MODEL_KEYS: 'secret-1' })).toThrow(
      /^LLMFLOW_MODEL_KEYS is not JSON/,
    )
  })
})
