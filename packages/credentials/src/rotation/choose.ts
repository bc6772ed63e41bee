// Chooses what is rotated when nobody names it: all that may be, or all that is too old.

import type { Plan } from '@llmflow/spec'
import type { Credentials } from '../store/document.js'
import { plannedKeys, storedAt, type KeyName } from '../values/keys.js'
import type { RotationStep } from './rotate.js'

type Choice = {
  /** Milliseconds since 1970. */
  readonly now: number
  /** Values that are not older stay; undefined for all. */
  readonly days: number | undefined
}

const dayMilliseconds = 24 * 60 * 60 * 1000

export function keysToRotate(
  plan: Pick<Plan, 'secrets'>,
  credentials: Credentials,
  step: RotationStep,
  { now, days }: Choice,
): readonly KeyName[] {
  return plannedKeys(plan).filter((key) => {
    const stored = storedAt(credentials, key)
    if (stored === undefined) return false
    if (step !== 'rotate') return stored.previous !== undefined
    const age = (now - Date.parse(stored.made)) / dayMilliseconds
    return key.rule.format !== 'given' && (days === undefined || age > days)
  })
}
