// Ranks names of metrics by how many words they have in common with a wrong one.

/** Most names that help to find the right one. */
const namesMax = 3
/** Below a third of common words names have little to do with each other. */
const likenessMin = 0.34
/** What is said of a metric tells less than its name. */
const saidWeight = 0.8

/** A name with what is said of it, which people put into names that they make up. */
export type Candidate = {
  readonly name: string
  readonly about: string
  /** What a histogram appended to its name; empty for other metrics. */
  readonly ending: string
}

/** The names that have most words in common, best first. */
export function nearNames(name: string, candidates: readonly Candidate[]): readonly string[] {
  const words = wordsOf(name)
  const ending = /_(bucket|sum|count)$/.exec(name)?.[0] ?? '_bucket'
  return candidates
    .filter((candidate) => candidate.ending === '' || candidate.ending === ending)
    .map((candidate) => ({ name: candidate.name, likeness: likenessOf(words, candidate) }))
    .filter(({ likeness }) => likeness >= likenessMin)
    .toSorted((left, right) => right.likeness - left.likeness)
    .slice(0, namesMax)
    .map((candidate) => candidate.name)
}

/** The one name of which another is a misspelling: at most two letters apart, and not by a number alone. */
export function typoOf(name: string, candidates: Iterable<string>): string {
  if (name.length < 4) return ''
  const letters = name.replaceAll(/\d/g, '')
  for (const candidate of candidates) {
    if (!isNear(name, candidate) || candidate === name) continue
    if (candidate.replaceAll(/\d/g, '') !== letters) return candidate
  }
  return ''
}

/** Short words are near too many others: there only a letter too many or too few counts. */
function isNear(name: string, candidate: string): boolean {
  const difference = Math.abs(candidate.length - name.length)
  if (Math.min(name.length, candidate.length) < 8) {
    return difference === 1 && isWithin(1, name, candidate)
  }
  return difference <= 2 && isWithin(2, name, candidate)
}

/** Whether two words differ in a stretch of so many letters at most. */
function isWithin(letters: number, left: string, right: string): boolean {
  let start = 0
  while (start < left.length && left[start] === right[start]) start += 1
  let leftEnd = left.length
  let rightEnd = right.length
  while (leftEnd > start && rightEnd > start && left[leftEnd - 1] === right[rightEnd - 1]) {
    leftEnd -= 1
    rightEnd -= 1
  }
  return Math.max(leftEnd - start, rightEnd - start) <= letters
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
