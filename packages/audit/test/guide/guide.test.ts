// Short excerpts of the guide that the platform comes from, with its mistakes: each is found at its line.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { audit } from '@llmflow/audit'
import type { Diagnostic } from '@llmflow/spec'
import { describe, expect, it } from 'vitest'

const here = fileURLToPath(new URL('.', import.meta.url))
const names = readdirSync(here).filter((name) => name.endsWith('.md'))

function findingsOf(name: string): readonly string[] {
  const text = readFileSync(`${here}${name}`, 'utf8')
  return audit({ files: [{ name, text }] })
    .diagnostics.map((finding) => ({ line: lineOf(finding, text), finding }))
    .toSorted((one, other) => one.line - other.line)
    .map(({ line, finding }) => `${line} ${finding.severity} ${finding.code}`)
}

function lineOf({ location }: Diagnostic, text: string): number {
  if (!('offset' in location)) return Number.NaN
  return text.slice(0, location.offset).split('\n').length
}

describe('the guide as it is written', () => {
  it.each(names)('%s', async (name) => {
    const found = findingsOf(name)
    await expect(`${found.join('\n')}\n`).toMatchFileSnapshot(
      `${here}${name.replace(/\.md$/, '.findings.txt')}`,
    )
  })
})
