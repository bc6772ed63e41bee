// A server with Dify's faces for tests: two tenants, real records, and answers that a test writes.

import type { FastifyInstance, FastifyRequest } from 'fastify'
import { makeMemoryLimits } from '../../../src/adapters/memory/limits.js'
import type { AnswerEvent } from '../../../src/answer/events.js'
import { makeConversations } from '../../../src/conversations/conversations.js'
import { RuntimeError } from '../../../src/error.js'
import { difyAppFace } from '../../../src/gateway/faces/dify/app-face.js'
import type { DifyAppFace } from '../../../src/gateway/faces/dify/context.js'
import { makeMetrics } from '../../../src/gateway/metrics.js'
import { makeServer } from '../../../src/gateway/server.js'
import type { RouteFacts } from '../../../src/gateway/route.js'
import type { UsageEntry } from '../../../src/gateway/usage.js'
import { makeId } from '../../../src/identifier.js'
import type { Principal } from '../../../src/identity/principal.js'
import type { Passage } from '../../../src/retrieve/retriever.js'
import { startTestRecords } from '../../embedded-records.js'

export const passage: Passage = {
  chunkId: 'chunk-1',
  documentId: makeId(),
  documentName: '취업규칙.pdf',
  datasetId: makeId(),
  datasetName: '인사',
  ordinal: 4,
  titles: ['제3장 휴가', '연차'],
  text: '연차 휴가는 15일이다. 다음 해로 넘길 수 없다.',
  pageFirst: 7,
  spans: [],
  isRecognized: false,
  score: 0.8,
  ranks: { text: 1 },
}

export const end: AnswerEvent = {
  kind: 'end',
  mode: 'extractive',
  citations: [
    {
      number: 1,
      chunkId: passage.chunkId,
      documentId: passage.documentId,
      documentName: passage.documentName,
      datasetId: passage.datasetId,
      datasetName: passage.datasetName,
      titles: passage.titles,
      page: 7,
      boxes: [],
      span: { start: 0, end: 12 },
      quote: '연차 휴가는 15일이다.',
      score: passage.score,
    },
  ],
  usage: { promptTokens: 11, completionTokens: 5, isEstimated: false },
}

export type Platform = {
  readonly url: string
  readonly app: FastifyInstance
  readonly table: RouteFacts[]
  readonly faults: unknown[]
  readonly usage: UsageEntry[]
  readonly records: Awaited<ReturnType<typeof startTestRecords>>
  readonly tenants: readonly [Principal, Principal]
  /** What the next searches find. */
  passages: readonly Passage[]
  /** What the next questions are answered with. */
  answers: DifyAppFace['answer']
  close(): Promise<void>
}

/** Keys are `key-1` and `key-2`, one for each tenant, and `dataset-1` and `dataset-2` for their knowledge. */
export async function startPlatform(
  add: (app: FastifyInstance, face: DifyAppFace, platform: Platform) => Promise<void> = addApp,
  more: Partial<DifyAppFace> = {},
): Promise<Platform> {
  const records = await startTestRecords()
  const tenants = [await makeTenant(records), await makeTenant(records)] as const
  const metrics = makeMetrics()
  const faults: unknown[] = []
  const usage: UsageEntry[] = []
  const onFault = (error: unknown): void => void faults.push(error)
  const server = makeServer({
    metrics,
    readiness: () => ({ isReady: true, engines: {} }),
    onFault,
    drainMs: 200,
  })
  const platform: Platform = {
    url: '',
    app: server.app,
    table: [],
    faults,
    usage,
    records,
    tenants,
    passages: [],
    answers: () =>
      eventsOf([{ kind: 'passages', passages: [passage] }, ...texts('15일', '입니다. [1]'), end]),
    close: async () => {
      await server.close()
      await records.close()
    },
  }
  await add(
    server.app,
    {
      authenticate: (request) => principalOf(request, tenants),
      table: platform.table,
      onFault,
      metrics,
      limits: makeMemoryLimits(),
      traces: { record: () => undefined },
      refusals: { record: () => undefined },
      usage: {
        isFull: false,
        record: (entry) => {
          usage.push(entry)
          return Promise.resolve()
        },
      },
      conversations: makeConversations(records.records),
      appOf: ({ assistantId = '', tenantName }) =>
        Promise.resolve({
          id: assistantId,
          name: 'default',
          description: tenantName,
          opening: '무엇을 도와드릴까요?',
        }),
      answer: (request) => platform.answers(request),
      ...more,
    },
    platform,
  )
  const url = await server.app.listen({ port: 0, host: '127.0.0.1' })
  return Object.assign(platform, { url })
}

async function addApp(app: FastifyInstance, face: DifyAppFace): Promise<void> {
  await app.register(difyAppFace, face)
}

async function makeTenant({ records }: Platform['records']): Promise<Principal> {
  const tenantId = makeId()
  const assistantId = makeId()
  await records.execute(
    `INSERT INTO tenants (id, name, requests_per_minute, tokens_per_minute, models) VALUES ($1, $2, 1, 1, $3)`,
    [tenantId, `tenant ${tenantId}`, []],
  )
  await records.execute(`INSERT INTO assistants (id, tenant_id, name) VALUES ($1, $2, 'default')`, [
    assistantId,
    tenantId,
  ])
  return {
    tenantId,
    tenantName: `tenant ${tenantId}`,
    keyId: makeId(),
    role: 'member',
    isOperator: false,
    assistantId,
    scopes: ['chat', 'models', 'knowledge:read', 'knowledge:write'],
    models: [],
    requestsPerMinute: 100_000,
    tokensPerMinute: 10_000_000,
  }
}

function principalOf(
  { headers }: FastifyRequest,
  [first, second]: readonly [Principal, Principal],
): Principal {
  if (headers.authorization === 'Bearer key-1') return first
  if (headers.authorization === 'Bearer key-2') return second
  if (headers.authorization === 'Bearer dataset-1') return withoutAssistant(first)
  if (headers.authorization === 'Bearer dataset-2') return withoutAssistant(second)
  throw new RuntimeError('unauthenticated', 'The key is not known.')
}

/** A key for the whole tenant: one of an assistant reaches no datasets. */
function withoutAssistant({ assistantId: _assistantId, ...principal }: Principal): Principal {
  return principal
}

export const texts = (...parts: readonly string[]): readonly AnswerEvent[] =>
  parts.map((text) => ({ kind: 'text', text }))

export async function* eventsOf(events: readonly AnswerEvent[]): AsyncGenerator<AnswerEvent> {
  for (const event of events) yield await Promise.resolve(event)
}
