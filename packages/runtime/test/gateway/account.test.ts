// The account of a request: what its span says of when it began and when the answer came.

import fastify from 'fastify'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { makeMemoryLimits } from '../../src/adapters/memory/limits.js'
import { openAccount } from '../../src/gateway/faces/openai/account.js'
import { makeMetrics } from '../../src/gateway/metrics.js'
import { makeRefusals } from '../../src/gateway/refusals.js'
import { addTiming } from '../../src/gateway/timing.js'
import type { Span } from '../../src/ports/traces.js'
import { principal } from './gateway.js'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'] }))
afterEach(() => void vi.useRealTimers())

it('spans the request from its first moment, as the wait for the first text does', async () => {
  const spans: Span[] = []
  const traces = { record: (_facts: unknown, make: () => Span) => void spans.push(make()) }
  const books = {
    limits: makeMemoryLimits(),
    usage: { isFull: false, record: () => Promise.resolve() },
    metrics: makeMetrics(),
    traces,
    refusals: makeRefusals(traces),
  }
  const planned = {
    principal,
    model: 'small',
    label: 'small',
    operation: 'chat',
    promptTokensMost: 1,
    completionTokensMost: 1,
  } as const
  const app = fastify()
  addTiming(app)
  app.get('/', async (request, reply) => {
    // Who asks is looked up before there is an account.
    vi.advanceTimersByTime(300)
    const account = await openAccount(books, planned, request, reply)
    vi.advanceTimersByTime(40)
    account.textCame()
    vi.advanceTimersByTime(2)
    await account.close({ status: 200, input: 1, output: 1, isEstimated: false })
    return {}
  })
  expect((await app.inject('/')).statusCode).toBe(200)
  const [span] = spans
  expect((span?.endMs ?? 0) - (span?.startMs ?? 0)).toBe(342)
  expect(span?.attributes['llmflow.first_token_ms']).toBe(340)
})
