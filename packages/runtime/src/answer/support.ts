// How much of what a question asks for a text says: the one measure by which answers are given or withheld.

/** Distinct terms of a text, as the index makes them. */
export type Terms = ReadonlySet<string>

/** What each term of a question is worth: a term that every candidate has tells them apart least. */
export function weighTerms(
  question: Terms,
  candidates: readonly Terms[],
): ReadonlyMap<string, number> {
  return new Map(
    [...question].map((term) => {
      const having = candidates.filter((terms) => terms.has(term)).length
      return [term, Math.log(1 + (candidates.length + 1) / (having + 0.5))]
    }),
  )
}

/** From 0 to 1: the share of the question's weight that these terms have. */
export function coverageOf(weights: ReadonlyMap<string, number>, terms: Terms): number {
  let [covered, total] = [0, 0]
  for (const [term, weight] of weights) {
    total += weight
    if (terms.has(term)) covered += weight
  }
  return total === 0 ? 0 : covered / total
}
