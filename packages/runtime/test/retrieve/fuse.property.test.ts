// The laws of fusion: what a leg may change, and what no leg can.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Hit } from '../../src/ports/text-index.js'
import { fuse, type Fused, type Ranking } from '../../src/retrieve/fuse.js'

const weights = { text: 1, vector: 0.6, graph: 0.2 }
const names = Array.from({ length: 30 }, (_, index) => `chunk-${index}`)

/** Hits in order with falling scores, from a choice of names. */
const hitsOf = (choice: readonly string[]): fc.Arbitrary<readonly Hit[]> =>
  fc.shuffledSubarray([...choice]).chain((ids) =>
    fc
      .array(fc.double({ min: 0.01, max: 50, noNaN: true }), {
        minLength: ids.length,
        maxLength: ids.length,
      })
      .map((scores) => {
        const falling = scores.toSorted((left, right) => right - left)
        return ids.map((id, index) => ({
          chunkId: id,
          score: falling[index] ?? 0,
        }))
      }),
  )

const ids = (hits: readonly { readonly chunkId: string }[]): readonly string[] =>
  hits.map(({ chunkId }) => chunkId)

const scoreIn = (fused: readonly Fused[], id: string): number =>
  fused.find(({ chunkId }) => chunkId === id)?.score ?? 0

describe('fusion', () => {
  it('keeps the order of a leg that is alone', () => {
    fc.assert(
      fc.property(hitsOf(names), fc.constantFrom('text', 'vector', 'graph'), (hits, leg) => {
        const distinct = hits.map((hit, index) => ({ ...hit, score: 100 - index }))
        expect(ids(fuse([{ leg, hits: distinct }], weights))).toEqual(ids(hits))
      }),
    )
  })

  it('names each chunk once, with its rank in each leg and a score from 0 to 1, in falling order', () => {
    fc.assert(
      fc.property(hitsOf(names), hitsOf(names), hitsOf(names), (text, vector, graph) => {
        const legs = { text, vector, graph }
        const fused = fuse(
          [
            { leg: 'text', hits: text },
            { leg: 'vector', hits: vector },
            { leg: 'graph', hits: graph },
          ],
          weights,
        )
        expect(ids(fused).toSorted()).toEqual(
          [...new Set([text, vector, graph].flatMap(ids))].toSorted(),
        )
        for (const { chunkId, ranks, score } of fused) {
          for (const leg of ['text', 'vector', 'graph'] as const) {
            const rank = ids(legs[leg]).indexOf(chunkId) + 1
            expect(ranks[leg]).toBe(rank === 0 ? undefined : rank)
          }
          expect(score).toBeGreaterThanOrEqual(0)
          expect(score).toBeLessThanOrEqual(1 + 1e-9)
        }
        const scores = fused.map(({ score }) => score)
        expect(scores).toEqual(scores.toSorted((left, right) => right - left))
      }),
    )
  })

  it('does not depend on the order in which legs answer', () => {
    fc.assert(
      fc.property(hitsOf(names), hitsOf(names), hitsOf(names), (text, vector, graph) => {
        const rankings: readonly Ranking[] = [
          { leg: 'text', hits: text },
          { leg: 'vector', hits: vector },
          { leg: 'graph', hits: graph },
        ]
        expect(fuse(rankings.toReversed(), weights)).toEqual(fuse(rankings, weights))
      }),
    )
  })

  it('lets a leg that shares none of its first places with the leading leg change nothing', () => {
    fc.assert(
      fc.property(hitsOf(names.slice(0, 15)), hitsOf(names.slice(15)), (text, graph) => {
        const alone = fuse([{ leg: 'text', hits: text }], weights)
        const both = fuse(
          [
            { leg: 'text', hits: text },
            { leg: 'graph', hits: graph },
          ],
          weights,
        )
        expect(ids(both).slice(0, text.length)).toEqual(ids(alone))
      }),
    )
  })

  it('moves nothing past a hit whose lead is larger than the weight of the other leg', () => {
    fc.assert(
      fc.property(hitsOf(names), hitsOf(names), (text, graph) => {
        const fused = ids(
          fuse(
            [
              { leg: 'text', hits: text },
              { leg: 'graph', hits: graph },
            ],
            weights,
          ),
        )
        const best = text[0]?.score ?? 1
        for (const first of text) {
          for (const second of text) {
            if ((first.score - second.score) / best <= weights.graph) continue
            expect(fused.indexOf(first.chunkId)).toBeLessThan(fused.indexOf(second.chunkId))
          }
        }
      }),
    )
  })

  it('puts first what every leg puts clearly first', () => {
    fc.assert(
      fc.property(hitsOf(names), hitsOf(names), (text, graph) => {
        const first: Hit = { chunkId: 'first', score: 51 }
        const fused = fuse(
          [
            { leg: 'text', hits: [first, ...text] },
            { leg: 'graph', hits: [first, ...graph] },
          ],
          weights,
        )
        expect(fused[0]).toMatchObject({ chunkId: 'first', ranks: { text: 1, graph: 1 } })
      }),
    )
  })

  it('never lowers a chunk that rises among the first places of a leg', () => {
    fc.assert(
      fc.property(hitsOf(names), hitsOf(names), fc.nat(8), (text, graph, at) => {
        const [upper, lower] = [graph[at], graph[at + 1]]
        fc.pre(upper !== undefined && lower !== undefined)
        const risen = graph.with(at, lower).with(at + 1, upper)
        const before = fuse(
          [
            { leg: 'text', hits: text },
            { leg: 'graph', hits: graph },
          ],
          weights,
        )
        const after = fuse(
          [
            { leg: 'text', hits: text },
            { leg: 'graph', hits: risen },
          ],
          weights,
        )
        fc.pre(text.length > 0)
        expect(scoreIn(after, lower.chunkId)).toBeGreaterThanOrEqual(scoreIn(before, lower.chunkId))
        expect(scoreIn(after, upper.chunkId)).toBeLessThanOrEqual(scoreIn(before, upper.chunkId))
      }),
    )
  })

  it('does not hear a leg of no weight', () => {
    fc.assert(
      fc.property(hitsOf(names), hitsOf(names), (text, graph) => {
        const rankings: readonly Ranking[] = [
          { leg: 'text', hits: text },
          { leg: 'graph', hits: graph },
        ]
        const silent = { ...weights, graph: 0 }
        expect(fuse(rankings, silent)).toEqual(fuse(rankings.slice(0, 1), silent))
      }),
    )
  })
})
