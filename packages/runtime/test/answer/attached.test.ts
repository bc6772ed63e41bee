// Asks with files: the passages of them that say what is asked for come first, and leave room for the documents.

import { expect, it } from 'vitest'
import type { AnswerEvent } from '../../src/answer/events.js'
import { makeAnswer, type Answer, type Step } from '../../src/answer/flow.js'
import { builtInRedaction } from '../../src/redaction/built-in.js'
import type { Passage } from '../../src/retrieve/retriever.js'
import { leave, retrieverOf, termsOf, travel } from './passages.js'

const asked: string[][] = []

const answer = makeAnswer({
  retriever: retrieverOf(...Array.from({ length: 4 }, () => [travel, leave]).flat()),
  termsOf: (question, texts) => {
    asked.push([...texts])
    return termsOf(question, texts)
  },
  redaction: builtInRedaction(),
  canGenerate: () => false,
})

const attachedOf = (...texts: readonly string[]): readonly Passage[] =>
  texts.map((text, at) => ({
    ...travel,
    chunkId: `file.${at}`,
    documentId: 'file',
    documentName: 'memo.txt',
    datasetId: '',
    datasetName: '',
    ordinal: at,
    titles: [],
    text,
    spans: [],
    score: 0,
    ranks: {},
  }))

async function ask(question: string, part: Partial<Parameters<Answer>[0]>) {
  const events: AnswerEvent[] = []
  const steps: Step[] = []
  for await (const event of answer({
    settings: { prompt: '' },
    messages: [{ role: 'user', content: question }],
    scope: { tenantId: 'tenant', datasetIds: [] },
    signal: new AbortController().signal,
    observe: (step) => steps.push(step),
    ...part,
  })) {
    events.push(event)
  }
  const [passages = []] = events.flatMap((event) =>
    event.kind === 'passages' ? [event.passages] : [],
  )
  const text = events.map((event) => (event.kind === 'text' ? event.text : '')).join('')
  const [citations] = events.flatMap((event) => (event.kind === 'end' ? [event.citations] : []))
  return { passages: passages.map(({ chunkId }) => chunkId), text, citations, steps }
}

const memo = attachedOf(
  'The canteen is closed in August.',
  'Receipts of the zeppelin trip go to Berta by Friday.',
  'The zeppelin leaves at noon.',
)

it('answers from a file beside the documents, the passage with more of the question first', async () => {
  const found = await ask('Who gets receipts of the zeppelin trip?', { attached: memo })
  expect(found.passages).toEqual([
    'file.1',
    'file.2',
    'chunk-1',
    'chunk-2',
    'chunk-1',
    'chunk-2',
    'chunk-1',
    'chunk-2',
  ])
  expect(found.text).toMatch(/^Receipts of the zeppelin trip go to Berta by Friday\. \[1\]/)
  expect(found.citations?.[0]).toMatchObject({
    documentName: 'memo.txt',
    datasetName: '',
    chunkId: 'file.1',
    quote: 'Receipts of the zeppelin trip go to Berta by Friday.',
  })
  expect(found.steps.find(({ name }) => name === 'attached')?.attributes).toEqual({
    'llmflow.attached.chunks': 3,
    'llmflow.attached.passages': 2,
  })
})

it('leaves half of the room to the documents, however much of a file fits', async () => {
  const attached = attachedOf(...Array.from({ length: 40 }, (_, at) => `Receipts of day ${at}.`))
  const { passages } = await ask('receipts', { attached })
  expect(passages.slice(0, 5)).toEqual(['file.0', 'file.1', 'file.2', 'file.3', 'chunk-1'])
  expect(passages).toHaveLength(8)
  expect(Math.max(...asked.map((texts) => texts.length))).toBeLessThan(40)
})

it('shows how a file begins, behind the documents, when it shares no word with the question', async () => {
  const found = await ask('Unused leave?', { attached: memo })
  expect(found.passages.slice(-3)).toEqual(['chunk-2', 'file.0', 'file.1'])
  expect(found.text).toMatch(/^Unused leave expires/)
})

it('is as without files when there are none', async () => {
  const [without, none] = [await ask('receipts', {}), await ask('receipts', { attached: [] })]
  expect(none.passages).toEqual(without.passages)
  expect(none.steps.map(({ name }) => name)).not.toContain('attached')
})
