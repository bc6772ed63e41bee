// The terms of one Korean word: its morphemes, and pairs of neighbouring syllables for what the morphemes cut wrongly.

import type { Korean, Morpheme } from './korean.js'

/** Nouns, verbs, adjectives and roots carry a question; particles, endings and counters don't. */
const carrying = /^(?:NNG|NNP|VV|VA|XR|SL|SN|SH)/
const closing = /^(?:J|E|XSV|XSA|VCP|VX)/

/**
 * A pair has a mark of its own: were it the same term as a noun of two syllables, chance pairs would count as that noun
 * (nDCG@10 0.79 against 0.82 on Korean questions). Pairs into particles and endings are left out for the same reason (0.85).
 */
export function koreanTerms(word: string, korean: Korean): readonly string[] {
  const morphemes = korean.morphemesOf(word)
  const carried = morphemes.filter(({ tag }) => carrying.test(tag)).map(({ text }) => text)
  return [...carried, ...bigramsOf(contentOf(word, morphemes))]
}

/** The word without what closes it, where the morphemes spell the word as it is written. */
function contentOf(word: string, morphemes: readonly Morpheme[]): string {
  const last = morphemes.findLastIndex(({ tag }) => !closing.test(tag))
  const content = morphemes
    .slice(0, last + 1)
    .map(({ text }) => text)
    .join('')
  return content !== '' && word.startsWith(content) ? content : word
}

/** Pairs of neighbouring signs, marked as such; a single sign has none. */
export function bigramsOf(word: string): readonly string[] {
  const signs = Array.from(word)
  return signs.slice(1).map((sign, index) => `_${signs[index] ?? ''}${sign}`)
}

/** Pairs find what the analysis cut wrongly; as evidence that a text says something they are worth little. */
export const isWord = (term: string): boolean => !term.startsWith('_')
