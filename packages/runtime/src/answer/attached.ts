// Ranks passages of files that came with a question by how much of it they say, and puts them beside what was found.

import type { Passage } from '../retrieve/retriever.js'
import type { TermsOf } from './extract.js'
import { coverageOf, weighTerms } from './support.js'

/** Of the passages of an answer: the documents keep a say. */
const relevantMax = 4
/** Shown to a model when no passage of a file shares a word with the question, such as “Sum this up”. */
const beginningsMax = 2
/** Texts for one call: whoever makes the terms serves searches too. */
const batch = 16

/** The best of the attached before what was found; where none has a word of the question, their beginnings behind it. */
export async function joinAttached(
  question: string,
  attached: readonly Passage[],
  found: readonly Passage[],
  limit: number,
  termsOf: TermsOf,
  signal: AbortSignal,
): Promise<readonly Passage[]> {
  if (attached.length === 0) return found
  const ranked = await rank(question, attached, termsOf, signal)
  const relevant = ranked.filter(({ score }) => score > 0).slice(0, relevantMax)
  if (relevant.length > 0) return [...relevant, ...found].slice(0, limit)
  const beginnings = attached.slice(0, beginningsMax)
  return [...found.slice(0, limit - beginnings.length), ...beginnings]
}

async function rank(
  question: string,
  passages: readonly Passage[],
  termsOf: TermsOf,
  signal: AbortSignal,
): Promise<readonly Passage[]> {
  const texts = passages.map(({ documentName, titles, text }) =>
    [documentName, ...titles, text].join('\n'),
  )
  let asked: readonly string[] = []
  const terms: ReadonlySet<string>[] = []
  for (let at = 0; at < texts.length; at += batch) {
    signal.throwIfAborted()
    const listed = await termsOf(question, texts.slice(at, at + batch))
    asked = listed.question
    terms.push(...listed.texts.map((list) => new Set(list)))
  }
  const weights = weighTerms(new Set(asked), terms)
  return passages
    .map((passage, at) => ({ ...passage, score: coverageOf(weights, terms[at] ?? new Set()) }))
    .toSorted((left, right) => right.score - left.score)
}
