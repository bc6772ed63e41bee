// Passages of an invented company, and words as terms: enough to see what an answer takes from where.

import type { TermsOf } from '../../src/answer/extract.js'
import type { Passage, Retriever } from '../../src/retrieve/retriever.js'

const passage = (
  at: number,
  documentName: string,
  titles: readonly string[],
  text: string,
): Passage => ({
  chunkId: `chunk-${at}`,
  documentId: `document-${at}`,
  documentName,
  datasetId: 'dataset',
  datasetName: 'handbook',
  ordinal: 0,
  titles,
  text,
  pageFirst: at,
  pageLast: at,
  spans: [
    { start: 0, end: text.length, page: at, box: { left: 10, top: 20, right: 500, bottom: 60 } },
  ],
  isRecognized: false,
  score: 1 / at,
  ranks: { text: at },
})

export const travel = passage(
  1,
  'travel.md',
  ['Travel expenses'],
  'Hotels are booked by the travel office. Receipts must be handed in within seven days after the trip ends. Taxis need a reason.',
)

export const leave = passage(
  2,
  'leave.md',
  ['Leave'],
  'New employees have fifteen days of annual leave. Unused leave expires at the end of March.',
)

export const rates = passage(
  1,
  'rates.xlsx',
  ['Rates'],
  'Grade | Meals | Hotel\nClerk | 20 EUR | 80 EUR. Single rooms\nDirector | 30 EUR | 120 EUR\n\nRates hold from May.\nSeat | Economy',
)

const asking = new Set(
  'what when how is are the a of to in do does must have i many by at be for on'.split(' '),
)

const wordsOf = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !asking.has(word))

export const termsOf: TermsOf = async (question, texts) => ({
  question: wordsOf(question),
  texts: texts.map(wordsOf),
})

export const retrieverOf = (...passages: readonly Passage[]): Retriever => ({
  retrieve: async () => ({
    passages,
    legs: [{ leg: 'text', hits: passages.length, durationMs: 1 }],
    fusionMs: 0,
  }),
})
