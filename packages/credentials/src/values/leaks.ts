// Finds stored values in texts that others read, without ever repeating one.

import { bytesOfValue, type Credentials, type DatedValue } from '../store/document.js'
import type { KeyName } from './keys.js'

export type Leak = KeyName & { readonly offset: number; readonly length: number }

/** Shorter ones are words that stand in any file: a user's name, the name of a bucket. */
const lengthMin = 12

/** `isPart` of a value: the words around it may be the others. */
export type Needle = KeyName & { readonly text: string; readonly isPart: boolean }

/** What to look for: each value, the one before it, and either in the form that Secrets have. */
export function needlesOf(credentials: Credentials): readonly Needle[] {
  return Object.entries(credentials).flatMap(([secret, keys]) =>
    Object.entries(keys)
      .filter(([key]) => isPrivate(key))
      .flatMap(([key, { previous, ...own }]) =>
        [own, ...(previous === undefined ? [] : [previous])]
          .flatMap(formsOf)
          .filter(({ text }) => text.length >= lengthMin)
          .map((form) => ({ secret, key, ...form })),
      ),
  )
}

/** Certificates are shown to everybody who connects, and names are no secret. */
const isPrivate = (key: string): boolean => !/(^|\/)[^/]*\.crt$|^user(name)?$/.test(key)

function formsOf(dated: DatedValue): readonly Pick<Needle, 'text' | 'isPart'>[] {
  const encoded = { text: Buffer.from(bytesOfValue(dated)).toString('base64'), isPart: false }
  const pieces = dated.encoding === undefined ? piecesOf(dated.value) : []
  const whole = dated.value.trim()
  return [...pieces.map((text) => ({ text, isPart: text !== whole })), encoded]
}

/** A file comes back indented, and others copy one word of it: the longest of those that no person would write. */
function piecesOf(value: string): readonly string[] {
  const trimmed = value.trim()
  if (!trimmed.includes('\n') && !trimmed.startsWith('{')) return [trimmed]
  const words = trimmed.split(/[\s"',:{}]+|(?<==)|^-----.*$/m).filter(isRandom)
  return words.toSorted((one, other) => other.length - one.length).slice(0, wordsMax)
}

const wordsMax = 3

const isRandom = (word: string): boolean =>
  word.length >= lengthMin && /[a-z]/.test(word) && /[A-Z]/.test(word) && !word.startsWith('-----')

/** The first place of each key in a text. */
export function leaksIn(text: string, needles: readonly Needle[]): readonly Leak[] {
  const found = needles.flatMap(({ secret, key, text: needle }): readonly Leak[] => {
    const offset = text.indexOf(needle)
    return offset === -1 ? [] : [{ secret, key, offset, length: needle.length }]
  })
  return [
    ...new Map(found.toReversed().map((leak) => [`${leak.secret}/${leak.key}`, leak])).values(),
  ]
}
