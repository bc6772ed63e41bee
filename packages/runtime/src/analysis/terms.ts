// Turns a text into the terms that the index compares: the same for what is indexed and for what is asked.

import { stemEnglish } from './english.js'
import type { Korean } from './korean.js'
import { bigramsOf, koreanTerms } from './korean-terms.js'
import { normalizeText } from './normalize.js'
import { asksOnly } from './question-words.js'
import { wordsOf, type Word } from './words.js'

export type Analyzer = {
  /** Terms in order of the text, as often as they occur; none contains white space. */
  termsOf(text: string): readonly string[]
  /** Each term of a question once, without the words that only ask, unless there are no others. */
  questionTermsOf(question: string): readonly string[]
}

/** A question of some 500 signs has as many; a whole document that is sent as one is searched by its beginning. */
const questionTermsMax = 256
const questionSignsMax = 10_000

export function makeAnalyzer(korean: Korean): Analyzer {
  const termsOfWords = (words: readonly Word[]): readonly string[] =>
    words.flatMap((word) => termsOfWord(word, korean))
  return {
    termsOf: (text) => termsOfWords([...wordsOf(normalizeText(text))]),
    questionTermsOf(question) {
      const words = [...wordsOf(normalizeText(question.slice(0, questionSignsMax)))]
      const terms = termsOfWords(words.filter((word) => !asksOnly(word)))
      return [...new Set(terms.length > 0 ? terms : termsOfWords(words))].slice(0, questionTermsMax)
    },
  }
}

function termsOfWord(word: Word, korean: Korean): readonly string[] {
  switch (word.kind) {
    case 'hangul':
      return koreanTerms(word.text, korean)
    case 'ideographs':
      return [...Array.from(word.text), ...bigramsOf(word.text)]
    case 'latin':
      return [stemEnglish(word.text)]
    case 'identifier':
      return identifierTerms(word.text)
    case 'number':
    case 'other':
      return [word.text]
  }
}

/** Whole, without its signs, and in parts: `A-100`, `A100` and `100` find each other. */
function identifierTerms(text: string): readonly string[] {
  const parts = text.match(/[a-z]+|[0-9]+/g) ?? []
  const joined = text.replaceAll(/[^a-z0-9]/g, '')
  return [...new Set([text, joined, ...parts.map(stemEnglish)])]
}
