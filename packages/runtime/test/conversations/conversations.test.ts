// Conversations: kept for their owner, in pages, with feedback and a bounded history.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  makeConversations,
  type ConversationOwner,
  type Conversations,
  type NewMessage,
} from '../../src/conversations/conversations.js'
import { makeId } from '../../src/identifier.js'
import { startTestRecords } from '../embedded-records.js'

let started: Awaited<ReturnType<typeof startTestRecords>>
let conversations: Conversations
const owner: ConversationOwner = { tenantId: makeId(), assistantId: makeId(), owner: ':anna' }

beforeAll(async () => {
  started = await startTestRecords()
  conversations = makeConversations(started.records)
  for (const tenantId of [owner.tenantId, makeId()]) {
    await started.records.execute(
      `INSERT INTO tenants (id, name, requests_per_minute, tokens_per_minute, models) VALUES ($1, $2, 1, 1, $3)`,
      [tenantId, `tenant ${tenantId}`, []],
    )
  }
  await started.records.execute(
    `INSERT INTO assistants (id, tenant_id, name) VALUES ($1, $2, 'default')`,
    [owner.assistantId, owner.tenantId],
  )
}, 60_000)

afterAll(async () => started.close())

function answered(conversationId: string, part: Partial<NewMessage> = {}): NewMessage {
  return {
    id: makeId(),
    conversationId,
    query: '휴가는 며칠입니까?',
    answer: '15일입니다. [1]',
    state: 'whole',
    citations: [
      {
        number: 1,
        chunkId: 'c1',
        documentId: makeId(),
        documentName: '규정.pdf',
        datasetId: makeId(),
        datasetName: '인사',
        titles: ['휴가'],
        page: 3,
        boxes: [{ page: 3, box: { left: 1, top: 2, right: 3, bottom: 4 } }],
        span: { start: 0, end: 4 },
        quote: '15일입니다.',
        score: 0.9,
        ordinal: 7,
        text: '15일입니다. 그리고',
      },
    ],
    promptTokens: 10,
    completionTokens: 5,
    latencyMs: 12.4,
    ...part,
  }
}

describe('conversations', () => {
  it('are named after the first question, and renamed', async () => {
    const question =
      '  연차 휴가를\n 다음 해로 넘길 수 있는지, 그리고 넘긴 휴가는 언제까지 써야 하는지 알려 주세요 '
    const { id, name } = await conversations.open(owner, { query: question })
    expect(name).toMatch(/^연차 휴가를 다음 해로.*…$/)
    expect(name.length).toBeLessThanOrEqual(41)
    expect((await conversations.rename(owner, id, '휴가')).name).toBe('휴가')
    await conversations.keep(owner, answered(id))
    expect((await conversations.renameByQuestion(owner, id)).name).toBe('휴가는 며칠입니까?')
  })

  it('are listed in pages, each once, whatever the order', async () => {
    const reader = { ...owner, owner: ':pages' }
    const made: string[] = []
    for (let count = 0; count < 5; count += 1) {
      made.push((await conversations.open(reader, { query: `question ${count}` })).id)
    }
    const seen: string[] = []
    let after: string | undefined
    for (;;) {
      const page = await conversations.list(reader, {
        limit: 2,
        order: 'created_at',
        ...(after === undefined ? {} : { after }),
      })
      seen.push(...page.items.map(({ id }) => id))
      after = page.items.at(-1)?.id
      if (!page.hasMore) break
    }
    expect(seen).toEqual(made)
    const [newest] = (await conversations.list(reader, { limit: 1 })).items
    expect(newest?.id).toBe(made.at(-1))
  })

  it('keep whole, stopped and failed answers with what they cite, once', async () => {
    const { id } = await conversations.open(owner, { query: 'states', inputs: { a: 1 } })
    const whole = answered(id)
    await conversations.keep(owner, whole)
    await conversations.keep(owner, { ...whole, answer: 'another' })
    await conversations.keep(owner, answered(id, { state: 'stopped', answer: '15' }))
    await conversations.keep(owner, answered(id, { state: 'failed', answer: '', citations: [] }))
    const { items } = await conversations.messages(owner, id, { limit: 10 })
    expect(items.map(({ state }) => state)).toEqual(['whole', 'stopped', 'failed'])
    expect(items[0]).toMatchObject({ answer: whole.answer, citations: whole.citations })
    expect((await conversations.get(owner, id)).inputs).toEqual({ a: 1 })
  })

  it('give messages in pages, the newest page first', async () => {
    const { id } = await conversations.open(owner, { query: 'pages' })
    const made = [answered(id), answered(id), answered(id)]
    for (const message of made) await conversations.keep(owner, message)
    const last = await conversations.messages(owner, id, { limit: 2 })
    expect(last).toMatchObject({ hasMore: true })
    expect(last.items.map((message) => message.id)).toEqual([made[1]?.id, made[2]?.id])
    const before = last.items[0]?.id ?? ''
    const first = await conversations.messages(owner, id, { limit: 2, before })
    expect(first).toMatchObject({ hasMore: false, items: [{ id: made[0]?.id }] })
  })

  it('take feedback, and take it back', async () => {
    const { id } = await conversations.open(owner, { query: 'feedback' })
    const message = answered(id)
    await conversations.keep(owner, message)
    await conversations.giveFeedback(owner, message.id, 'dislike')
    expect((await conversations.message(owner, message.id)).feedback).toBe('dislike')
    await conversations.giveFeedback(owner, message.id)
    expect((await conversations.message(owner, message.id)).feedback).toBeNull()
  })

  it('remember a bounded history without what failed', async () => {
    const { id } = await conversations.open(owner, { query: 'history' })
    await conversations.keep(owner, answered(id, { query: 'old', answer: 'x'.repeat(20_000) }))
    for (let count = 0; count < 8; count += 1) {
      await conversations.keep(owner, answered(id, { query: `q${count}`, answer: `a${count}` }))
    }
    await conversations.keep(owner, answered(id, { query: 'failed', state: 'failed' }))
    const turns = await conversations.history(owner, id)
    expect(turns).toHaveLength(12)
    expect(turns[0]).toEqual({ role: 'user', content: 'q2' })
    expect(turns.at(-1)).toEqual({ role: 'assistant', content: 'a7' })
  })

  it('take texts that the database would refuse', async () => {
    const query = 'a\0b\ud800c'
    const { id, name } = await conversations.open(owner, { query, inputs: { 'x\0': ['\ud800'] } })
    await conversations.keep(owner, answered(id, { query, answer: query }))
    expect(name).toBe('a\ufffdb\ufffdc')
    expect((await conversations.messages(owner, id, { limit: 1 })).items[0]?.answer).toBe(name)
  })

  it('go with all their messages', async () => {
    const { id } = await conversations.open(owner, { query: 'gone' })
    const message = answered(id)
    await conversations.keep(owner, message)
    await conversations.remove(owner, id)
    await expect(conversations.get(owner, id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(conversations.message(owner, message.id)).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(conversations.remove(owner, id)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('are found by nobody else', async () => {
    const { id } = await conversations.open(owner, { query: 'mine' })
    const message = answered(id)
    await conversations.keep(owner, message)
    const strangers: readonly ConversationOwner[] = [
      { ...owner, owner: ':ben' },
      { ...owner, tenantId: makeId() },
      { ...owner, assistantId: makeId() },
    ]
    for (const stranger of strangers) {
      const tries = [
        () => conversations.get(stranger, id),
        () => conversations.open(stranger, { query: 'x', conversationId: id }),
        () => conversations.rename(stranger, id, 'x'),
        () => conversations.renameByQuestion(stranger, id),
        () => conversations.remove(stranger, id),
        () => conversations.messages(stranger, id, { limit: 1 }),
        () => conversations.message(stranger, message.id),
        () => conversations.giveFeedback(stranger, message.id, 'like'),
        () => conversations.history(stranger, id),
        () => conversations.list(stranger, { limit: 1, after: id }),
      ]
      for (const tried of tries) await expect(tried()).rejects.toMatchObject({ code: 'not-found' })
      await conversations.keep(stranger, answered(id))
      expect((await conversations.list(stranger, { limit: 5 })).items).toEqual([])
    }
    expect((await conversations.messages(owner, id, { limit: 9 })).items).toHaveLength(1)
    expect((await conversations.get(owner, id)).name).toBe('mine')
    await expect(conversations.get(owner, 'no id')).rejects.toMatchObject({ code: 'not-found' })
  })
})
