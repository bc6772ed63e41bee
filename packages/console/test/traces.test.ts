// What the pages of traces make of spans and of addresses.

import { describe, expect, it } from 'vitest'
import { answerPathOf } from '../src/pages/traces/answer-path.ts'
import { readTracesSearch } from '../src/pages/traces/search.ts'
import { placedSpansOf } from '../src/pages/traces/span-tree.ts'
import type { Span } from '../src/pages/traces/span.ts'

const span = (name: string, given: Partial<Span> = {}): Span => ({
  spanId: name,
  parentSpanId: null,
  name,
  startMs: 1000,
  endMs: 1100,
  hasFailed: false,
  attributes: {},
  ...given,
})

const account = span('chat assistant/default', {
  attributes: {
    'gen_ai.operation.name': 'chat',
    'gen_ai.request.model': 'assistant/default',
    'gen_ai.usage.input_tokens': 120,
    'gen_ai.usage.output_tokens': 30,
    'llmflow.key_id': '',
    'llmflow.user_id': 'somebody',
    'llmflow.limit.tokens': 1000,
    'llmflow.limit.tokens_left': 850,
  },
})

const retrieve = span('retrieve', {
  parentSpanId: account.spanId,
  startMs: 1010,
  endMs: 1050,
  attributes: {
    'llmflow.question': 'What about <RRN_1>?',
    'llmflow.retrieve.chunks': ['doc-a.1.0', 'doc-b.1.2'],
    'llmflow.retrieve.documents': ['a.md', 'b.pdf'],
    'llmflow.retrieve.ranks': ['{"text":1,"score":0.9}', '{"vector":1,"score":0.5,"page":3}'],
    'llmflow.retrieve.text.hits': 4,
    'llmflow.retrieve.text.ms': 12,
    'llmflow.retrieve.vector.hits': 0,
    'llmflow.retrieve.vector.ms': 0,
    'llmflow.retrieve.vector.problem': 'off',
  },
})

const mask = span('mask', { attributes: { 'llmflow.masked.RRN': 2 } })

const generate = span('generate', {
  attributes: {
    'gen_ai.request.model': 'exaone',
    'llmflow.prompt': 'user: What about <RRN_1>?',
    'llmflow.citation.chunks': ['doc-b.1.2'],
  },
})

describe('the path of an answer', () => {
  it('says who asked, what was left, and how each leg did', () => {
    const path = answerPathOf([account, retrieve])
    expect(path).toMatchObject({
      userId: 'somebody',
      keyId: undefined,
      question: 'What about <RRN_1>?',
      limits: { tokens: 1000, tokensLeft: 850, tokensReserved: undefined },
      retrieval: {
        durationMs: 40,
        legs: [
          { name: 'text', hits: 4, durationMs: 12, problem: undefined },
          { name: 'vector', hits: 0, problem: 'off' },
        ],
      },
    })
  })

  it('says what was held, and when the first text came', () => {
    const attributes = {
      ...account.attributes,
      'llmflow.limit.tokens_reserved': 1200,
      'llmflow.first_token_ms': 82.5,
    }
    expect(answerPathOf([{ ...account, attributes }])).toMatchObject({
      limits: { tokensReserved: 1200 },
      firstTokenMs: 82.5,
      refusal: undefined,
    })
  })

  it('says why a request was refused, and that no model was asked', () => {
    const refused = span('refuse', {
      hasFailed: true,
      attributes: {
        'gen_ai.operation.name': 'chat',
        'gen_ai.request.model': 'exaone',
        'http.response.status_code': 429,
        'llmflow.user_id': 'somebody',
        'llmflow.limit.refused': 'tokens',
        'llmflow.limit.requests': 60,
        'llmflow.limit.tokens': 500,
        'llmflow.limit.tokens_asked': 601,
        'llmflow.limit.retry_after_ms': 4000,
      },
    })
    const path = answerPathOf([refused])
    expect(path).toMatchObject({ asked: 'exaone', userId: 'somebody', status: 429 })
    expect(path.model).toBeUndefined()
    const refusal = { by: 'tokens', perMinute: 500, tokensAsked: 601, retryAfterMs: 4000 }
    expect(path.refusal).toEqual(refusal)
  })

  it('marks the passages that the answer cites with their numbers, and knows their documents', () => {
    const { passages } = answerPathOf([account, retrieve, generate])
    expect(passages).toMatchObject([
      { documentId: 'doc-a', ranks: { text: 1, vector: undefined }, citedAs: undefined },
      { documentId: 'doc-b', documentName: 'b.pdf', page: 3, citedAs: 1 },
    ])
  })

  it('names the model that was asked, not the assistant, and what was masked for it', () => {
    const path = answerPathOf([account, retrieve, mask, generate])
    expect(path.model).toBe('exaone')
    expect(path.masked).toEqual([{ kind: 'RRN', count: 2 }])
    expect(path.inputTokens).toBe(120)
  })

  it('leaves absent what nobody recorded instead of calling it nothing', () => {
    const path = answerPathOf([account])
    expect(path).toMatchObject({ model: undefined, masked: undefined, retrieval: undefined })
    expect(answerPathOf([mask, span('mask')]).masked).toHaveLength(1)
    expect(answerPathOf([span('mask')]).masked).toEqual([])
  })

  it('reads ranks that are no JSON as none', () => {
    const broken = {
      ...retrieve,
      attributes: { ...retrieve.attributes, 'llmflow.retrieve.ranks': ['{'] },
    }
    expect(answerPathOf([broken]).passages).toMatchObject([
      { score: undefined },
      { score: undefined },
    ])
  })
})

describe('the order of spans', () => {
  it('puts each below the one that it is a part of, by its start', () => {
    const late = span('late', { parentSpanId: account.spanId, startMs: 1060 })
    expect(
      placedSpansOf([late, account, retrieve]).map(({ span: { name }, depth }) => [name, depth]),
    ).toEqual([
      [account.name, 0],
      ['retrieve', 1],
      ['late', 1],
    ])
  })

  it('gives every span a place, also those whose parent is elsewhere, within the whole', () => {
    const placed = placedSpansOf([
      retrieve,
      span('alone', { parentSpanId: 'unknown', endMs: 1000 }),
    ])
    expect(placed).toHaveLength(2)
    for (const { from, length } of placed) expect(from + length).toBeLessThanOrEqual(1)
  })
})

describe('filters in addresses', () => {
  it('takes what makes sense and drops the rest', () => {
    expect(
      readTracesSearch({
        hours: 168,
        slowerThanMs: 1000,
        failed: true,
        containing: 2026,
        model: 'x',
      }),
    ).toEqual({ hours: 168, slowerThanMs: 1000, failed: true, containing: '2026', model: 'x' })
    expect(readTracesSearch({ hours: 5, slowerThanMs: -1, failed: 'yes', containing: {} })).toEqual(
      {},
    )
  })

  it('says nothing of what holds anyway', () => {
    expect(readTracesSearch({ hours: 24, slowerThanMs: 0, containing: '' })).toEqual({})
  })
})
