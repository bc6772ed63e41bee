// Finds the morphemes of a Korean word: garu-ko word by word, since it is thirty times slower on whole texts.

import { Garu, type POS } from 'garu-ko'

export type Morpheme = { readonly text: string; readonly tag: POS }

export type Korean = {
  /** The morphemes of one run of Hangul, in order. */
  morphemesOf(word: string): readonly Morpheme[]
}

/** Two generations of these are kept: words of a company's documents repeat, and 40,000 of them need some 20 MB. */
const wordsPerGeneration = 20_000

/** Loads the model that is part of the package; nothing is fetched. */
export async function loadKorean(): Promise<Korean> {
  const garu = await quietly(() => Garu.load())
  return { morphemesOf: remembering((word) => analyze(garu, word)) }
}

/** Its loader warns of its own call on every start; nobody could do anything about it. */
async function quietly<Value>(work: () => Promise<Value>): Promise<Value> {
  const { warn } = console
  console.warn = () => undefined
  try {
    return await work()
  } finally {
    console.warn = warn
  }
}

function analyze(garu: Garu, word: string): readonly Morpheme[] {
  const result = garu.analyze(word)
  const { tokens } = Array.isArray(result) ? (result[0] ?? { tokens: [] }) : result
  return tokens.map(({ text, pos }) => ({ text, tag: pos }))
}

/** Forgets the older half at once, which costs nothing on a hit, unlike keeping words in order of use. */
function remembering<Value>(make: (word: string) => Value): (word: string) => Value {
  let young = new Map<string, Value>()
  let old = new Map<string, Value>()
  return (word) => {
    const known = young.get(word)
    if (known !== undefined) return known
    const value = old.get(word) ?? make(word)
    if (young.size >= wordsPerGeneration) {
      old = young
      young = new Map()
    }
    young.set(word, value)
    return value
  }
}
