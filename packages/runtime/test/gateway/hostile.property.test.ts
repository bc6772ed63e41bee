// Whatever is sent, the gateway answers in its own words: never with a fault of ours, never with a stack.

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modelAt, startGateway, type Gateway } from './gateway.js'
import { startUpstream, type Upstream } from './upstream.js'

/** A soak sends as many as it is told. */
const timeoutMs = 30_000 + (fc.readConfigureGlobal().numRuns ?? 100) * 100

let upstream: Upstream
let gateway: Gateway

beforeAll(async () => {
  upstream = await startUpstream()
  const of = (name: string, kind: 'embedding' | 'reranking') =>
    modelAt(upstream.url, { name, servedName: name, kind })
  gateway = await startGateway({
    models: [modelAt(upstream.url), of('embedder', 'embedding'), of('reranker', 'reranking')],
  })
})

afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

const model = fc.constantFrom('small', 'embedder', 'reranker', 'assistant/x', '../small', '')
const anyValue = fc.jsonValue({ maxDepth: 4 })

const almostRight = fc.record(
  {
    model: fc.oneof(model, anyValue),
    messages: fc.oneof(
      fc.array(fc.record({ role: fc.oneof(fc.constant('user'), anyValue), content: anyValue })),
      anyValue,
    ),
    prompt: anyValue,
    input: fc.oneof(fc.array(fc.string()), anyValue),
    query: fc.oneof(fc.string(), anyValue),
    documents: fc.oneof(fc.array(fc.string()), anyValue),
    stream: fc.oneof(fc.boolean(), anyValue),
    stream_options: anyValue,
    max_tokens: fc.oneof(fc.integer(), anyValue),
    n: fc.oneof(fc.integer({ min: 1, max: 3 }), anyValue),
    top_n: anyValue,
    tools: anyValue,
  },
  { requiredKeys: ['model'] },
)

const address = fc.constantFrom(
  '/v1/chat/completions',
  '/v1/completions',
  '/v1/embeddings',
  '/v1/rerank',
  '/v1/models/%00',
  '/v1/models/..%2f..',
  '/v1//chat/completions',
)

const body = fc.oneof(
  almostRight.map((value) => JSON.stringify(value)),
  anyValue.map((value) => JSON.stringify(value)),
  fc.string(),
  fc.constant('{"__proto__":{"polluted":true},"model":"small","messages":[{"role":"user"}]}'),
)

const type = fc.constantFrom('application/json', 'application/json; charset=x', 'text/plain', 'a/b')

describe('hostile requests', () => {
  it(
    'are answered without a fault',
    async () => {
      await fc.assert(
        fc.asyncProperty(address, body, type, async (path, text, contentType) => {
          const reply = await fetch(`${gateway.url}${path}`, {
            method: 'POST',
            headers: { authorization: 'Bearer key-1', 'content-type': contentType },
            body: text,
          })
          const answer = await reply.text()
          expect([reply.status, answer]).not.toEqual([500, answer])
          expect(answer).not.toMatch(/\bat \S+ \(|\bat file:|node_modules/)
          expect(reply.headers.has('x-llmflow-overhead-ms')).toBe(true)
          if (reply.status >= 400) expect(JSON.parse(answer)).toHaveProperty('error')
        }),
      )
      expect(gateway.faults).toEqual([])
      expect({}).not.toHaveProperty('polluted')
    },
    timeoutMs,
  )
})
