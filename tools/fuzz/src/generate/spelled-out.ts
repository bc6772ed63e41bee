// Writes a platform back with every default spelled out, each quantity in its unit.

import {
  isObject,
  milliseconds,
  printDuration,
  printRatio,
  ratio,
  type Json,
  type JsonObject,
  type Platform,
} from '@llmflow/spec'

/** Settings that hold a number of another unit than the number that is written. */
const cpus = new Set(['cpu', 'cpuLimit'])
const shares = new Set(['availability', 'share', 'demandShare', 'memoryUtilization'])
const durations = new Set([
  'firstToken',
  'answer',
  'retrieval',
  'recoveryPoint',
  'recoveryTime',
  'certificateLifetime',
  'every',
  'keep',
])

export function spelledOut(platform: Platform): JsonObject {
  const value = spell(platform, '')
  return isObject(value) && isWritten(value) ? value : {}
}

const isWritten = (value: object): value is JsonObject => Object.keys(value).length > 0

function spell(value: unknown, key: string): Json {
  if (typeof value === 'number') return spellNumber(value, key)
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map((item: unknown) => spell(item, ''))
  if (!isObject(value)) return null
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([name, item]): [string, Json] => [
        name,
        isVerbatim(name) ? verbatim(item) : spell(item, name),
      ]),
  )
}

/** Below these keys people choose the names, which may be those of quantities. */
const isVerbatim = (key: string): boolean => ['env', 'config', 'options', 'quota'].includes(key)

function verbatim(value: unknown): Json {
  if (Array.isArray(value)) return value.map(verbatim)
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]): [string, Json] => [key, verbatim(item)]),
    )
  }
  const isPlain =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  return isPlain ? value : null
}

function spellNumber(value: number, key: string): Json {
  if (cpus.has(key)) return `${value}m`
  if (shares.has(key)) return printRatio(ratio(value))
  return durations.has(key) ? printDuration(milliseconds(value)) : value
}
