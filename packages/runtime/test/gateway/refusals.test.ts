// Refusals are found in the traces, and however many there are, they don't fill them.

import { describe, expect, it } from 'vitest'
import { makeRefusals } from '../../src/gateway/refusals.js'
import type { Span } from '../../src/ports/traces.js'

const spanOf = (tenantId: string): Span => ({
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  spanId: '00f067aa0ba902b7',
  tenantId,
  name: 'refuse',
  startMs: 0,
  endMs: 0,
  hasFailed: true,
  attributes: {},
})

function start() {
  const kept: string[] = []
  let made = 0
  const record = (_facts: unknown, make: () => Span): void => void kept.push(make().tenantId)
  const refusals = makeRefusals({ record })
  const refuse = (tenantId: string, times: number, nowMs: number): void => {
    for (let count = 0; count < times; count += 1) {
      refusals.record(tenantId, nowMs, () => {
        made += 1
        return spanOf(tenantId)
      })
    }
  }
  return { refuse, kept, made: () => made }
}

describe('traces of refusals', () => {
  it('are some of a minute, and what is left out is not even made', () => {
    const { refuse, kept, made } = start()
    refuse('one', 3, 0)
    expect(kept).toHaveLength(3)
    refuse('one', 10_000, 59_999)
    expect([kept.length, made()]).toEqual([10, 10])
  })

  it('of one tenant leave room for another’s', () => {
    const { refuse, kept } = start()
    refuse('one', 100, 0)
    refuse('other', 2, 0)
    expect(kept.filter((tenantId) => tenantId === 'other')).toHaveLength(2)
  })

  it('begin anew with the next minute', () => {
    const { refuse, kept } = start()
    refuse('one', 100, 59_999)
    refuse('one', 100, 60_000)
    expect(kept).toHaveLength(20)
  })
})
