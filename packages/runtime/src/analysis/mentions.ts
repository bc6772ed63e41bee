// Finds what a text speaks of without a model: names, noun phrases and identifiers, in the form that the graph compares.

import type { Mention } from '../ports/graph.js'
import { stemEnglish } from './english.js'
import type { Korean, Morpheme } from './korean.js'
import { normalizeText } from './normalize.js'
import { asksOnly } from './question-words.js'
import { wordsOf, type Word } from './words.js'

/** A chunk of 1,500 signs names fewer; a table of numbers must not fill the graph. */
const mentionsMax = 64
const phraseWordsMax = 3

/** The most frequent first; equal ones in order of the text. */
export function mentionsOf(text: string, korean: Korean): readonly Mention[] {
  const counts = new Map<string, number>()
  for (const term of namedIn(normalizeText(text), korean)) {
    counts.set(term, (counts.get(term) ?? 0) + 1)
  }
  return [...counts]
    .map(([term, count]) => ({ term, count }))
    .toSorted((left, right) => right.count - left.count)
    .slice(0, mentionsMax)
}

function* namedIn(text: string, korean: Korean): Generator<string> {
  let phrase: Word[] = []
  for (const word of wordsOf(text)) {
    const isNext = follows(phrase.at(-1), word, text)
    if (word.kind === 'latin' && !asksOnly(word) && word.text.length > 1) {
      if (!isNext) yield* englishPhrase(phrase)
      phrase = isNext ? [...phrase, word] : [word]
      continue
    }
    yield* englishPhrase(phrase)
    phrase = []
    if (word.kind === 'identifier' && /[0-9]/.test(word.text)) yield word.text
    if (word.kind === 'hangul' && !asksOnly(word)) yield* koreanNouns(korean.morphemesOf(word.text))
    if (word.kind === 'ideographs' && word.text.length > 1) yield word.text
  }
  yield* englishPhrase(phrase)
}

/** Words are one phrase while nothing but one space is between them. */
const follows = (last: Word | undefined, word: Word, text: string): boolean =>
  last !== undefined && text.slice(last.start + last.text.length, word.start) === ' '

/** Each word, and the phrase's last words together: its head comes last in English. */
function* englishPhrase(words: readonly Word[]): Generator<string> {
  const stems = words.map(({ text }) => stemEnglish(text))
  yield* stems.filter((stem) => stem.length > 2)
  for (let length = 2; length <= Math.min(phraseWordsMax, stems.length); length += 1) {
    yield stems.slice(-length).join(' ')
  }
}

/** Runs of nouns inside one word: the compound, and each noun of two syllables or more. */
function* koreanNouns(morphemes: readonly Morpheme[]): Generator<string> {
  let run: string[] = []
  for (const morpheme of [...morphemes, undefined]) {
    if (morpheme !== undefined && isNoun.test(morpheme.tag)) {
      run.push(morpheme.text)
      continue
    }
    yield* run.filter((noun) => noun.length > 1)
    if (run.length > 1) yield run.join('')
    run = []
  }
}

const isNoun = /^(?:NNG|NNP|XR|XPN|XSN|SL|SH)$/
