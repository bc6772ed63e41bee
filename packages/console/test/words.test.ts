// The words of both languages: the same places filled, nothing left empty, and the browser's language first.

import { expect, expectTypeOf, it } from 'vitest'
import { words as english } from '../src/words/en/words.ts'
import { words as korean } from '../src/words/ko/words.ts'
import type { MaskedKind } from '../src/words/masked-kind.ts'
import { languageOf } from '../src/words/words.ts'

type Leaf = readonly [path: string, text: string]

function leavesOf(words: object, path = ''): readonly Leaf[] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]): readonly Leaf[] => {
    if (typeof value === 'string') return [[`${path}${key}`, value]]
    return typeof value === 'object' && value !== null ? leavesOf(value, `${path}${key}.`) : []
  })
}

const placesIn = (text: string): readonly string[] =>
  Array.from(text.matchAll(/\{\{(\w+)/g), ([, name]) => name ?? '').toSorted()

const textsOf = (words: object): ReadonlyMap<string, string> => new Map(leavesOf(words))

it('has every word in both languages, and none is empty', () => {
  expect([...textsOf(korean).keys()].toSorted()).toEqual([...textsOf(english).keys()].toSorted())
  expect(
    [...leavesOf(english), ...leavesOf(korean)].filter(([, text]) => text.trim() === ''),
  ).toEqual([])
})

it('has a word for each kind of personal data that the contract names, and for no other', () => {
  expectTypeOf<keyof typeof english.chat.masked.kinds>().toEqualTypeOf<MaskedKind>()
})

/** A plural may leave its number out: "one document". */
it('fills the same places in both languages', () => {
  const inKorean = textsOf(korean)
  const differing = leavesOf(english).filter(
    ([path, text]) =>
      !path.endsWith('_one') && placesIn(text).join() !== placesIn(inKorean.get(path) ?? '').join(),
  )
  expect(differing).toEqual([])
})

it('says Korean words in Korean', () => {
  const same = new Set(leavesOf(english).map(([path, text]) => `${path} ${text}`))
  const untranslated = leavesOf(korean).filter(
    ([path, text]) => same.has(`${path} ${text}`) && / [a-z]+ /.test(text),
  )
  expect(untranslated).toEqual([])
})

it.for([
  { chosen: 'en', preferred: ['ko-KR'], shown: 'en' },
  { chosen: null, preferred: ['ko-KR', 'en-US'], shown: 'ko' },
  { chosen: null, preferred: ['fr-FR', 'ko'], shown: 'ko' },
  { chosen: null, preferred: ['fr-FR'], shown: 'en' },
  { chosen: 'xx', preferred: [], shown: 'en' },
])('shows $shown for $chosen and $preferred', ({ chosen, preferred, shown }) => {
  expect(languageOf(chosen, preferred)).toBe(shown)
})
