// Gives every key of a plan a value: what can be made is made, what is there stays, what people know is asked for.

import { authoritiesElsewhere } from '../certificates/elsewhere.js'
import { datedOf, type Credentials } from '../store/document.js'
import {
  plannedKeys,
  storedAt,
  unusedKeys,
  withValue,
  type KeyName,
  type PlannedKey,
  type SecretsOfPlan,
} from './keys.js'
import { makeValue } from './make.js'

/** What people hand over, with the encoding of what is no text. */
export type GivenValue = KeyName & { readonly value: string; readonly encoding?: 'base64' }

export type Completion = {
  readonly made: readonly KeyName[]
  readonly given: readonly KeyName[]
  readonly kept: readonly KeyName[]
  /** Keys that only people can fill. */
  readonly missing: readonly PlannedKey[]
  readonly unused: readonly KeyName[]
}

export function complete(
  plan: SecretsOfPlan,
  before: Credentials,
  given: readonly GivenValue[],
  now: string,
): { readonly credentials: Credentials; readonly completion: Completion } {
  const keys = plannedKeys(plan)
  const withGiven = given.reduce((credentials, one) => take(credentials, one, now), before)
  const open = keys.filter((key) => storedAt(withGiven, key) === undefined)
  const makeable = open.filter(({ rule }) => rule.format !== 'given')
  const elsewhere = authoritiesElsewhere(plan, withGiven)
  const credentials = makeable.reduce((sofar, key) => withMade(sofar, key, now), withGiven)
  return {
    credentials,
    completion: {
      made: makeable.map(nameOf),
      given: given.map(nameOf),
      kept: keys.filter((key) => isKept(before, credentials, key)).map(nameOf),
      missing: open.filter(({ rule, secret }) => rule.format === 'given' && !elsewhere.has(secret)),
      unused: unusedKeys(plan, credentials),
    },
  }
}

/** Whether the value is the one that was there. */
const isKept = (before: Credentials, after: Credentials, key: KeyName): boolean =>
  storedAt(before, key) !== undefined && storedAt(before, key) === storedAt(after, key)

const nameOf = ({ secret, key }: KeyName): KeyName => ({ secret, key })

/** What is given again stays as it is; another value takes the place of the old one, which is kept. */
function take(credentials: Credentials, given: GivenValue, now: string): Credentials {
  const { value, encoding } = given
  const fresh = { value, made: now, ...(encoding === undefined ? {} : { encoding }) }
  const stored = storedAt(credentials, given)
  if (stored === undefined) return withValue(credentials, given, fresh)
  if (stored.value === value) return credentials
  const previous = datedOf(stored)
  return withValue(credentials, given, { ...fresh, rotated: now, previous })
}

function withMade(credentials: Credentials, key: PlannedKey, now: string): Credentials {
  const { format, length } = key.rule
  return format === 'given'
    ? credentials
    : withValue(credentials, key, { value: makeValue(format, length), made: now })
}
