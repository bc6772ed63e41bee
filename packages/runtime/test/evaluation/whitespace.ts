// The control: BM25 over words between white space, which is what many search in Korean texts by.

import type { EvaluationSet } from './sets.js'

type Counted = {
  readonly id: string
  readonly length: number
  readonly counts: ReadonlyMap<string, number>
}

/** Ranks documents; the constants are those of the index. */
export function rankByWhitespace({
  documents,
}: EvaluationSet): (question: string) => Promise<readonly string[]> {
  const counted = [...documents].map(countWords)
  const lengthMean = counted.reduce((sum, { length }) => sum + length, 0) / counted.length
  const rarityOf = (word: string): number => {
    const having = counted.filter(({ counts }) => counts.has(word)).length
    return Math.log(1 + (counted.length - having + 0.5) / (having + 0.5))
  }
  const weightIn = ({ counts, length }: Counted, word: string): number => {
    const count = counts.get(word) ?? 0
    return (2.2 * count) / (count + 1.2 * (0.25 + (0.75 * length) / lengthMean))
  }
  return (question) => {
    const asked = [...new Set(wordsOf(question))].map((word) => [word, rarityOf(word)] as const)
    const ranked = counted
      .map((document) => ({
        id: document.id,
        score: asked.reduce((sum, [word, rarity]) => sum + rarity * weightIn(document, word), 0),
      }))
      .filter(({ score }) => score > 0)
      .toSorted((left, right) => right.score - left.score)
      .map(({ id }) => id)
    return Promise.resolve(ranked)
  }
}

function countWords([id, text]: readonly [string, string]): Counted {
  const words = wordsOf(text)
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return { id, length: words.length, counts }
}

const wordsOf = (text: string): readonly string[] =>
  text.split(/\s+/u).filter((word) => word !== '')
