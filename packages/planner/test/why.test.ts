// Tests that a value is explained down to the line that a person wrote, and that each value is explained once.

import { readFileSync } from 'node:fs'
import { assert, describe, expect, it } from 'vitest'
import { chainsOf, planPlatform, type Link } from '@llmflow/planner'
import { readTexts } from '@llmflow/spec'

const read = readTexts(
  ['llmflow.yaml', 'inventory.yaml'].map((name) => ({
    name,
    text: readFileSync(
      new URL(`../../../examples/guide-production/${name}`, import.meta.url),
      'utf8',
    ),
  })),
)
const { platform, inventory, sources } = read
assert(platform !== undefined, 'the example is a platform')
const { plan } = planPlatform({ platform, inventory })
assert(plan !== undefined, 'the example has a plan')

const replicas = '/sizes/vllm/llama-3.1-70b/replicas/minimum'

/** The paths that are explained in a chain. */
const explainedIn = ({ path, terms }: Link): readonly string[] => [
  path,
  ...terms.flatMap(({ from }) =>
    from.kind === 'plan' && from.because !== undefined ? explainedIn(from.because) : [],
  ),
]

describe('a chain of reasons', () => {
  it('ends at the line that a person wrote', () => {
    const [link] = chainsOf([replicas], { plan, platform, inventory, sources }, 'en')
    expect(link?.value).toBe('2')
    expect(link?.terms[0]?.from).toMatchObject({ kind: 'written', file: 'llmflow.yaml', line: 33 })
  })

  it('is told in Korean to who reads Korean, down to the fact', () => {
    const path = '/sizes/vllm/llama-3.1-70b/figures/weightsPerGpu'
    const [link] = chainsOf([path], { plan, platform, inventory, sources }, 'ko')
    expect(link?.formula).toBe('파라미터 × 파라미터당 바이트 ÷ 레플리카당 GPU')
    expect(link?.terms.map(({ name }) => name)).toEqual([
      '파라미터',
      '파라미터당 바이트',
      '레플리카당 GPU',
    ])
    const from = link?.terms[0]?.from
    assert(from?.kind === 'fact')
    expect(from.source).toContain('파라미터는 config에서 계산')
  })

  it('names the setting where the files are not at hand', () => {
    const [link] = chainsOf([replicas], { plan, sources: [] }, 'en')
    expect(link?.terms[0]?.from).toMatchObject({ kind: 'setting', file: 'llmflow.yaml' })
  })

  it('explains each value once, and no path without a reason', () => {
    const paths = Object.keys(plan.reasons).filter((path) => path.endsWith('/replicas/minimum'))
    const chains = chainsOf(['/name', ...paths], { plan, platform, inventory, sources }, 'en')
    expect(chains.map(({ path }) => path)).toEqual(paths)
    const below = chains.flatMap((link) => explainedIn(link).slice(1))
    expect(new Set(below).size).toBe(below.length)
    expect(chainsOf(paths, { plan: undefined, sources }, 'en')).toEqual([])
  })
})
