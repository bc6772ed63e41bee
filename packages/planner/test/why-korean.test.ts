// Tests that what explains a number is said in Korean: every formula, term, value and source of the examples.

import { assert, describe, expect, it } from 'vitest'
import { formulaIn, sizePlatform, type Cell, type Sizing } from '@llmflow/planner'
import type { Because, Plan, Term } from '@llmflow/spec'
import { formulas } from '../src/why/korean/formulas.js'
import { sources, subjects } from '../src/why/korean/sources.js'
import { termNames, values } from '../src/why/korean/terms.js'
import { sourceIn, termNameIn, valueIn } from '../src/why/words.js'
import { plannedExample } from './plan-example.js'

const examples = ['guide-production', 'guide-as-written', 'in-cluster', 'laptop', 'one-host']
const plans = examples.map((example) => plannedExample(example))

function sizingOf(users: number): Sizing {
  const sizing = sizePlatform({ users, models: [], platform: undefined, release: '2025.01' })
  assert(sizing !== undefined, `${users} people can be sized`)
  return sizing
}

/** Every cell of a sizing, wherever it stands. */
function cellsIn(value: unknown): readonly Cell[] {
  if (Array.isArray(value)) return value.flatMap(cellsIn)
  if (typeof value !== 'object' || value === null) return []
  return isCell(value) ? [value] : Object.values(value).flatMap(cellsIn)
}

const isCell = (value: object): value is Cell => 'formula' in value && 'terms' in value

const becauseOf: readonly Pick<Because, 'formula' | 'terms'>[] = [
  ...plans.flatMap(({ reasons }) => Object.values(reasons)),
  ...cellsIn(sizingOf(500)),
]
const terms: readonly Term[] = becauseOf.flatMap((because) => because.terms)

/** What platforms and their parts are called is nobody’s to translate. */
const namesIn = ({ workloads, pools }: Plan): readonly string[] => [
  ...Object.keys(pools),
  ...Object.values(workloads).flatMap(({ id, component, part, role }) => [
    id,
    component,
    part,
    role,
  ]),
]
const names = new Set(plans.flatMap(namesIn))
const tokens = new Set([
  'min',
  'max',
  'maxmemory',
  'etcd',
  'exporter',
  'dev',
  'shm',
  'replica_number',
  'model-store',
  'grafana',
  'monitoring',
])

/** Words of English that are left in a text: all but names, tokens and what is written in capitals. */
const englishIn = (text: string): readonly string[] =>
  text
    .split(/[\s()×÷+−⌈⌉⌊⌋,:;/]+|(?=[가-힣])|(?<=[가-힣])/)
    .filter((word) => /^[a-z][a-z_-]+$/.test(word) && !tokens.has(word) && !names.has(word))

/** Words that only sentences have; sources name files and settings, which are English everywhere. */
const isProse = (text: string): boolean =>
  /\b(?:a|an|and|as|at|each|for|from|in|is|it|keeps|must|not|of|one|per|so|that|the|threads|to|two|what|which|with)\b/.test(
    text.replaceAll(/\S*\/\S*|\bas set here\b/g, ''),
  )

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)].toSorted()

describe('a reason in Korean', () => {
  it('has no English in a formula', () => {
    const all = unique(becauseOf.map(({ formula }) => formula))
    expect(all.length).toBeGreaterThan(100)
    const left = all.filter((formula) => englishIn(formulaIn('ko', formula)).length > 0)
    expect(left).toEqual([])
  })

  it('names its terms in Korean', () => {
    const left = terms.filter((term) => englishIn(termNameIn('ko', term)).length > 0)
    expect(unique(left.map(({ name }) => name))).toEqual([])
  })

  it('says values in Korean, but for names', () => {
    const left = terms.filter(({ value }) => isProse(valueIn('ko', value)))
    expect(unique(left.map(({ value }) => value))).toEqual([])
  })

  it('says in Korean where a fact comes from', () => {
    const facts = terms.flatMap(({ source }) => (source.kind === 'fact' ? [source.source] : []))
    expect(unique(facts.filter((fact) => isProse(sourceIn('ko', fact))))).toEqual([])
  })

  it('keeps what people named', () => {
    const pool: Term = {
      name: 'storage',
      value: '4 × 900 W',
      source: { kind: 'inventory', pointer: '/pools/3/power' },
    }
    expect(termNameIn('ko', pool)).toBe('storage')
    expect(formulaIn('ko', 'the pool for storage')).toBe('역할이 storage인 풀')
  })

  it('says an unknown text as it is, and English unchanged', () => {
    expect(formulaIn('ko', 'a new formula × 2')).toBe('a new formula × 2')
    expect(formulaIn('en', 'graph × 1.2, in GiB')).toBe('graph × 1.2, in GiB')
    expect(formulaIn('ko', 'constructor')).toBe('constructor')
  })

  it('keeps the numbers of a formula', () => {
    const numbers = (text: string) =>
      (text.match(/\d[\d.,]*/g) ?? []).map((one) => one.replace(/[.,]$/, ''))
    const changed = Object.entries(formulas).filter(
      ([english, korean]) =>
        JSON.stringify(numbers(english).toSorted()) !== JSON.stringify(numbers(korean).toSorted()),
    )
    expect(changed).toEqual([])
  })

  it('is Korean wherever it is not a name', () => {
    const tables = [formulas, sources, subjects, termNames, values]
    const left = tables
      .flatMap((table) => Object.entries(table))
      .filter(([english, korean]) => english !== korean && !/[가-힣]/.test(korean))
    expect(left.filter(([, korean]) => englishIn(korean).length > 0)).toEqual([])
  })
})
