import { readdirSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import { compareFindings, printFinding } from '../src/finding.js'
import { rules } from '../src/rules.js'
import { readFixture } from './fixture.js'

describe.each(rules)('$name', (rule) => {
  const { broken, findings, clean } = readFixture(rule.name)

  it('finds what is wrong in the broken tree, and nothing else', () => {
    const found = rule.check(broken).toSorted(compareFindings).map(printFinding)
    expect(found).toEqual(findings)
    expect(found).not.toEqual([])
  })

  it('finds nothing in the clean neighbour', () => {
    expect(clean.files.size).toBeGreaterThan(0)
    expect(rule.check(clean)).toEqual([])
  })
})

it('has a fixture for every rule, and a rule for every fixture', () => {
  const fixtures = readdirSync(new URL('fixtures', import.meta.url))
  expect(fixtures.toSorted()).toEqual(rules.map(({ name }) => `${name}.txt`).toSorted())
})

it('has a rule for every file in src/rules', () => {
  const files = readdirSync(new URL('../src/rules', import.meta.url))
  const modules = files.filter((file) => file.endsWith('.ts'))
  expect(modules.toSorted()).toEqual(rules.map(({ name }) => `${name}.ts`).toSorted())
})
