// Tests that quantities read what they print, and print what people write.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bytes,
  cpuMillis,
  milliseconds,
  parseBytes,
  parseCpu,
  parseDuration,
  parseRatio,
  printBytes,
  printCpu,
  printDuration,
  printKubernetesBytes,
  printRatio,
  ratio,
} from '@llmflow/spec'

const whole = fc.nat({ max: Number.MAX_SAFE_INTEGER })

describe('quantities', () => {
  it('read back what they print', () => {
    fc.assert(
      fc.property(whole, (value) => {
        expect(parseBytes(printBytes(bytes(value)))).toBe(value)
        expect(parseBytes(printKubernetesBytes(bytes(value)))).toBe(value)
        expect(parseCpu(printCpu(cpuMillis(value)))).toBe(value)
        expect(parseDuration(printDuration(milliseconds(value)))).toBe(value)
      }),
    )
  })

  it('read back shares, whatever their digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (millionths) => {
        const share = ratio(Number((millionths / 1_000_000).toFixed(6)))
        expect(parseRatio(printRatio(share))).toBeCloseTo(share, 12)
      }),
    )
  })

  it.each([
    ['72GiB', 72 * 2 ** 30],
    ['280Gi', 280 * 2 ** 30],
    ['1.5TB', 1_500_000_000_000],
    ['1024', 1024],
    ['0.5GiB', 2 ** 29],
  ])('reads %s', (text, value) => expect(parseBytes(text)).toBe(value))

  it.each(['', '-1GiB', '1.5', '1GIB', '1e9', '99999999999PiB', '1.0000000001KiB', 'GiB'])(
    'refuses %j as an amount',
    (text) => expect(parseBytes(text)).toBeUndefined(),
  )

  it.each(['', '5', '5 s s', '1m1h', '1h1h', '-5s', '5y'])('refuses %j as a duration', (text) =>
    expect(parseDuration(text)).toBeUndefined(),
  )

  it.each(['100.1%', '-1%', '99.9', '%'])('refuses %j as a share', (text) =>
    expect(parseRatio(text)).toBeUndefined(),
  )

  it('prints as people write', () => {
    expect(printBytes(bytes(72 * 2 ** 30))).toBe('72GiB')
    expect(printBytes(bytes(4_000_000_000_000))).toBe('4TB')
    expect(printCpu(cpuMillis(500))).toBe('500m')
    expect(printDuration(milliseconds(5_400_000))).toBe('1h30m')
    expect(printRatio(ratio(0.999))).toBe('99.9%')
  })
})
