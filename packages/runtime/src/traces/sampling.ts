// Keeps a share of a tenant's traces when more come than a store should take: the same ones at every step, and failures beside them.

import { randomInt } from 'node:crypto'
import type { SpanFacts } from '../ports/traces.js'

/** The share of the traces that are kept now, of which this one is; undefined where it is left out. */
type Sampler = (facts: SpanFacts) => number | undefined

/** Steps that come after a failed one are kept with it, of this many traces at once. */
const failedTracesMax = 1000

/**
 * Spans of a tenant that did not fail and those that did have `perSecondMax` each, so that nobody's traces crowd out
 * another's, and neither kind the other. No second of either keeps more than twice as many, whatever the identifiers.
 */
export function makeSampler(perSecondMax: number, now: () => number = Date.now): Sampler {
  const ofTenants = new Map<string, Sampler>()
  return (facts) => {
    const known = ofTenants.get(facts.tenantId)
    if (known !== undefined) return known(facts)
    const sampler = makeTenantSampler(perSecondMax, now)
    ofTenants.set(facts.tenantId, sampler)
    return sampler(facts)
  }
}

function makeTenantSampler(perSecondMax: number, now: () => number): Sampler {
  const usual = makeHalving(perSecondMax, now)
  const failed = makeHalving(perSecondMax, now)
  const failedTraces = new Set<string>()

  function remember(traceId: string): void {
    failedTraces.add(traceId)
    const [oldest] = failedTraces
    if (failedTraces.size > failedTracesMax && oldest !== undefined) failedTraces.delete(oldest)
  }

  return ({ traceId, hasFailed }) => {
    if (!hasFailed) {
      // Beyond the room of the usual ones it takes some of the failed ones': no trace is without a bound.
      return usual(traceId) ?? (failedTraces.has(traceId) ? failed(traceId) : undefined)
    }
    const share = failed(traceId)
    if (share !== undefined) remember(traceId)
    return share
  }
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
  /** As many as there would be if the whole second had had the share of now. */
  let keptAtShare = 0
  let halvings = 0

  function beginSecond(current: number): void {
    const last = current === second + 1 ? offered : 0
    while (halvings > 0 && last / 2 ** (halvings - 1) <= perSecondMax * roomForTwice) halvings -= 1
    while (last / 2 ** halvings > perSecondMax) halvings += 1
    second = current
    offered = 0
    kept = 0
    keptAtShare = 0
  }

  return (traceId: string): number | undefined => {
    const current = Math.floor(now() / 1000)
    if (current !== second) beginSecond(current)
    offered += 1
    if (kept >= 2 * perSecondMax) return undefined
    // Beyond what was offered a smaller share keeps no fewer: such spans are all of one trace.
    if (keptAtShare >= perSecondMax && perSecondMax * 2 ** halvings < 2 * offered) {
      halvings += 1
      keptAtShare /= 2
    }
    const share = 2 ** -halvings
    if (share < 1 && placeOf(traceId) >= share) return undefined
    kept += 1
    keptAtShare += 1
    return share
  }
}

const seed = randomInt(2 ** 32)

/** Between 0 and 1, from the whole identifier and a secret: callers choose identifiers, and not all are random. */
function placeOf(traceId: string): number {
  let hash = seed
  for (let at = 0; at < traceId.length; at += 1) {
    hash = Math.imul(hash ^ traceId.charCodeAt(at), 0x01000193)
  }
  // The last characters have reached only the lower bits.
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
