// Tests that the texts of a platform directory are told apart, laid over one another, and understood only when all are there.

import { describe, expect, it } from 'vitest'
import { diagnostic, hasErrors, readTexts, unknownEnvironment } from '@llmflow/spec'

const platform = {
  name: 'there/llmflow.yaml',
  text: 'apiVersion: llmflow.io/v1\nkind: Platform\nmetadata: {name: a}\nrelease: "2025.01"\ndomain: a.internal\ndemand: {users: 10}\n',
}
const inventory = { name: 'there/inventory.yaml', text: 'networks: []\n' }

describe('the texts of a directory', () => {
  it('are a platform with its overlays', () => {
    const overlay = { name: 'there/env/small.yaml', text: 'demand: {users: 2}\n' }
    const read = readTexts([platform, overlay])
    expect(read.platform?.value.demand.users).toBe(2)
    expect(read.platform?.layered.originOf('/demand/users')?.document).toBe(overlay.name)
    expect(read.inventory).toBeUndefined()
  })

  it('change the inventory by name, or by saying so', () => {
    const says = { name: 'there/env/small.yaml', text: 'kind: Inventory\nnetwork: {}\n' }
    const names = readTexts([platform, inventory, says]).diagnostics.map(
      ({ location }) => location.document,
    )
    expect(names).toContain(inventory.name)
    expect(names).toContain(says.name)
    expect(names).not.toContain(platform.name)
  })

  it('are not understood while one is absent or no YAML, and are there to be shown', () => {
    const absent = unknownEnvironment('there/env/smal.yaml', 'smal', ['large', 'small'])
    const broken = { name: 'there/env/small.yaml', text: 'demand: {users' }
    const read = readTexts([platform, broken], [absent])
    expect(read.platform).toBeUndefined()
    expect(read.diagnostics.slice(0, 2).map(({ code }) => code)).toEqual([
      'spec/unknown-name',
      'spec/yaml-syntax',
    ])
    expect(absent).toMatchObject({ params: { kind: 'environment', suggestion: 'small' } })
    expect(read.sources.map(({ name, document }) => [name, document !== undefined])).toEqual([
      [platform.name, true],
      [broken.name, false],
    ])
    const place = { document: platform.name, offset: 0, length: 1 }
    const missing = diagnostic('spec/missing-file', place, { file: platform.name })
    expect(hasErrors(readTexts([], [missing]).diagnostics)).toBe(true)
  })
})
