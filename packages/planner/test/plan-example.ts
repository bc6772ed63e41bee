// Plans an example of this repository, with an overlay where a test wants one.

import { existsSync, readFileSync } from 'node:fs'
import { assert } from 'vitest'
import { planPlatform, type PlanningResult } from '@llmflow/planner'
import {
  readDocument,
  readInventory,
  readPlatform,
  type Plan,
  type SourceDocument,
} from '@llmflow/spec'

const urlOf = (path: string): URL => new URL(`../../../examples/${path}`, import.meta.url)

function documentOf(name: string, text: string): SourceDocument {
  const { document } = readDocument(name, text)
  assert(document !== undefined, `${name} is readable`)
  return document
}

const fileOf = (path: string): SourceDocument => documentOf(path, readFileSync(urlOf(path), 'utf8'))

/** What planning says of an example. Documents are named by their path below `examples`. */
export function planExample(example: string, overlay?: string): PlanningResult {
  const overlays = overlay === undefined ? [] : [documentOf('overlay.yaml', overlay)]
  const platform = readPlatform([fileOf(`${example}/llmflow.yaml`), ...overlays]).read
  assert(platform !== undefined, `${example} has the form of a platform`)
  const hardware = `${example}/inventory.yaml`
  const inventory = existsSync(urlOf(hardware)) ? readInventory([fileOf(hardware)]).read : undefined
  return planPlatform({ platform, inventory })
}

export function plannedExample(example: string, overlay?: string): Plan {
  const { plan } = planExample(example, overlay)
  assert(plan !== undefined, `${example} has a plan`)
  return plan
}
