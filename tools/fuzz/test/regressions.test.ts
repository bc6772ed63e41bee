import { readdirSync, readFileSync } from 'node:fs'

import { assert, describe, expect, it } from 'vitest'

import { anyInput } from '../src/laws/any-input.js'
import { faultsInFit } from '../src/judge/fit.js'
import { planTexts, realWorld, type Texts } from '../src/pipeline.js'

const folder = new URL('regressions/', import.meta.url)

/** A platform, and behind a line of dashes its inventory. */
function read(file: string): { readonly texts: Texts; readonly expected: string } {
  const text = readFileSync(new URL(file, folder), 'utf8')
  const [platform = '', inventory] = text.split('\n---\n')
  return { texts: { platform, inventory }, expected: /^# expects: (\S+)/.exec(text)?.[1] ?? '' }
}

describe('what a law once found', () => {
  for (const file of readdirSync(folder).toSorted()) {
    it(`stays right: ${file}`, () => {
      const { texts, expected } = read(file)
      const outcome = planTexts(texts, realWorld)
      expect(anyInput.judge(texts, realWorld).faults).toEqual([])
      if (expected === 'nothing') return
      expect(outcome.diagnostics.map(({ code }) => code)).toContain(expected)
    })
  }
})

it('lists first who is served first', () => {
  const { plan, platform, inventory } = planTexts(read('who-waits.yaml').texts, realWorld)
  assert(plan !== undefined && platform !== undefined)
  expect(plan.waiting.map(({ workload }) => workload)).toEqual(['vllm-two', 'vllm-one'])
  expect(faultsInFit(plan, platform, inventory)).toEqual([])
})

it('grows nobody in the place of one who is more important', () => {
  const { plan, platform, inventory } = planTexts(
    read('grows-beside-a-quorum.yaml').texts,
    realWorld,
  )
  assert(plan !== undefined && platform !== undefined)
  expect(plan.waiting.map(({ workload }) => workload)).toContain('dify-worker')
  expect(faultsInFit(plan, platform, inventory)).toEqual([])
})

it('forgets the order of keys', () => {
  const { texts } = read('keys-in-another-order.yaml')
  const { plan } = planTexts(texts, realWorld)
  expect(Object.keys(plan?.workloads['unstructured']?.nodeSelector ?? {})).toEqual(['a', 'b'])
  expect(Object.keys(plan?.schedules ?? {})).toEqual(['minio', 'redis'])
})

it('gives a part that asks for more threads than its default limit a limit that allows them', () => {
  const { plan } = planTexts(read('threads-above-the-default-limit.yaml').texts, realWorld)
  const { cpu, cpuLimit } = plan?.workloads['apisix']?.resources ?? {}
  expect(cpuLimit ?? cpu).toBe(5000)
})

it('reads fifty thousand keys of one map in a moment', () => {
  const platform = Array.from({ length: 50_000 }, (_, index) => `key${index}: 1`).join('\n')
  const { diagnostics } = planTexts({ platform, inventory: undefined }, realWorld)
  expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
})

it('says the first errors of a broken text, and not thirty thousand', () => {
  const { diagnostics } = planTexts(
    { platform: 'a: b\n'.repeat(30_000), inventory: undefined },
    realWorld,
  )
  expect(diagnostics.length).toBeLessThan(50)
})
