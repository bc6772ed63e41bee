// Reads a list of variables, such as `.env`: a name, an equals sign and a value on each line.

import { cut, type Excerpt } from '@llmflow/spec'
import type { EnvironmentFile, Variable } from '../graph/graph.js'
import { linesOf } from './configuration/lines.js'

/** Whether a text is a list of variables: by its name, or because nothing else is in it. */
export function isEnvironmentFile(name: string, text: string): boolean {
  if (name !== '') return /^\.env(\.[\w.-]+)?$|\.env$/i.test(name)
  const lines = text.split('\n').filter((line) => !/^\s*(#|$)/.test(line))
  return lines.length > 2 && lines.every((line) => /^[A-Z][A-Z0-9_]*=[^$`]*$/.test(line.trimEnd()))
}

/** The variables of a text; lines that set none are passed over. */
export function readEnvironmentFile(name: string, excerpt: Excerpt): EnvironmentFile {
  const variables = linesOf(excerpt).flatMap(({ excerpt: line }) => variableOf(line) ?? [])
  return { name, variables, place: excerpt.place(0, excerpt.text.length) }
}

function variableOf(line: Excerpt): Variable | undefined {
  const match = /^(export\s+)?([A-Za-z_][A-Za-z0-9_.]*)(\s*=\s*)(.*)$/.exec(line.text)
  const [, before = '', name = '', between = '', written = ''] = match ?? []
  if (name === '') return undefined
  const start = before.length + name.length + between.length
  const [from, length] = valueOf(written)
  const value = cut(line, start + from, start + from + length)
  return {
    name,
    value: value.text,
    keyPlace: line.place(before.length, name.length),
    excerpt: value,
  }
}

/** Where the value lies in what is written: inside quotes, or up to a comment. */
function valueOf(written: string): readonly [from: number, length: number] {
  const quote = written.charAt(0)
  const close = quote === '"' || quote === "'" ? written.indexOf(quote, 1) : -1
  if (close !== -1) return [1, close - 1]
  return [0, written.replace(/\s+#.*$/, '').trimEnd().length]
}
