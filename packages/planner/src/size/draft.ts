// Plans a platform that was made rather than written: no document stands behind it.

import { layer, type Inventory, type Platform, type Sourced } from '@llmflow/spec'
import { resolve } from '../context.js'
import type { Draft } from '../input.js'
import { draftPlan } from '../plan/plan.js'

/** Undefined when a name or the release of the platform is not known; a check says which. */
export function draftOf(platform: Platform, inventory: Inventory | undefined): Draft | undefined {
  const { resolved } = resolve({
    platform: unwritten(platform),
    inventory: inventory === undefined ? undefined : unwritten(inventory),
  })
  return resolved === undefined ? undefined : draftPlan(resolved)
}

const unwritten = <Value>(value: Value): Sourced<Value> => ({ value, layered: layer([]) })
