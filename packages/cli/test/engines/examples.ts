// Plans the examples, so that engines can be asked about what they become.

import { existsSync, readFileSync } from 'node:fs'
import { assert } from 'vitest'
import { planPlatform } from '@llmflow/planner'
import {
  readDocument,
  readInventory,
  readPlatform,
  type Plan,
  type SourceDocument,
} from '@llmflow/spec'

/** The files of each example, the platform first. */
export const examples = [
  ['guide-production/llmflow.yaml'],
  ['guide-production/llmflow.yaml', 'guide-production/env/staging.yaml'],
  ['in-cluster/llmflow.yaml'],
  ['one-host/llmflow.yaml'],
  ['laptop/llmflow.yaml'],
] as const

const urlOf = (path: string): URL => new URL(`../../../../examples/${path}`, import.meta.url)

function documentOf(path: string): SourceDocument {
  const { document } = readDocument(path, readFileSync(urlOf(path), 'utf8'))
  assert(document !== undefined, `${path} is readable`)
  return document
}

export function planOf(files: readonly string[]): Plan {
  const { read } = readPlatform(files.map(documentOf))
  const [example = ''] = files
  assert(read !== undefined, `${example} has the form of a platform`)
  const path = example.replace('llmflow.yaml', 'inventory.yaml')
  const inventory = existsSync(urlOf(path)) ? readInventory([documentOf(path)]).read : undefined
  const { plan } = planPlatform({ platform: read, inventory })
  assert(plan !== undefined, `${example} has a plan`)
  return plan
}
