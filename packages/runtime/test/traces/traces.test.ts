// Traces are kept and sent in batches, show nothing of a person, and never stand in a request's way.

import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { afterEach, assert, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { builtInRedaction } from '../../src/redaction/built-in.js'
import { RuntimeError } from '../../src/error.js'
import type { Redaction } from '../../src/ports/redaction.js'
import type { Span, Traces } from '../../src/ports/traces.js'
import { makeBatches } from '../../src/traces/batch.js'
import { makeOtlpExporter, readOtlpOptions } from '../../src/traces/otlp.js'
import { makeTraceStore } from '../../src/traces/store.js'
import { startTestRecords } from '../embedded-records.js'

const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const thing of open.splice(0).toReversed()) await thing.close()
})

const spanOf = (spanId: string, attributes: Span['attributes'] = {}): Span => ({
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  spanId,
  tenantId: '01890000-0000-7000-8000-000000000001',
  name: 'chat small',
  startMs: 1_700_000_000_000.25,
  endMs: 1_700_000_000_120,
  hasFailed: false,
  attributes,
})

const recordAll = (traces: Pick<Traces, 'record'>, spans: readonly Span[]): void => {
  for (const span of spans) traces.record(span, () => span)
}

const failed = (error: unknown): never => assert.fail(String(error))

describe('the store', () => {
  it('keeps spans once, without what identifies a person', async () => {
    const embedded = await startTestRecords()
    open.push(embedded)
    const { records } = embedded
    const store = makeTraceStore({ records, redaction: builtInRedaction(), onFault: failed })
    const span = spanOf('00f067aa0ba902b7', { note: 'call 010-1234-5678', count: 2 })
    recordAll(store, [span, spanOf('00f067aa0ba902b8')])
    await store.flush()
    recordAll(store, [span])
    await store.close()
    const row = z.object({ span_id: z.string(), attributes: z.record(z.string(), z.unknown()) })
    const rows = await records.query(row, 'SELECT span_id, attributes FROM spans ORDER BY span_id')
    expect(rows).toHaveLength(2)
    expect(rows[0]?.attributes['count']).toBe(2)
    expect(JSON.stringify(rows)).toContain('call ')
    expect(JSON.stringify(rows)).not.toContain('1234')
  }, 30_000)

  it('leaves what was masked before, and identifiers of our own, as they are', async () => {
    const embedded = await startTestRecords()
    open.push(embedded)
    const { records } = embedded
    const store = makeTraceStore({ records, redaction: builtInRedaction(), onFault: failed })
    const chunk = '01a20866-b50c-7c34-b32f-141624af824c.1.0'
    const own = { 'llmflow.prompt': 'user: <PHONE_1>', 'llmflow.retrieve.chunks': [chunk] }
    recordAll(store, [spanOf('00f067aa0ba902b7', { ...own, 'llmflow.question': '010-1234-5678?' })])
    await store.close()
    const row = z.object({ attributes: z.record(z.string(), z.unknown()) })
    const [kept] = await records.query(row, 'SELECT attributes FROM spans')
    expect(kept?.attributes).toEqual({ ...own, 'llmflow.question': '<PHONE_1>?' })
  }, 30_000)

  it('shortens what people wrote after it is masked, so that nothing stands half in it', async () => {
    const embedded = await startTestRecords()
    open.push(embedded)
    const { records } = embedded
    const store = makeTraceStore({ records, redaction: builtInRedaction(), onFault: failed })
    // The 500th character is in the middle of the number.
    const question = `${'a '.repeat(246)}010-1234-5678 ${'b '.repeat(100)}`
    recordAll(store, [spanOf('00f067aa0ba902b7', { 'llmflow.question': question })])
    await store.close()
    const row = z.object({ attributes: z.object({ 'llmflow.question': z.string() }) })
    const [kept] = await records.query(row, 'SELECT attributes FROM spans')
    const text = kept?.attributes['llmflow.question'] ?? ''
    expect(text).toHaveLength(501)
    expect(text).toContain('a <PHONE')
    expect(text).not.toContain('010')
  }, 30_000)

  it('keeps a share of what is too much, and says which', async () => {
    const embedded = await startTestRecords()
    open.push(embedded)
    const { records } = embedded
    const options = {
      records,
      redaction: builtInRedaction(),
      onFault: failed,
      spansPerSecondMax: 2,
    }
    const store = makeTraceStore(options)
    let made = 0
    for (let count = 0; count < 400; count += 1) {
      const traceId = randomBytes(16).toString('hex')
      const span = { ...spanOf(`${count}`), traceId }
      store.record(span, () => {
        made += 1
        return span
      })
    }
    await store.close()
    const row = z.object({ share: z.number() })
    const rows = await records.query(
      row,
      `SELECT coalesce((attributes->>'llmflow.sampled_share')::float8, 1) AS share FROM spans`,
    )
    expect(rows).toHaveLength(made)
    expect(made).toBeLessThan(100)
    expect(rows.filter(({ share }) => share === 1).length).toBeGreaterThan(0)
    expect(rows.filter(({ share }) => share < 1).length).toBeGreaterThan(0)
  }, 30_000)

  it('forgets what is too old, of every tenant, a little at a time', async () => {
    const embedded = await startTestRecords()
    open.push(embedded)
    const { records } = embedded
    const deleted: number[] = []
    const execute: typeof records.execute = async (sql, parameters) => {
      const count = await records.execute(sql, parameters)
      if (sql.includes('DELETE')) deleted.push(count)
      return count
    }
    const store = makeTraceStore({
      records: { execute },
      redaction: builtInRedaction(),
      onFault: failed,
      retentionMs: 60_000,
      sweepMs: 200,
      spansPerSecondMax: 10_000,
    })
    const other = '01890000-0000-7000-8000-000000000002'
    const old = Array.from({ length: 1200 }, (_, at) => spanOf(`old ${at}`))
    const fresh = { ...spanOf('fresh'), startMs: Date.now() }
    recordAll(store, [...old, { ...spanOf('other'), tenantId: other }, fresh])
    await store.flush()
    const row = z.object({ span: z.string() })
    const left = () => records.query(row, 'SELECT span_id AS span FROM spans')
    await vi.waitFor(async () => expect(await left()).toEqual([{ span: 'fresh' }]), {
      timeout: 10_000,
    })
    await store.close()
    expect(deleted.every((count) => count <= 501)).toBe(true)
  }, 30_000)

  it('keeps a batch although a name in it is nothing that the database takes', async () => {
    const embedded = await startTestRecords()
    open.push(embedded)
    const { records } = embedded
    const store = makeTraceStore({ records, redaction: builtInRedaction(), onFault: failed })
    recordAll(store, [
      { ...spanOf('00f067aa0ba902b7'), name: 'chat assistant/\0' },
      { ...spanOf('00f067aa0ba902b8'), name: 'chat assistant/\ud800' },
      spanOf('00f067aa0ba902b9'),
    ])
    await store.close()
    const row = z.object({ name: z.string() })
    const rows = await records.query(row, 'SELECT name FROM spans ORDER BY span_id')
    expect(rows.map(({ name }) => name)).toEqual([
      'chat assistant/\ufffd',
      'chat assistant/\ufffd',
      'chat small',
    ])
  }, 30_000)

  it('leaves an attribute out that it can’t check', async () => {
    const broken: Redaction = {
      open: () => ({
        ...builtInRedaction().open(),
        redact: () => Promise.reject(new RuntimeError('unavailable', 'down')),
      }),
    }
    const kept: unknown[] = []
    const store = makeTraceStore({
      redaction: broken,
      onFault: failed,
      records: {
        execute: (_sql, parameters) => {
          kept.push(JSON.parse(z.string().parse(parameters?.[0])))
          return Promise.resolve(1)
        },
      },
    })
    recordAll(store, [spanOf('00f067aa0ba902b7', { note: 'x', 'gen_ai.request.model': 'small' })])
    await store.close()
    expect(kept).toMatchObject([[{ attributes: { 'gen_ai.request.model': 'small' } }]])
    expect(JSON.stringify(kept)).not.toContain('note')
  })
})

describe('batches', () => {
  it('are bounded in number, and given up after a second failure', async () => {
    const faults: unknown[] = []
    let isDown = true
    const sent: number[] = []
    const batches = makeBatches({
      queueMax: 10,
      batchMax: 4,
      flushMs: 60_000,
      onFault: (error) => faults.push(error),
      prepare: (spans) => Promise.resolve(spans),
      send: (spans) => {
        if (isDown) return Promise.reject(new RuntimeError('unavailable', 'down'))
        sent.push(spans.length)
        return Promise.resolve()
      },
    })
    open.push(batches)
    for (let count = 0; count < 15; count += 1) recordAll(batches, [spanOf(`${count}`)])
    expect(batches.dropped).toBe(5)
    await batches.flush()
    expect([batches.dropped, faults.length]).toEqual([5, 1])
    isDown = false
    await batches.flush()
    expect(sent).toEqual([4, 4, 2])
  })

  it('that failed once have their second try when they are closed', async () => {
    const sent: number[] = []
    let failures = 1
    const batches = makeBatches({
      batchMax: 4,
      flushMs: 60_000,
      onFault: () => undefined,
      prepare: (spans) => Promise.resolve(spans),
      send: (spans) => {
        failures -= 1
        if (failures >= 0) return Promise.reject(new RuntimeError('unavailable', 'down'))
        sent.push(spans.length)
        return Promise.resolve()
      },
    })
    for (let count = 0; count < 6; count += 1) recordAll(batches, [spanOf(`${count}`)])
    await batches.close()
    expect([sent, batches.dropped]).toEqual([[4, 2], 0])
  })
})

describe('OTLP', () => {
  it('is off unless a variable names a collector, and refuses a protocol that is not spoken', () => {
    expect(readOtlpOptions({})).toBeUndefined()
    expect(readOtlpOptions({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318/' })).toMatchObject({
      url: 'http://c:4318/v1/traces',
      resource: { 'service.name': 'llmflow' },
    })
    expect(() =>
      readOtlpOptions({
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4317',
        OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
      }),
    ).toThrow(RuntimeError)
  })

  it('posts JSON with the headers that were asked for', async () => {
    const bodies: { readonly body: unknown; readonly key: string | undefined }[] = []
    const server = createServer((request, response) => {
      let text = ''
      request.setEncoding('utf8').on('data', (piece: string) => {
        text += piece
      })
      request.on('end', () => {
        bodies.push({ body: JSON.parse(text), key: request.headers.authorization })
        response.end('{}')
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    open.push({
      close: async () => {
        server.closeAllConnections()
        server.close()
        await once(server, 'close')
      },
    })
    const address = server.address()
    assert(typeof address === 'object' && address !== null)
    const options = readOtlpOptions({
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `http://127.0.0.1:${address.port}/otel`,
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Basic%20abc',
      OTEL_SERVICE_NAME: 'ours',
    })
    assert(options !== undefined)
    const exporter = makeOtlpExporter(options, builtInRedaction(), failed)
    recordAll(exporter, [
      spanOf('00f067aa0ba902b7', { 'gen_ai.usage.input_tokens': 7, ratio: 0.5 }),
    ])
    await exporter.close()
    expect(bodies).toMatchObject([
      {
        key: 'Basic abc',
        body: {
          resourceSpans: [
            {
              resource: { attributes: [{ key: 'service.name', value: { stringValue: 'ours' } }] },
              scopeSpans: [
                {
                  spans: [
                    {
                      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
                      startTimeUnixNano: '1700000000000250000',
                      attributes: [
                        { key: 'gen_ai.usage.input_tokens', value: { intValue: '7' } },
                        { key: 'ratio', value: { doubleValue: 0.5 } },
                        { key: 'llmflow.tenant_id' },
                      ],
                    },
                  ],
                },
              ],
            },
          ],
        },
      },
    ])
  })
})
