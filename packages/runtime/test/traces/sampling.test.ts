// When more traces come than a store should take, a share of them is kept: whole ones, steadily, and failures beside them.

import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { makeSampler } from '../../src/traces/sampling.js'

const trace = (): string => randomBytes(16).toString('hex')

function start(perSecondMax: number) {
  let nowMs = 1_700_000_000_000
  const sample = makeSampler(perSecondMax, () => nowMs)
  /** The shares of the traces that were kept of so many within a second. */
  const second = (count: number, hasFailed = false): readonly number[] => {
    const shares = Array.from({ length: count }, () => sample({ traceId: trace(), hasFailed }))
    nowMs += 1000
    return shares.filter((share) => share !== undefined)
  }
  return { sample, second, rest: (seconds: number) => (nowMs += seconds * 1000) }
}

describe('sampling', () => {
  it('keeps all while there is room', () => {
    const { second } = start(100)
    for (let count = 0; count < 5; count += 1) expect(second(100)).toEqual(Array(100).fill(1))
  })

  it('keeps no more than twice the room in the first second of a burst, and less than the room after it', () => {
    const { second } = start(100)
    const first = second(6400)
    expect(first.length).toBeGreaterThan(100)
    expect(first.length).toBeLessThanOrEqual(500)
    for (let count = 0; count < 5; count += 1) {
      const kept = second(6400)
      expect(kept.length).toBeGreaterThan(20)
      expect(kept.length).toBeLessThanOrEqual(200)
      expect(new Set(kept).size).toBeLessThanOrEqual(2)
    }
  })

  it('says the share, so that the kept ones stand for all', () => {
    const { second } = start(1000)
    second(40_000)
    const kept = second(40_000)
    const offered = kept.reduce((sum, share) => sum + 1 / share, 0)
    expect(offered).toBeGreaterThan(32_000)
    expect(offered).toBeLessThan(48_000)
  })

  it('keeps all steps of a trace or none, however many seconds they take', () => {
    const { sample, second } = start(100)
    second(1600)
    second(1600)
    const traces = Array.from({ length: 60 }, trace)
    const keptNow = (): readonly string[] =>
      traces.filter((traceId) => sample({ traceId, hasFailed: false }) !== undefined)
    const before = keptNow()
    second(1540)
    expect(before.length).toBeGreaterThan(0)
    expect(before.length).toBeLessThan(30)
    expect(keptNow()).toEqual(before)
  })

  it('keeps failures beside what goes well, and neither crowds the other out', () => {
    const { second } = start(100)
    second(10_000)
    expect(second(50, true)).toEqual(Array(50).fill(1))
    second(10_000, true)
    expect(second(10_000, true).length).toBeLessThanOrEqual(200)
  })

  it('keeps all again when the burst is over', () => {
    const { second, rest } = start(100)
    second(10_000)
    second(50)
    expect(second(50)).toEqual(Array(50).fill(1))
    second(10_000)
    rest(60)
    expect(second(50)).toEqual(Array(50).fill(1))
  })
})
