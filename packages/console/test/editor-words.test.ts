// Tests that the editor says in Korean everything that it says of itself.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { koreanPhrases } from '../src/pages/platform/code-mirror-ko.ts'

const packages = ['autocomplete', 'commands', 'language', 'lint', 'search', 'view']

/** What the editor hands to its own translation: `phrase("…")`, and both branches of a choice. */
function phrasesIn(name: string): readonly string[] {
  const path = createRequire(import.meta.url).resolve(`@codemirror/${name}`)
  const source = readFileSync(path, 'utf8')
  const calls = [...source.matchAll(/\bphrase\((?:view, )?([^)]*)\)/g)].map(([, call = '']) => call)
  return calls.flatMap((call) => [...call.matchAll(/"([^"]+)"/g)].map(([, text = '']) => text))
}

const said = [...new Set(packages.flatMap(phrasesIn))].toSorted()

describe('the editor’s own words', () => {
  it('are found in what it is made of', () => {
    expect(said).toContain('match case')
    expect(said).toContain('Unfold line')
  })

  it.each(said)('%s is said in Korean', (phrase) => {
    expect(new Map(Object.entries(koreanPhrases)).get(phrase) ?? '').toMatch(/[가-힣]/)
  })

  it('are no more than that', () => {
    expect(Object.keys(koreanPhrases).toSorted()).toEqual(said)
  })
})
