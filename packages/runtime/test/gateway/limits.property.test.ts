// The law of limits: no minute, wherever it begins, holds more than a tenant was allowed.

import fc from 'fast-check'
import { assert, describe, expect, it } from 'vitest'
import { makeMemoryLimits } from '../../src/adapters/memory/limits.js'

const allowance = { requestsPerMinute: 5, tokensPerMinute: 100 }
const minute = 60_000

type Step = { readonly waitMs: number; readonly tokens: number; readonly usedShare: number }

const step: fc.Arbitrary<Step> = fc.record({
  waitMs: fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 40_000 })),
  tokens: fc.integer({ min: 0, max: 120 }),
  usedShare: fc.double({ min: 0, max: 1, noNaN: true }),
})

type Admitted = { readonly atMs: number; readonly used: number }

/** What was admitted, and for each refusal whether coming again as told would have been in time. */
function run(steps: readonly Step[]): readonly Admitted[] {
  const limits = makeMemoryLimits()
  const admitted: Admitted[] = []
  let nowMs = 1_700_000_000_000
  for (const { waitMs, tokens, usedShare } of steps) {
    nowMs += waitMs
    const verdict = limits.reserve('tenant', allowance, tokens, nowMs)
    assert(!(verdict instanceof Promise))
    if (!verdict.isAdmitted) continue
    const used = Math.floor(tokens * usedShare)
    verdict.reservation.settle(used, nowMs)
    verdict.reservation.settle(used + 50, nowMs)
    admitted.push({ atMs: nowMs, used })
  }
  return admitted
}

describe('limits in memory', () => {
  it('hold in every window', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const admitted = run(steps)
        for (const { atMs } of admitted) {
          const window = admitted.filter((one) => one.atMs >= atMs && one.atMs < atMs + minute)
          expect(window.length).toBeLessThanOrEqual(allowance.requestsPerMinute)
          const tokens = window.reduce((sum, { used }) => sum + used, 0)
          expect(tokens).toBeLessThanOrEqual(allowance.tokensPerMinute)
        }
      }),
    )
  })

  it('refuse no more than they must: a minute and a slot later everything is free again', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 30 }),
        fc.integer({ min: 0, max: 100 }),
        (steps, tokens) => {
          const limits = makeMemoryLimits()
          let nowMs = 5_000
          for (const { waitMs, tokens: asked } of steps) {
            nowMs += waitMs
            void limits.reserve('tenant', allowance, asked, nowMs)
          }
          const verdict = limits.reserve('tenant', allowance, tokens, nowMs + minute + 250)
          expect(verdict).toMatchObject({ isAdmitted: true })
        },
      ),
    )
  })

  it('let in who comes again when told, and not who comes a slot earlier', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const limits = makeMemoryLimits()
        let nowMs = 77_000
        for (const { waitMs, tokens } of steps) {
          nowMs += waitMs
          const verdict = limits.reserve('tenant', allowance, tokens, nowMs)
          assert(!(verdict instanceof Promise))
          if (verdict.isAdmitted || tokens > allowance.tokensPerMinute) continue
          const early = nowMs + verdict.retryAfterMs - 251
          if (early > nowMs) {
            expect(limits.reserve('tenant', allowance, tokens, early)).toMatchObject({
              isAdmitted: false,
            })
          }
          nowMs += verdict.retryAfterMs
          const again = limits.reserve('tenant', allowance, tokens, nowMs)
          if (verdict.limit === 'tokens') expect(again).toMatchObject({ isAdmitted: true })
        }
      }),
    )
  })

  it('charge what was used beyond a reservation, and keep tenants apart', () => {
    const limits = makeMemoryLimits()
    const first = limits.reserve('one', allowance, 10, 0)
    assert(!(first instanceof Promise) && first.isAdmitted)
    first.reservation.settle(95, 30_000)
    expect(limits.reserve('one', allowance, 20, 61_000)).toMatchObject({
      isAdmitted: false,
      limit: 'tokens',
    })
    expect(limits.reserve('one', allowance, 20, 90_500)).toMatchObject({ isAdmitted: true })
    expect(limits.reserve('other', allowance, 100, 30_000)).toMatchObject({ isAdmitted: true })
  })
})
