// Computes the fingerprint of a plan and of a file, by which each knows whether it was changed.

import { createHash } from 'node:crypto'
import { orderedJson, type Plan } from '@llmflow/spec'
import { version } from '../version.js'

/** A plan as it is written: with the version that made it, and a digest so that an edit is noticed. */
export type StampedPlan = Plan & { readonly tool: string; readonly digest: string }

export const digestOfText = (text: string): string =>
  `sha256:${createHash('sha256').update(text).digest('hex')}`

/** The digest of a value does not depend on the order of keys. */
export const digestOf = (value: unknown): string => digestOfText(orderedJson(value))

export const stamp = (plan: Plan): StampedPlan => ({
  ...plan,
  tool: version,
  digest: digestOf(plan),
})
