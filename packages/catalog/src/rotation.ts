// Says of a secret what another value asks for, where a restart of those who read it is not enough.

import type { Rotation } from '@llmflow/spec'

type Rotated = { readonly rotation: Rotation }

const as =
  (kind: Rotation['kind']) =>
  (en: string, ko: string): Rotated => ({ rotation: { kind, reason: { en, ko } } })

/** A server took it at its first start and keeps it. */
export const keptInside = as('inside')
/** Data is protected by it and has to be written again. */
export const protectsData = as('rewrites')
/** What it protects would be lost. */
export const neverRotated = as('never')
