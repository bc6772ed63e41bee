// Defines the document that holds every value of a platform, and reads and prints it.

import { isObject } from '@llmflow/spec'

/** A value, and when it was made or given, in ISO 8601. */
export type DatedValue = {
  readonly value: string
  /** Of what is no text, such as a key store of Java. */
  readonly encoding?: 'base64'
  readonly made: string
}

export type StoredValue = DatedValue & {
  /** When it took the place of another. */
  readonly rotated?: string
  /** The value before it, kept until every consumer uses the new one. */
  readonly previous?: DatedValue
}

/** Values by secret and key. */
export type Credentials = {
  readonly [secret: string]: { readonly [key: string]: StoredValue }
}

export type DocumentFault = 'not-json' | 'not-credentials' | 'other-version'

const apiVersion = 'llmflow.io/v1'
const kind = 'Credentials'

export function printCredentials(credentials: Credentials): string {
  return `${JSON.stringify({ apiVersion, kind, secrets: credentials }, null, 2)}\n`
}

export function readCredentials(text: string): Credentials | DocumentFault {
  const value = parse(text)
  if (value === undefined) return 'not-json'
  if (!isObject(value) || value['kind'] !== kind) return 'not-credentials'
  if (value['apiVersion'] !== apiVersion) return 'other-version'
  return readSecrets(value['secrets']) ?? 'not-credentials'
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

function readSecrets(value: unknown): Credentials | undefined {
  return readEach(value, (keys) => readEach(keys, readStored))
}

function readStored(value: unknown): StoredValue | undefined {
  const own = readDated(value)
  if (own === undefined || !isObject(value)) return undefined
  const { rotated, previous } = value
  if (rotated !== undefined && !isMoment(rotated)) return undefined
  const before = previous === undefined ? undefined : readDated(previous)
  if (previous !== undefined && before === undefined) return undefined
  return {
    ...own,
    ...(rotated === undefined ? {} : { rotated }),
    ...(before === undefined ? {} : { previous: before }),
  }
}

function readDated(value: unknown): DatedValue | undefined {
  if (!isObject(value) || typeof value['value'] !== 'string') return undefined
  const { made, encoding } = value
  if (!isMoment(made) || (encoding !== undefined && encoding !== 'base64')) return undefined
  return { value: value['value'], made, ...(encoding === undefined ? {} : { encoding }) }
}

const isMoment = (value: unknown): value is string =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value))

/** A stored value without what was before it. */
export const datedOf = ({ value, encoding, made }: DatedValue): DatedValue => ({
  value,
  ...(encoding === undefined ? {} : { encoding }),
  made,
})

/** The bytes that a value stands for. */
export const bytesOfValue = ({
  value,
  encoding,
}: Pick<DatedValue, 'value' | 'encoding'>): Uint8Array => Buffer.from(value, encoding ?? 'utf8')

/** Undefined as soon as one member is not what it should be: half a document is worse than none. */
function readEach<Value>(
  value: unknown,
  read: (member: unknown) => Value | undefined,
): { readonly [name: string]: Value } | undefined {
  if (!isObject(value)) return undefined
  const members: [string, Value][] = []
  for (const [name, member] of Object.entries(value)) {
    const known = read(member)
    if (known === undefined) return undefined
    members.push([name, known])
  }
  return Object.fromEntries(members)
}
