// Puts a machine's paths where a text has the image's.

import type { HostProgram } from '@llmflow/spec'

/** Rewrites whole paths and beginnings of paths: `/data` in `dir /data` and `/data/a`, not in `/database`. */
export function onMachine({ paths = {} }: HostProgram, text: string): string {
  const prefixes = Object.keys(paths).toSorted((left, right) => right.length - left.length)
  if (prefixes.length === 0) return text
  const pattern = new RegExp(
    `(?<![A-Za-z0-9._/-])(${prefixes.map(escape).join('|')})(?=$|[^A-Za-z0-9._-])`,
    'g',
  )
  return text.replace(pattern, (found) => paths[found] ?? found)
}

const escape = (path: string): string => path.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
