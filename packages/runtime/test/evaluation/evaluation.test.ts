// What retrieval finds: on the project's own questions always, on a folder of others where one is named.

import { appendFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEngines, type OpenEngines } from './engines.js'
import { evaluate, measureLeg, type Result } from './evaluate.js'
import { loadGivenSet, loadOwnSet, type EvaluationSet } from './sets.js'
import { rankByWhitespace } from './whitespace.js'

/** Set by `npm run eval`: where the results go, one JSON document on each line. */
const resultsPath = process.env['LLMFLOW_EVALUATION_RESULTS']
const givenSet = process.env['LLMFLOW_KOREAN_RETRIEVAL'] ?? ''
/** A GGUF file; without one there is no vector leg. */
const embedderPath = process.env['LLMFLOW_EVALUATION_EMBEDDER']

const thousands = 600_000

async function keep(results: readonly Result[]): Promise<void> {
  if (resultsPath === undefined) return
  for (const result of results) await appendFile(resultsPath, `${JSON.stringify(result)}\n`)
}

const ndcgOf = (results: readonly Result[], leg: string, group = 'all'): number =>
  results.find((result) => result.leg === leg && result.group === group)?.ndcg10 ?? 0

const bestLeg = (results: readonly Result[], group = 'all'): number =>
  Math.max(...['text', 'vector', 'graph'].map((leg) => ndcgOf(results, leg, group)))

describe('retrieval', () => {
  let open: OpenEngines
  beforeAll(async () => {
    open = await openEngines(embedderPath)
  }, thousands)
  afterAll(() => open.close())

  const measured = async (set: EvaluationSet): Promise<readonly Result[]> => {
    const control = await measureLeg(set, 'whitespace', rankByWhitespace(set))
    const results = [...(await evaluate(set, open.engines)), ...control]
    await keep(results)
    return results
  }

  it(
    'finds the documents that answer the own questions, in both languages',
    async () => {
      const results = await measured(await loadOwnSet())
      for (const group of ['ko', 'en']) {
        expect(ndcgOf(results, 'text', group)).toBeGreaterThanOrEqual(0.8)
        expect(ndcgOf(results, 'fused', group)).toBeGreaterThanOrEqual(bestLeg(results, group))
      }
      // The control: the threshold is one that searching Korean by white space does not reach.
      expect(ndcgOf(results, 'whitespace', 'ko')).toBeLessThan(0.8)
    },
    thousands,
  )

  it.skipIf(givenSet === '')(
    'finds the documents of the given set',
    async () => {
      const results = await measured(await loadGivenSet(givenSet))
      expect(ndcgOf(results, 'text')).toBeGreaterThanOrEqual(0.8)
      expect(ndcgOf(results, 'fused')).toBeGreaterThanOrEqual(bestLeg(results))
      expect(ndcgOf(results, 'whitespace')).toBeLessThan(0.8)
    },
    thousands,
  )
})
