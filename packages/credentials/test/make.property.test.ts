// Holds made values to their promise: as long and as mixed as asked for, and the same wherever they are written.

import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { makeValue, weaknessOf } from '@llmflow/credentials'
import { printYaml } from '@llmflow/spec'
import { parse } from 'yaml'

const rules = fc.record({
  format: fc.constantFrom('alphanumeric' as const, 'hex' as const, 'base64' as const),
  length: fc.integer({ min: 16, max: 80 }),
})

it('makes what its rule asks for, and nothing that is easily guessed', () => {
  fc.assert(
    fc.property(rules, ({ format, length }) => {
      const value = makeValue(format, length)
      const rule = { format, length, purpose: '' }
      expect(weaknessOf(rule, 'password', value)).toBeUndefined()
      const size = format === 'base64' ? Buffer.from(value, 'base64').length : value.length
      expect(size).toBe(length)
    }),
  )
})

it('stays what it is in URLs, shells, YAML and env files', () => {
  const values = Array.from({ length: 50 }, () => makeValue('alphanumeric', 32))
  for (const value of values) {
    const url = new URL(`redis://default:${value}@redis:6379/0`)
    expect([decodeURIComponent(url.password), url.password]).toEqual([value, value])
    expect(parse(printYaml({ password: value }))).toEqual({ password: value })
    expect(parse(`password: "${value}"`)).toEqual({ password: value })
  }
  const shell = spawnSync('sh', ['-c', `printf '%s\\n' ${values.join(' ')}`], { encoding: 'utf8' })
  expect(shell.stdout.trimEnd().split('\n')).toEqual(values)
})

it('takes every character alike', () => {
  const text = makeValue('alphanumeric', 62_000)
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  expect(counts.size).toBe(62)
  // 1,000 of each are expected with a deviation of 32; a remainder of bytes would give some of them 1,250.
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(200)
})

it('never makes the same twice', () => {
  fc.assert(
    fc.property(rules, ({ format, length }) => {
      expect(makeValue(format, length)).not.toBe(makeValue(format, length))
    }),
  )
})
