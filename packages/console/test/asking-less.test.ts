// What pages ask the runtime for: one request where there was one for each page, card or passage.

import { QueryClient, type InfiniteData } from '@tanstack/react-query'
import { beforeEach, expect, it, vi } from 'vitest'

const asked: string[] = []
const gone = { error: { code: 'not-found', message: 'gone' } }
const answers = new Map<string, unknown>()

const reply = (request: Request): Promise<Response> => {
  const { pathname, search } = new URL(request.url)
  asked.push(`${pathname}${search}`)
  const body = answers.get(`${pathname}${search}`)
  return Promise.resolve(Response.json(body ?? gone, { status: body === undefined ? 404 : 200 }))
}

vi.stubGlobal('location', { origin: 'http://here' })
vi.stubGlobal('fetch', reply)

const { chunksQuery, isGoneFrom } = await import('../src/document-view/document-queries.ts')
const { conversationQuery } = await import('../src/pages/chat/conversation-queries.ts')
const { datasetsQuery, workingOf } = await import('../src/pages/knowledge/knowledge-queries.ts')
const { highlightOfPassage } = await import('../src/pages/knowledge/chunk-highlight.ts')

beforeEach(() => {
  asked.length = 0
  answers.clear()
})

const chunks = '/api/v1/documents/d/chunks'

const read = async (around?: string) => {
  const data = await new QueryClient().infiniteQuery(chunksQuery('d', 1, around))
  const { pages }: InfiniteData<(typeof data.pages)[number]> = data
  return { ordinals: pages.flatMap(({ items }) => items.map(({ ordinal }) => ordinal)), pages }
}

it('a document is opened at a passage with one request', async () => {
  answers.set(`${chunks}?limit=50&around=d.1.70`, { items: [{ ordinal: 60 }], next: '110' })
  const { ordinals, pages } = await read('d.1.70')
  expect([ordinals, isGoneFrom(pages), asked.length]).toEqual([[60], false, 1])
  const before = chunksQuery('d', 1, 'd.1.70').getPreviousPageParam
  const [page] = pages
  expect(page && before?.(page, pages, { around: 'd.1.70' }, [])).toEqual({ from: 10, limit: 50 })
})

it('a document whose passage is gone is read from its beginning, and says so', async () => {
  answers.set(`${chunks}?limit=50&from=0`, { items: [{ ordinal: 0 }], next: null })
  const { ordinals, pages } = await read('d.1.70')
  expect([ordinals, isGoneFrom(pages)]).toEqual([[0], true])
})

it('an old conversation is asked for by its id', async () => {
  answers.set('/api/v1/conversations/c', { id: 'c', assistantId: 'a' })
  const found = await new QueryClient().query(conversationQuery('c'))
  expect([found, asked]).toEqual([{ id: 'c', assistantId: 'a' }, ['/api/v1/conversations/c']])
})

it('datasets come with the stages of their documents', async () => {
  const none = { queued: 0, parsing: 0, chunking: 0, embedding: 0, indexing: 0, ready: 0 }
  const stages = { ...none, queued: 2, parsing: 1, ready: 5, failed: 3 }
  answers.set('/api/v1/datasets', { items: [{ id: 's', stages }] })
  const [dataset] = await new QueryClient().query(datasetsQuery)
  expect([workingOf(dataset?.stages), asked]).toEqual([3, ['/api/v1/datasets']])
})

it('a passage that was found knows where it stands', () => {
  const boxes = [{ page: 3, box: { left: 0, top: 1, right: 2, bottom: 3 } }]
  const passage = {
    chunkId: 'd.1.0',
    documentId: 'd',
    documentName: 'd.pdf',
    datasetId: 's',
    datasetName: 's',
    ordinal: 0,
    titles: [],
    text: 'four',
    pageFirst: 3,
    boxes,
    score: 1,
    ranks: {},
  }
  const shown = { chunkId: 'd.1.0', page: 3, boxes, span: { start: 0, end: 4 }, quote: 'four' }
  expect(highlightOfPassage(passage)).toEqual(shown)
  expect(highlightOfPassage(passage)).toBe(highlightOfPassage(passage))
})
