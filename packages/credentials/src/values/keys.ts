// Names the keys of secrets: those that a plan asks for, and those that a person means.

import type { Plan, SecretKey } from '@llmflow/spec'
import type { Credentials, StoredValue } from '../store/document.js'

/** What a plan says of values. */
export type SecretsOfPlan = Pick<Plan, 'secrets' | 'certificates'>

export type KeyName = { readonly secret: string; readonly key: string }
export type PlannedKey = KeyName & { readonly rule: SecretKey }

const printKey = ({ secret, key }: KeyName): string => `${secret}/${key}`

/** Every key of every secret, in the order of the plan. */
export const plannedKeys = ({ secrets }: Pick<Plan, 'secrets'>): readonly PlannedKey[] =>
  Object.entries(secrets).flatMap(([secret, { keys }]) =>
    Object.entries(keys).map(([key, rule]) => ({ secret, key, rule })),
  )

export const storedAt = (credentials: Credentials, { secret, key }: KeyName) =>
  Object.hasOwn(credentials, secret) ? credentials[secret]?.[key] : undefined

/** With a value at a key, or without one. */
export function withValue(
  credentials: Credentials,
  { secret, key }: KeyName,
  value: StoredValue | undefined,
): Credentials {
  const keys = new Map(Object.entries(credentials[secret] ?? {}))
  if (value === undefined) keys.delete(key)
  else keys.set(key, value)
  const secrets = new Map(Object.entries(credentials))
  if (keys.size === 0) secrets.delete(secret)
  else secrets.set(secret, Object.fromEntries(keys))
  return Object.fromEntries(secrets)
}

/** Values that nothing of the plan reads; certificates belong to it under names of their own. */
export function unusedKeys(plan: SecretsOfPlan, credentials: Credentials): readonly KeyName[] {
  const issued = new Set(
    Object.values(plan.certificates).flatMap((one) => [one.secret, one.issuer]),
  )
  return Object.entries(credentials).flatMap(([secret, keys]) =>
    Object.keys(keys).flatMap((key) =>
      issued.has(secret) || plan.secrets[secret]?.keys[key] !== undefined ? [] : [{ secret, key }],
    ),
  )
}

/** Those of the plan, and those that are kept besides. */
export const knownKeys = (plan: SecretsOfPlan, credentials: Credentials): readonly KeyName[] => [
  ...plannedKeys(plan).map(({ secret, key }) => ({ secret, key })),
  ...unusedKeys(plan, credentials),
]

/** `SECRET/KEY`, or all keys of `SECRET`; a key may have slashes of its own. */
export const keysNamed = (word: string, known: readonly KeyName[]): readonly KeyName[] =>
  known.filter((one) => printKey(one) === word || one.secret === word)
