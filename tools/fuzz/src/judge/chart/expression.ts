// Works out the expressions of our charts, by the rules of Go's templates and nothing that a renderer shares.

import { createHash } from 'node:crypto'
import { isObject } from '@llmflow/spec'

/** `$`, and the variables of the ranges around. */
export type Names = { readonly [variable: string]: unknown }

export class UnknownExpression extends Error {
  override readonly name = 'UnknownExpression'
}

type Reader = { readonly words: readonly string[]; at: number; readonly names: Names }

export function evaluate(expression: string, names: Names): unknown {
  const words = expression.match(/"(?:[^"\\]|\\.)*"|`[^`]*`|[()|]|[^\s()|]+/g) ?? []
  const reader: Reader = { words, at: 0, names }
  const value = pipeline(reader)
  if (reader.at !== words.length) throw new UnknownExpression(expression)
  return value
}

/** `a b | c`: what comes out of one is the last argument of the next. */
function pipeline(reader: Reader): unknown {
  let value = command(reader, [])
  while (reader.words[reader.at] === '|') {
    reader.at += 1
    value = command(reader, [value])
  }
  return value
}

function command(reader: Reader, piped: readonly unknown[]): unknown {
  const first = reader.words[reader.at] ?? ''
  if (!Object.hasOwn(functions, first)) return operand(reader)
  reader.at += 1
  const args: unknown[] = []
  while (reader.at < reader.words.length && !['|', ')'].includes(reader.words[reader.at] ?? '')) {
    args.push(operand(reader))
  }
  return functions[first]?.([...args, ...piped])
}

function operand(reader: Reader): unknown {
  const word = reader.words[reader.at] ?? ''
  reader.at += 1
  if (word === '(') {
    const value = pipeline(reader)
    if (reader.words[reader.at] !== ')') throw new UnknownExpression(reader.words.join(' '))
    reader.at += 1
    const field = reader.words[reader.at] ?? ''
    if (!field.startsWith('.')) return value
    reader.at += 1
    return fieldsAt(value, field.slice(1).split('.'))
  }
  if (word.startsWith('"')) return textIn(word)
  if (word.startsWith('`')) return word.slice(1, -1)
  if (/^\d+$/.test(word)) return Number(word)
  const [variable = '', ...path] = word.split('.')
  if (!Object.hasOwn(reader.names, variable)) throw new UnknownExpression(word)
  return fieldsAt(reader.names[variable], path)
}

const textIn = (word: string): unknown => JSON.parse(word)

/** A field of nothing is an error in Go, unless it is the first. */
function fieldsAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (!isObject(inner)) throw new UnknownExpression(`${path.join('.')} of nothing`)
    return inner[key]
  }, value)
}

type Function = (args: readonly unknown[]) => unknown

const functions: { readonly [name: string]: Function } = {
  quote: ([value]) => JSON.stringify(print(value)),
  int64: ([value]) => Math.trunc(Number(value)),
  toRawJson: ([value]) => json(value),
  index: ([value, ...path]) => fieldsAt(value, path.map(String)),
  list: (items) => items,
  dict: (items) =>
    Object.fromEntries(
      items.flatMap((key, at) => (at % 2 === 0 ? [[String(key), items[at + 1]]] : [])),
    ),
  has: ([item, items]) => Array.isArray(items) && items.includes(item),
  join: ([separator, items]) =>
    Array.isArray(items) ? items.map(print).join(String(separator)) : '',
  sha256sum: ([text]) => createHash('sha256').update(print(text)).digest('hex'),
  trunc: ([length, text]) => print(text).slice(0, Number(length)),
  regexReplaceAll: ([pattern, text, by]) =>
    print(text).replace(new RegExp(String(pattern), 'g'), String(by)),
  not: ([value]) => !isTrue(value),
  or: (items) => items.find(isTrue) ?? items.at(-1),
  and: (items) => items.find((item) => !isTrue(item)) ?? items.at(-1),
  include: ([name, value]) => included(String(name), value),
}

/** What our own named templates say. */
function included(name: string, value: unknown): string {
  if (name === 'llmflow.map' && isObject(value)) {
    return json(Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null)))
  }
  const [tenants, keys] = isObject(value) ? [value['tenants'], value['keys']] : []
  if (name !== 'llmflow.tenants' || !Array.isArray(tenants) || !Array.isArray(keys)) {
    throw new UnknownExpression(`include ${name}`)
  }
  return json(
    tenants.map((tenant: unknown) =>
      Object.fromEntries(keys.map((key) => [String(key), fieldsAt(tenant, [String(key)])])),
    ),
  )
}

export const isTrue = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : Boolean(value)

export function print(value: unknown): string {
  if (value === undefined || value === null) throw new UnknownExpression('nothing is printed')
  return typeof value === 'string' ? value : json(value)
}

/** As Go prints it: keys by the alphabet. */
const json = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    isObject(inner)
      ? Object.fromEntries(
          Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)),
        )
      : inner,
  )
