// Renders the examples and holds every object against the schemas, and every reference against the tree.

import { existsSync, readFileSync } from 'node:fs'
import { assert, describe, expect, it } from 'vitest'
import { planPlatform } from '@llmflow/planner'
import {
  readDocument,
  readInventory,
  readPlatform,
  type Plan,
  type SourceDocument,
} from '@llmflow/spec'
import { referenceFaults } from '../../packages/render/test/references.js'
import { renderedObjects } from '../../packages/render/test/tree.js'
import { validateStrict } from '../../packages/render/test/validate-strict.js'

function documentOf(path: string): SourceDocument {
  const url = new URL(`../../examples/${path}`, import.meta.url)
  const { document } = readDocument(path, readFileSync(url, 'utf8'))
  assert(document !== undefined, `${path} is readable`)
  return document
}

function planOf(example: string, overlays: readonly string[] = []): Plan {
  const documents = [`${example}/llmflow.yaml`, ...overlays].map(documentOf)
  const { read } = readPlatform(documents)
  assert(read !== undefined, `${example} has the form of a platform`)
  const path = `${example}/inventory.yaml`
  const hasInventory = existsSync(new URL(`../../examples/${path}`, import.meta.url))
  const inventory = hasInventory ? readInventory([documentOf(path)]).read : undefined
  const { plan } = planPlatform({ platform: read, inventory })
  assert(plan !== undefined, `${example} has a plan`)
  return plan
}

const cases = [
  ['guide-production', []],
  ['guide-production', ['guide-production/env/staging.yaml']],
  ['one-host', []],
  ['in-cluster', []],
  ['laptop', []],
] as const

describe.each(cases)('%s %j', (example, overlays) => {
  const plan = planOf(example, overlays)

  it('renders objects that Kubernetes and the custom resources take', () => {
    const objects = renderedObjects(plan)
    expect(objects.length).toBeGreaterThan(8)
    const faults = objects.flatMap(({ path, place }) =>
      validateStrict(place.value).map((fault) => `${path}: ${fault}`),
    )
    expect(faults).toEqual([])
  })

  it('leaves no reference open', () => {
    expect(referenceFaults(plan)).toEqual([])
  })

  it('uses no image outside the registry and no floating tag', () => {
    for (const { reference } of Object.values(plan.images)) {
      if (plan.registry !== null) expect(reference.startsWith(`${plan.registry.host}/`)).toBe(true)
      expect(reference).toMatch(/:[^/]+$/)
      expect(reference).not.toMatch(/:latest$/)
    }
  })
})

it('sees a reference that leads nowhere', () => {
  const plan = planOf('one-host')
  const { redis: _, ...secrets } = plan.secrets
  expect(referenceFaults({ ...plan, secrets })).not.toEqual([])
})

it.each([
  ['labels', { labels: { app: 'nobody' } }, 'finds no endpoint of'],
  ['port', { portName: 'nothing' }, 'no port'],
] as const)('sees a monitor of an addon that has other %s', (_what, other, fault) => {
  const plan = planOf('guide-production')
  const addons = Object.fromEntries(
    Object.entries(plan.addons).map(([name, addon]) => {
      const endpoints = Object.entries(addon.endpoints)
      return [
        name,
        {
          ...addon,
          endpoints: Object.fromEntries(endpoints.map(([key, one]) => [key, { ...one, ...other }])),
        },
      ]
    }),
  )
  const faults = referenceFaults({ ...plan, addons })
  for (const monitor of ['podmonitor-cilium-agent', 'servicemonitor-harbor']) {
    expect(faults).toContainEqual(expect.stringMatching(`${monitor}.yaml: ${fault}`))
  }
})
