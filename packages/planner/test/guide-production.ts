// Plans the example of the guide, for tests that need a whole platform.

import { readFileSync } from 'node:fs'
import { assert } from 'vitest'
import { planPlatform } from '@llmflow/planner'
import {
  readDocument,
  readInventory,
  readPlatform,
  type Diagnostic,
  type Plan,
  type SourceDocument,
} from '@llmflow/spec'

const folder = new URL('../../../examples/guide-production/', import.meta.url)

function documentOf(name: string): SourceDocument {
  const { document } = readDocument(name, readFileSync(new URL(name, folder), 'utf8'))
  assert(document !== undefined, `${name} is readable`)
  return document
}

export function guideProduction(): {
  readonly plan: Plan
  readonly diagnostics: readonly Diagnostic[]
} {
  const platform = readPlatform([documentOf('llmflow.yaml')]).read
  const inventory = readInventory([documentOf('inventory.yaml')]).read
  assert(platform !== undefined && inventory !== undefined, 'the example has its form')
  const { plan, diagnostics } = planPlatform({ platform, inventory })
  assert(plan !== undefined, 'the example is planned')
  return { plan, diagnostics }
}
