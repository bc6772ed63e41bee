// Replaces values, takes a replacement back, and forgets what was replaced.

import type { Plan, Rotation, RotationHindrance } from '@llmflow/spec'
import { datedOf, type Credentials, type StoredValue } from '../store/document.js'
import { storedAt, withValue, type KeyName } from '../values/keys.js'
import { makeValue } from '../values/make.js'

type Ruled = Pick<Plan, 'secrets'>

export type RotationStep = 'rotate' | 'undo' | 'forget'

export type Refused = KeyName & {
  readonly hindrance: RotationHindrance
  readonly rotation?: Rotation
}

export type Rotated = {
  readonly credentials: Credentials
  readonly changed: readonly KeyName[]
  readonly refused: readonly Refused[]
}

export function rotate(
  plan: Ruled,
  before: Credentials,
  keys: readonly KeyName[],
  options: { readonly step: RotationStep; readonly isForced: boolean; readonly now: string },
): Rotated {
  const start: Rotated = { credentials: before, changed: [], refused: [] }
  return keys.reduce((sofar, key) => {
    const next = replaced(plan, sofar.credentials, key, options)
    if (typeof next !== 'object')
      return { ...sofar, refused: [...sofar.refused, refusedOf(plan, key, next)] }
    return {
      ...sofar,
      credentials: withValue(sofar.credentials, key, next.value),
      changed: [...sofar.changed, { secret: key.secret, key: key.key }],
    }
  }, start)
}

function refusedOf(plan: Ruled, { secret, key }: KeyName, hindrance: RotationHindrance): Refused {
  const rotation = plan.secrets[secret]?.keys[key]?.rotation
  return { secret, key, hindrance, ...(rotation === undefined ? {} : { rotation }) }
}

/** No value at all where it goes. */
type Replacement = { readonly value: StoredValue | undefined }

function replaced(
  plan: Ruled,
  credentials: Credentials,
  name: KeyName,
  options: { readonly step: RotationStep; readonly isForced: boolean; readonly now: string },
): Replacement | RotationHindrance {
  const stored = storedAt(credentials, name)
  switch (options.step) {
    case 'undo':
      return undone(stored, options.now)
    case 'forget':
      return forgotten(plan, stored, name)
    case 'rotate':
      return renewed(plan, stored, name, options)
  }
}

/** The value that is taken back is kept in its turn: whoever has it already must still be told from a stranger. */
function undone(stored: StoredValue | undefined, now: string): Replacement | RotationHindrance {
  if (stored?.previous === undefined) return 'no-previous'
  return { value: { ...stored.previous, rotated: now, previous: datedOf(stored) } }
}

/** What nothing of the plan reads goes altogether. */
function forgotten(
  plan: Ruled,
  stored: StoredValue | undefined,
  { secret, key }: KeyName,
): Replacement | RotationHindrance {
  if (plan.secrets[secret]?.keys[key] === undefined) return { value: undefined }
  if (stored?.previous === undefined) return 'no-previous'
  const { previous: _, ...kept } = stored
  return { value: kept }
}

function renewed(
  plan: Ruled,
  stored: StoredValue | undefined,
  { secret, key }: KeyName,
  { isForced, now }: { readonly isForced: boolean; readonly now: string },
): Replacement | RotationHindrance {
  const rule = plan.secrets[secret]?.keys[key]
  if (rule === undefined || rule.format === 'given') return 'given'
  if (stored === undefined) return 'no-value'
  const kind = rule.rotation?.kind
  if ((kind === 'rewrites' || kind === 'never') && !isForced) return kind
  if (stored.previous !== undefined && !isForced) return 'pending'
  const value = makeValue(rule.format, rule.length)
  return { value: { value, made: now, rotated: now, previous: datedOf(stored) } }
}
