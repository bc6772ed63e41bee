// What an answer is made of, as it comes: passages, text, and at its end what it rests on.

import type { Box } from '../ports/parser.js'
import type { MaskedKind } from '../ports/redaction.js'
import type { Passage } from '../retrieve/retriever.js'

/** A place in a document that says what the answer says; the quote was compared with the stored text. */
export type Citation = {
  /** What the answer's text marks it with: `[1]`. */
  readonly number: number
  readonly chunkId: string
  readonly documentId: string
  readonly documentName: string
  readonly datasetId: string
  readonly datasetName: string
  readonly titles: readonly string[]
  readonly page?: number
  readonly boxes: readonly { readonly page: number; readonly box: Box }[]
  /** Characters of the chunk's text, in UTF-16 units, from the first to the one after the last. */
  readonly span: { readonly start: number; readonly end: number }
  readonly quote: string
  readonly score: number
}

export type TokenUsage = {
  readonly promptTokens: number
  readonly completionTokens: number
  /** True where no engine counted them. */
  readonly isEstimated: boolean
}

/** `none`: nothing in the documents supports an answer, and the text says so. */
export type AnswerMode = 'extractive' | 'generative' | 'none'

/** How many values of one kind of personal data a model was not shown; never the values. */
export type MaskedCount = { readonly kind: MaskedKind; readonly count: number }

export type AnswerEvent =
  | { readonly kind: 'passages'; readonly passages: readonly Passage[] }
  /** Told once a model is about to be asked. */
  | { readonly kind: 'masked'; readonly masked: readonly MaskedCount[] }
  /** With what it rests on, where that is known as soon: who stops an answer keeps the sources of what came. */
  | { readonly kind: 'text'; readonly text: string; readonly citation?: Citation }
  | {
      readonly kind: 'end'
      readonly mode: AnswerMode
      readonly citations: readonly Citation[]
      readonly usage: TokenUsage
    }
