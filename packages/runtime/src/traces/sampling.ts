// Keeps a share of the traces when more come than a store should take: the same ones at every step, and failures beside them.

import type { SpanFacts } from '../ports/traces.js'

/** The share of the traces that are kept now, of which this one is; undefined where it is left out. */
type Sampler = (facts: SpanFacts) => number | undefined

/** Spans that did not fail and spans that did have `perSecondMax` each, so that neither keeps the other out. */
export function makeSampler(perSecondMax: number, now: () => number = Date.now): Sampler {
  const usual = makeHalving(perSecondMax, now)
  const failed = makeHalving(perSecondMax, now)
  return ({ traceId, hasFailed }) => (hasFailed ? failed : usual)(traceId)
}

/** As full as a second may be at twice the share for it to be doubled: a steady load keeps one share. */
const roomForTwice = 0.8

/**
 * The share that a trace is kept with. It is halved as often as it must be, never set in between: steps of a trace that
 * come in different seconds then nearly always have the same fate.
 */
function makeHalving(perSecondMax: number, now: () => number) {
  let second = 0
  let offered = 0
  let kept = 0
  let halvings = 0

  function beginSecond(current: number): void {
    const last = current === second + 1 ? offered : 0
    while (halvings > 0 && last / 2 ** (halvings - 1) <= perSecondMax * roomForTwice) halvings -= 1
    second = current
    offered = 0
    kept = 0
  }

  return (traceId: string): number | undefined => {
    const current = Math.floor(now() / 1000)
    if (current !== second) beginSecond(current)
    offered += 1
    if (kept >= perSecondMax) {
      halvings += 1
      kept /= 2
    }
    const share = 2 ** -halvings
    if (share < 1 && placeOf(traceId) >= share) return undefined
    kept += 1
    return share
  }
}

/** Between 0 and 1, from the end of the identifier: W3C wants that part to be random. */
const placeOf = (traceId: string): number => Number.parseInt(traceId.slice(-8), 16) / 2 ** 32
