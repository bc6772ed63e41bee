// Correct manifests in the style of what projects publish: an error on any of them is a false one.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { audit } from '@llmflow/audit'
import { messageOf } from '@llmflow/spec'
import { describe, expect, it } from 'vitest'

const here = fileURLToPath(new URL('.', import.meta.url))
const names = readdirSync(here).filter((name) => /\.(?:yaml|md)$/.test(name))

const findingsOf = (files: readonly { readonly name: string; readonly text: string }[]) =>
  audit({ files }).diagnostics.map((finding) => ({
    severity: finding.severity,
    text: `${finding.code}: ${messageOf(finding, 'en')}`,
  }))

describe('correct manifests', () => {
  it.each(names)('%s has no error and no warning', (name) => {
    const text = readFileSync(`${here}${name}`, 'utf8')
    const found = findingsOf([{ name, text }]).filter(({ severity }) => severity !== 'info')
    expect(found.map(({ text: words }) => words)).toEqual([])
  })

  it.each(names)('%s is read', (name) => {
    const text = readFileSync(`${here}${name}`, 'utf8')
    const { summary } = audit({ files: [{ name, text }] })
    expect(summary.objects + summary.processes).toBeGreaterThan(4)
  })
})
