// Damages texts: lines are lost, doubled, moved and bent; settings get values of the wrong kind.

import { isJsonArray, isJsonObject, readDocument, type Json } from '@llmflow/spec'
import fc from 'fast-check'

import { nastyLines, nastyValues } from './nasty.js'

/** One damage: what is done, where (as a share of the whole) and with what. */
type Mutation = {
  readonly kind: keyof typeof mutators
  readonly at: number
  readonly with: number
}

type Mutator = (text: string, at: number, choice: number) => string

const pick = <Item>(items: readonly Item[], choice: number): Item | undefined =>
  items[choice % Math.max(1, items.length)]

function changeLines(change: (lines: string[], index: number, choice: number) => void): Mutator {
  return (text, at, choice) => {
    const lines = text.split('\n')
    change(lines, Math.floor(at * lines.length), choice)
    return lines.join('\n')
  }
}

/** Puts a nasty value in the place of what follows the colon. */
const bendValue = changeLines((lines, index, choice) => {
  const written = lines[index] ?? ''
  const colon = written.indexOf(':')
  const value = JSON.stringify(pick(nastyValues, choice))
  lines[index] = `${colon === -1 ? written : written.slice(0, colon + 1)} ${value}`
})

/** Changes one setting of what the text says, and writes it again. */
function changeValue(change: (value: Json, choice: number) => Json | undefined): Mutator {
  return (text, at, choice) => {
    const { document } = readDocument('text', text)
    if (document === undefined) return text
    const places = countValues(document.value)
    return JSON.stringify(
      changeAt(document.value, { left: Math.floor(at * places) }, choice, change) ?? null,
    )
  }
}

function countValues(value: Json): number {
  if (isJsonArray(value)) return value.reduce<number>((sum, item) => sum + countValues(item), 1)
  if (!isJsonObject(value)) return 1
  return Object.values(value).reduce<number>((sum, item) => sum + countValues(item), 1)
}

function changeAt(
  value: Json,
  countdown: { left: number },
  choice: number,
  change: (value: Json, choice: number) => Json | undefined,
): Json | undefined {
  countdown.left -= 1
  if (countdown.left < 0) {
    countdown.left = Number.POSITIVE_INFINITY
    return change(value, choice)
  }
  const inside = (item: Json): readonly Json[] => {
    const changed = changeAt(item, countdown, choice, change)
    return changed === undefined ? [] : [changed]
  }
  if (isJsonArray(value)) return value.flatMap(inside)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      inside(item).map((changed): [string, Json] => [key, changed]),
    ),
  )
}

/** A value whose keys, entries or letters are slightly other ones. */
function bend(value: Json, choice: number): Json {
  if (isJsonArray(value)) return [...value, ...value.slice(choice % Math.max(1, value.length))]
  if (isJsonObject(value)) {
    const entries = Object.entries(value)
    const index = choice % Math.max(1, entries.length)
    return Object.fromEntries(
      entries.map(([key, item], at): [string, Json] => [
        at === index ? `${key}${choice % 7 === 0 ? 's' : key.slice(0, 1)}` : key,
        item,
      ]),
    )
  }
  if (typeof value === 'number')
    return pick([value + 1, -value, value * 1e6, value / 3, value * 1000], choice) ?? 0
  if (typeof value === 'string')
    return (
      pick([`${value}x`, value.slice(1), value.toUpperCase(), `${value}${value}`], choice) ?? ''
    )
  return value === null ? 0 : !value
}

const characters = Array.from('{}[]:,&*!|>%@`"\'#?-\t\n\r\u0000~<=é한😀\uD800\u2028')

const mutators = {
  deleteLine: changeLines((lines, index) => void lines.splice(index, 1)),
  deleteLines: changeLines((lines, index, choice) => void lines.splice(index, choice % 30)),
  doubleLine: changeLines((lines, index) => void lines.splice(index, 0, lines[index] ?? '')),
  moveLine: changeLines((lines, index, choice) => {
    void lines.splice(choice % (lines.length + 1), 0, ...lines.splice(index, 1))
  }),
  indentLine: changeLines((lines, index, choice) => {
    lines[index] = `${pick([' ', '  ', '\t', '    '], choice) ?? ''}${lines[index] ?? ''}`
  }),
  unindentLine: changeLines((lines, index) => {
    lines[index] = (lines[index] ?? '').replace(/^ {1,2}/, '')
  }),
  insertLine: changeLines((lines, index, choice) => {
    const indentation = /^ */.exec(lines[index] ?? '')?.[0] ?? ''
    const piece = pick(nastyLines, choice) ?? ''
    void lines.splice(
      index,
      0,
      piece
        .split('\n')
        .map((one) => `${indentation}${one}`)
        .join('\n'),
    )
  }),
  appendLine: (text, _, choice) => `${text}\n${pick(nastyLines, choice) ?? ''}\n`,
  bendValue,
  deleteCharacter: (text, at) => {
    const index = Math.floor(at * text.length)
    return text.slice(0, index) + text.slice(index + 1)
  },
  insertCharacter: (text, at, choice) => {
    const index = Math.floor(at * text.length)
    const character = pick(characters, choice) ?? ''
    return text.slice(0, index) + character + text.slice(index)
  },
  truncate: (text, at) => text.slice(0, Math.floor(at * text.length)),
  behead: (text, at) => text.slice(Math.floor(at * text.length)),
  double: (text) => `${text}\n${text}`,
  separate: (text) => `${text}\n---\n${text}`,
  carriageReturns: (text) => text.replaceAll('\n', '\r\n'),
  anchor: (text) =>
    text.replace(': ', ': &anchor ').replace(/\n([ ]*)(\w+): \S+$/m, '\n$1$2: *anchor'),
  replaceSetting: changeValue((_, choice) => pick(nastyValues, choice)),
  deleteSetting: changeValue(() => undefined),
  bendSetting: changeValue(bend),
  nestSetting: changeValue((value) => [[{ value }]]),
} satisfies { readonly [name: string]: Mutator }

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(...kinds()),
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  with: fc.nat(100_000),
})

function kinds(): readonly Mutation['kind'][] {
  return Object.keys(mutators).filter(isKind)
}

function isKind(text: string): text is Mutation['kind'] {
  return text in mutators
}

export function mutate(text: string, mutations: readonly Mutation[]): string {
  return mutations.reduce(
    (damaged, { kind, at, with: choice }) => mutators[kind](damaged, at, choice),
    text,
  )
}
