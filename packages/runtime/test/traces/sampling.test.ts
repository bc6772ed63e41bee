// When more traces come than a store should take, a share of them is kept: whole ones, steadily, and failures beside them.

import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { makeSampler } from '../../src/traces/sampling.js'

const trace = (): string => randomBytes(16).toString('hex')

const tenantId = '01890000-0000-7000-8000-000000000001'

function start(perSecondMax: number) {
  let nowMs = 1_700_000_000_000
  const sampler = makeSampler(perSecondMax, () => nowMs)
  const sample = (
    facts: { readonly traceId: string; readonly hasFailed: boolean },
    of = tenantId,
  ) => sampler({ ...facts, tenantId: of })
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
    expect(first.length).toBeLessThanOrEqual(200)
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
    second(1200)
    second(1200)
    const traces = Array.from({ length: 60 }, trace)
    const keptNow = (): readonly string[] =>
      traces.filter((traceId) => sample({ traceId, hasFailed: false }) !== undefined)
    const before = keptNow()
    second(1140)
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

  it.each([
    ['one', () => '4bf92f3577b34da6a3ce929d0e0e4736'],
    ['all alike at their ends', () => `${randomBytes(8).toString('hex')}${'0'.repeat(16)}`],
    ['all alike at their beginnings', () => `${'0'.repeat(24)}${randomBytes(4).toString('hex')}`],
  ])('has its bound and its place for others when identifiers are %s', (_name, make) => {
    const { sample, second } = start(100)
    for (let count = 0; count < 4; count += 1) {
      const kept = Array.from({ length: 9000 }, () => sample({ traceId: make(), hasFailed: false }))
      expect(kept.filter((share) => share !== undefined).length).toBeLessThanOrEqual(200)
      for (const share of kept) if (share !== undefined) expect(share).toBeGreaterThan(1 / 512)
      second(0)
    }
    const others = Array.from({ length: 50 }, () =>
      sample({ traceId: trace(), hasFailed: false }, 'another tenant'),
    )
    expect(others).toEqual(Array(50).fill(1))
  })

  it('has its bound for what comes after a failed step too', () => {
    const { sample, second } = start(100)
    const traceId = trace()
    for (let count = 0; count < 4; count += 1) {
      sample({ traceId, hasFailed: true })
      const kept = Array.from({ length: 9000 }, () => sample({ traceId, hasFailed: false }))
      expect(kept.filter((share) => share !== undefined).length).toBeLessThanOrEqual(400)
      second(0)
    }
  })

  it('keeps what comes after a failed step with it', () => {
    const { sample, second } = start(100)
    second(10_000)
    second(10_000)
    const traces = Array.from({ length: 50 }, trace)
    for (const traceId of traces) expect(sample({ traceId, hasFailed: true })).toBe(1)
    for (const traceId of traces) expect(sample({ traceId, hasFailed: false })).toBeDefined()
  })
})
