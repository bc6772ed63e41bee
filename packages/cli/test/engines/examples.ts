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

type Change = (text: string) => string

function documentOf(path: string, change: Change): SourceDocument {
  const { document } = readDocument(path, change(readFileSync(urlOf(path), 'utf8')))
  assert(document !== undefined, `${path} is readable`)
  return document
}

/** `change` is made to the texts of the platform first. */
export function planOf(files: readonly string[], change: Change = (text) => text): Plan {
  const { read } = readPlatform(files.map((file) => documentOf(file, change)))
  const [example = ''] = files
  assert(read !== undefined, `${example} has the form of a platform`)
  const path = example.replace('llmflow.yaml', 'inventory.yaml')
  const inventory = existsSync(urlOf(path))
    ? readInventory([documentOf(path, (text) => text)]).read
    : undefined
  const { plan } = planPlatform({ platform: read, inventory })
  assert(plan !== undefined, `${example} has a plan`)
  return plan
}
