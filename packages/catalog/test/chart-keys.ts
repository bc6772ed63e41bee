// Reads the keys that a chart's own values and templates know, which the files of this folder's `chart-keys` list.

import { readFileSync } from 'node:fs'
import { isJsonObject, type Json, type JsonObject } from '@llmflow/spec'

type Known = { readonly exact: ReadonlySet<string>; readonly prefixes: ReadonlySet<string> }

/** One key a line; `.*` ends a key below which the chart takes anything. */
export function keysOf(chart: string): Known {
  const file = new URL(`chart-keys/${chart}.txt`, import.meta.url)
  const lines = readFileSync(file, 'utf8').split('\n')
  const keys = lines.filter((line) => line !== '' && !line.startsWith('#'))
  const exact = keys.filter((key) => !key.endsWith('.*'))
  const open = keys.filter((key) => key.endsWith('.*')).map((key) => key.slice(0, -2))
  return { exact: new Set(exact), prefixes: new Set([...exact, ...open]) }
}

/** The keys of some values that a chart would pass over in silence. */
export function unknownKeys(values: JsonObject, known: Known): readonly string[] {
  return leavesOf(values, [])
    .filter((path) => {
      const key = path.join('.')
      return (
        !path.some((_, index) => known.prefixes.has(path.slice(0, index + 1).join('.'))) &&
        key !== ''
      )
    })
    .map((path) => path.join('.'))
}

function leavesOf(value: Json, path: readonly string[]): readonly (readonly string[])[] {
  if (!isJsonObject(value) || Object.keys(value).length === 0) return [path]
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]))
}
