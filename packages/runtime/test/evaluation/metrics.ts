// What a ranking is worth against the documents that answer a question.

export type Metrics = {
  readonly questions: number
  readonly ndcg10: number
  readonly hit1: number
  readonly hit10: number
  readonly recall100: number
}

export type Judged = { readonly ranking: readonly string[]; readonly relevant: readonly string[] }

/** Means over all questions. A ranking without a relevant document counts as zero, never as missing. */
export function measure(judged: readonly Judged[]): Metrics {
  const mean = (valueOf: (one: Judged) => number): number =>
    judged.reduce((sum, one) => sum + valueOf(one), 0) / judged.length
  return {
    questions: judged.length,
    ndcg10: mean(ndcgAt10),
    hit1: mean((one) => hitWithin(one, 1)),
    hit10: mean((one) => hitWithin(one, 10)),
    recall100: mean(recallAt100),
  }
}

function ndcgAt10({ ranking, relevant }: Judged): number {
  const gains = ranking.slice(0, 10).map((id, index) => (relevant.includes(id) ? gainAt(index) : 0))
  const best = relevant.slice(0, 10).map((_, index) => gainAt(index))
  return sumOf(gains) / sumOf(best)
}

const gainAt = (index: number): number => 1 / Math.log2(index + 2)

const hitWithin = ({ ranking, relevant }: Judged, places: number): number =>
  ranking.slice(0, places).some((id) => relevant.includes(id)) ? 1 : 0

const recallAt100 = ({ ranking, relevant }: Judged): number =>
  relevant.filter((id) => ranking.slice(0, 100).includes(id)).length / relevant.length

const sumOf = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0)
