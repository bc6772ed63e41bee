// Shows what configures a program in one way: variables, arguments, directives and paths of keys are settings with names.

import { settingsByName, type SettingForm, type SettingsByName } from '@llmflow/catalog'
import type { Excerpt, Field, Location } from '@llmflow/spec'
import type { Configuration, Process, Variable, Word } from '../graph/graph.js'
import { readShell } from '../read/shell.js'

export type Setting = {
  readonly form: SettingForm
  /** As it is written: `KC_DB`, `--max-model-len`, `config.maxModelLen`. */
  readonly name: string
  /** Undefined when it comes from an object. A list of scalars is joined with commas. */
  readonly value: string | undefined
  readonly place: Location
  readonly valuePlace: Location
  readonly items: readonly Field[]
}

/** Settings that are found by name without looking at all of them. */
export type Settings = SettingsByName<Setting>

export const settingsFrom: (all: readonly Setting[], isSuffix: boolean) => Settings = settingsByName

const variableSettings = (variables: readonly Variable[]): readonly Setting[] =>
  variables.map(({ name, value, keyPlace, excerpt }) => ({
    form: 'variable',
    name,
    value,
    place: keyPlace,
    valuePlace: placeOf(excerpt),
    items: [],
  }))

const placeOf = (excerpt: Excerpt): Location => excerpt.place(0, excerpt.text.length)

/** `--name=value`, `--name value`, `-c name=value`, `-Dname=value`, and words without dashes as names alone. */
function argumentSettings(words: readonly Word[]): readonly Setting[] {
  return words.flatMap((word, index): readonly Setting[] => {
    const before = words[index - 1]?.text
    if (before === '-c' && /^[\w.]+=/.test(word.text)) return [pair(word, 0)]
    const dashes = /^(--?|-D)(?=[A-Za-z])/.exec(word.text)?.[0]
    if (dashes === undefined) return []
    if (word.text.includes('=')) return [pair(word, dashes.length)]
    const next = words[index + 1]
    const value = next === undefined || /^-\D/.test(next.text) ? undefined : next
    const place = placeOf(word.excerpt)
    return [
      {
        form: 'argument',
        name: word.text,
        value: value === undefined ? '' : value.text,
        place,
        valuePlace: value === undefined ? place : placeOf(value.excerpt),
        items: [],
      },
    ]
  })
}

function pair({ text, excerpt }: Word, start: number): Setting {
  const equals = text.indexOf('=', start)
  // A quoted word is longer in its file than its text is, and then the whole of it is meant.
  const isVerbatim = excerpt.text.startsWith(text.slice(0, equals))
  const place = isVerbatim ? excerpt.place(0, equals) : placeOf(excerpt)
  const rest = excerpt.text.length - equals - 1
  return {
    form: 'argument',
    name: text.slice(0, equals),
    value: text.slice(equals + 1),
    place,
    valuePlace: isVerbatim && rest > 0 ? excerpt.place(equals + 1, rest) : place,
    items: [],
  }
}

/** Bounds for files of strangers: deeper and more than any program is configured with. */
const depthMax = 12
const settingsMax = 4000

/** Every key below a field as a path; entries of lists share the path of their list. */
export function keySettings(root: Field): readonly Setting[] {
  const found: Setting[] = []
  collect(root, '', 0, found)
  return found
}

function collect(field: Field, path: string, depth: number, found: Setting[]): void {
  if (depth > depthMax || found.length > settingsMax) return
  for (const { key, field: value } of field.entries) {
    const name = path === '' ? key : `${path}.${key}`
    found.push(keySetting(name, value))
    collect(value, name, depth + 1, found)
    for (const item of value.items) collect(item, name, depth + 1, found)
  }
}

function keySetting(name: string, field: Field): Setting {
  const { items, text, place, keyPlace } = field
  const scalars = items.flatMap((item) => item.text ?? [])
  const isScalars = items.length > 0 && scalars.length === items.length
  const value = isScalars ? scalars.join(',') : text
  return { form: 'key', name, value, place: keyPlace, valuePlace: place, items }
}

/** Keys of a file that has them, and directives with their values as one text. */
export function configurationSettings({ root, directives }: Configuration): readonly Setting[] {
  if (root !== undefined) return keySettings(root)
  return directives.map(({ name, values, place }) => ({
    form: 'directive',
    name,
    value: values.map(({ text }) => text).join(' '),
    place,
    valuePlace: place,
    items: [],
  }))
}

/** The words of a command line, and those of the script when a shell runs one: `sh -c 'vllm serve …'`. */
function spokenWords(words: readonly Word[]): readonly Word[] {
  const program = words[0]?.text.split('/').at(-1) ?? ''
  if (!/^(ba|da|a)?sh$/.test(program)) return words
  return words.flatMap((word) =>
    /\s/.test(word.text) ? readShell(word.excerpt).flatMap(({ words: inner }) => inner) : [word],
  )
}

/** What configures a process: its variables and arguments, and for a block of values its keys too. */
export function processSettings(process: Process): Settings {
  const { environment, command, args, origin, field } = process
  return settingsFrom(
    [
      ...variableSettings(environment),
      ...argumentSettings(spokenWords([...command, ...args])),
      ...(origin === 'values' ? keySettings(field) : []),
    ],
    origin === 'values',
  )
}
