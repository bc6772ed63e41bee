// Ranks names of metrics by how many words they have in common with a wrong one.

import { nearest } from '@llmflow/spec'

/** Most names that help to find the right one. */
const namesMax = 3
/** Below a third of common words names have little to do with each other. */
const likenessMin = 0.34
/** What is said of a metric tells less than its name. */
const saidWeight = 0.8

/** A name with what is said of it, which people put into names that they make up. */
export type Candidate = { readonly name: string; readonly about: string }

/** The names that have most words in common, best first. */
export function nearNames(name: string, candidates: readonly Candidate[]): readonly string[] {
  const words = wordsOf(name)
  const ending = /_(bucket|sum|count)$/.exec(name)?.[0] ?? '_bucket'
  return candidates
    .filter(
      (candidate) => !/_(bucket|sum)$/.test(candidate.name) || candidate.name.endsWith(ending),
    )
    .map((candidate) => ({ name: candidate.name, likeness: likenessOf(words, candidate) }))
    .filter(({ likeness }) => likeness >= likenessMin)
    .toSorted((left, right) => right.likeness - left.likeness)
    .slice(0, namesMax)
    .map((candidate) => candidate.name)
}

/** The one name of which another is a misspelling: at most two letters apart, and no number. */
export function typoOf(name: string, candidates: readonly string[]): string {
  if (name.length < 8) return ''
  const close = candidates.filter(
    (candidate) =>
      Math.abs(candidate.length - name.length) <= 2 &&
      candidate.replaceAll(/\d/g, '') !== name.replaceAll(/\d/g, ''),
  )
  const found = nearest(name, close)
  return found !== '' && isWithinTwo(name, found) ? found : ''
}

/** Whether two words differ in a stretch of at most two letters. */
function isWithinTwo(left: string, right: string): boolean {
  let start = 0
  while (start < left.length && left[start] === right[start]) start += 1
  let leftEnd = left.length
  let rightEnd = right.length
  while (leftEnd > start && rightEnd > start && left[leftEnd - 1] === right[rightEnd - 1]) {
    leftEnd -= 1
    rightEnd -= 1
  }
  return Math.max(leftEnd - start, rightEnd - start) <= 2
}

/** Words without plurals and without the word that only says what kind of series it is. */
function wordsOf(name: string): ReadonlySet<string> {
  const words = name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !['total', 'bucket', 'sum', 'database'].includes(word))
  return new Set(words.map((word) => (word.length > 3 ? word.replace(/s$/, '') : word)))
}

/** Words of the name count in full, words that are said of it for a part. */
function likenessOf(words: ReadonlySet<string>, { name, about }: Candidate): number {
  const own = wordsOf(name)
  const said = wordsOf(about)
  let common = 0
  for (const word of words) common += own.has(word) ? 1 : said.has(word) ? saidWeight : 0
  const all = words.size + own.size - common
  return all <= 0 ? 0 : common / all
}
