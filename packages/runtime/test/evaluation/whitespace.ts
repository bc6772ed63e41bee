// The control: BM25 over words between white space, which is what many search in Korean texts by.

import type { EvaluationSet } from './sets.js'

type Counted = { readonly id: string; readonly words: readonly string[] }

/** Ranks documents; the constants are those of the index. */
export function rankByWhitespace({
  documents,
}: EvaluationSet): (question: string) => Promise<readonly string[]> {
  const counted = [...documents].map(([id, text]): Counted => ({ id, words: wordsOf(text) }))
  const length = counted.reduce((sum, { words }) => sum + words.length, 0) / counted.length
  const rarityOf = (word: string): number => {
    const having = counted.filter(({ words }) => words.includes(word)).length
    return Math.log(1 + (counted.length - having + 0.5) / (having + 0.5))
  }
  const scoreOf = ({ words }: Counted, asked: readonly string[]): number =>
    asked.reduce((sum, word) => {
      const count = words.filter((one) => one === word).length
      const weight = (2.2 * count) / (count + 1.2 * (0.25 + (0.75 * words.length) / length))
      return sum + rarityOf(word) * weight
    }, 0)
  return async (question) => {
    const asked = [...new Set(wordsOf(question))]
    return counted
      .map((document) => ({ id: document.id, score: scoreOf(document, asked) }))
      .filter(({ score }) => score > 0)
      .toSorted((left, right) => right.score - left.score)
      .map(({ id }) => id)
  }
}

const wordsOf = (text: string): readonly string[] =>
  text.split(/\s+/u).filter((word) => word !== '')
