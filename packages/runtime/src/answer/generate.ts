// Answers with a model's sentences, and lets through only those that a passage supports.

import type { RedactionSession } from '../ports/redaction.js'
import type { Passage } from '../retrieve/retriever.js'
import type { Citation } from './events.js'
import { cite, type TermsOf } from './extract.js'
import { sentencesOf } from './sentences.js'
import { coverageOf, weighTerms, type Terms } from './support.js'

/** A sentence of a model says nothing that this share of its own words is not found for in one passage. */
const supportMin = 0.5

type Source = { readonly passage: Passage; readonly terms: Terms }

/**
 * The model's text, sentence by sentence; what nothing supports is left out. `restore` puts back what the model was not
 * shown: what the passages don't say of it is of whoever asked, so that it needs no passage that says it.
 */
export async function* verifySentences(
  pieces: AsyncIterable<string>,
  passages: readonly Passage[],
  termsOf: TermsOf,
  restore: RedactionSession['restore'],
): AsyncGenerator<{ readonly text: string; readonly citation?: Citation }> {
  const whole = passages.map(({ text, titles }) => [...titles, text].join('\n'))
  const listed = (await termsOf('', whole)).texts
  const sources = passages.map((passage, at) => ({ passage, terms: new Set(listed[at]) }))
  const numbers = new Map<string, number>()
  const ifSaid = (value: string): string =>
    whole.some((text) => text.includes(value)) ? value : ' '
  for await (const sentence of sentencesIn(pieces)) {
    const citation = await support(restore(sentence, ifSaid), sources, termsOf, numbers)
    if (citation === undefined) continue
    yield { text: `${restore(withoutMarks(sentence))} [${citation.number}]`, citation }
  }
}

const mark = /\s*\[(\d{1,2})\]/g

const withoutMarks = (sentence: string): string => sentence.replaceAll(mark, '').trim()

/** Whole sentences of a stream; the last is whole when the stream is. */
async function* sentencesIn(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let waiting = ''
  for await (const piece of pieces) {
    waiting += piece
    const sentences = sentencesOf(waiting)
    // A mark may follow the full stop: a sentence is whole when another has begun after it.
    const whole = sentences.slice(0, -1)
    for (const { text } of whole) yield text
    const last = sentences.at(-1)
    if (whole.length > 0 && last !== undefined) waiting = waiting.slice(last.start)
  }
  for (const { text } of sentencesOf(waiting)) yield text
}

async function support(
  sentence: string,
  sources: readonly Source[],
  termsOf: TermsOf,
  numbers: Map<string, number>,
): Promise<Citation | undefined> {
  const said = new Set((await termsOf(withoutMarks(sentence), [])).question)
  if (said.size === 0) return undefined
  const weights = weighTerms(
    said,
    sources.map(({ terms }) => terms),
  )
  const named = [...sentence.matchAll(mark)].map(([, number]) => Number(number) - 1)
  const ranked = sources
    .map((source, at) => ({
      source,
      isNamed: named.includes(at),
      share: coverageOf(weights, source.terms),
    }))
    .filter(({ share }) => share >= supportMin)
    .toSorted(
      (left, right) => Number(right.isNamed) - Number(left.isNamed) || right.share - left.share,
    )
  const [best] = ranked
  if (best === undefined) return undefined
  return citeBest(best.source.passage, weights, termsOf, numbers)
}

async function citeBest(
  passage: Passage,
  weights: ReadonlyMap<string, number>,
  termsOf: TermsOf,
  numbers: Map<string, number>,
): Promise<Citation | undefined> {
  const sentences = sentencesOf(passage.text)
  const { texts: terms } = await termsOf(
    '',
    sentences.map(({ text }) => text),
  )
  const [best] = sentences
    .map((sentence, at) => ({ sentence, share: coverageOf(weights, new Set(terms[at])) }))
    .toSorted((left, right) => right.share - left.share)
  // What only titles say has no sentence to be cited.
  if (best === undefined || best.share === 0) return undefined
  const place = `${passage.chunkId}:${best.sentence.start}`
  const number = numbers.get(place) ?? numbers.size + 1
  numbers.set(place, number)
  return cite(passage, best.sentence, number)
}
