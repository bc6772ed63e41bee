// Ranks names of metrics by how many words they have in common with a wrong one.

import { nearest } from '@llmflow/spec'

/** Most names that help to find the right one. */
const namesMax = 3
/** Below a third of common words names have little to do with each other. */
const likenessMin = 0.34

/** The names that have most words in common, best first. */
export function nearNames(name: string, candidates: readonly string[]): readonly string[] {
  const words = wordsOf(name)
  const ending = /_(bucket|sum|count)$/.exec(name)?.[0] ?? ''
  return candidates
    .filter((candidate) => !/_(bucket|sum|count)$/.test(candidate) || candidate.endsWith(ending))
    .map((candidate) => ({ candidate, likeness: likenessOf(words, wordsOf(candidate)) }))
    .filter(({ likeness }) => likeness >= likenessMin)
    .toSorted((left, right) => right.likeness - left.likeness)
    .slice(0, namesMax)
    .map(({ candidate }) => candidate)
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
    .split(/[_:<>]+/)
    .filter((word) => word !== '' && !['total', 'bucket', 'sum', 'database'].includes(word))
  return new Set(words.map((word) => (word.length > 3 ? word.replace(/s$/, '') : word)))
}

function likenessOf(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  let common = 0
  for (const word of left) if (right.has(word)) common += 1
  const all = left.size + right.size - common
  return all === 0 ? 0 : common / all
}
