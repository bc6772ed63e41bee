// Step: what the platform has to carry, from the demand.

import type { Load } from '@llmflow/catalog'
import { pointer } from '@llmflow/spec'
import type { Reasons } from './step.js'

export function planLoad(load: Load, reasons: Reasons): { readonly [name: string]: number } {
  return Object.fromEntries(
    Object.entries(load).map(([name, figure]) => [
      name,
      reasons.take('load', pointer('load', name), figure),
    ]),
  )
}
