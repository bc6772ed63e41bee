// Finds options of LLMFlow’s own that a component does not have, or that have another type or value.

import type { ComponentOption, OptionForm } from '@llmflow/catalog'
import {
  diagnostic,
  nearest,
  type Diagnostic,
  type Json,
  isJsonArray,
  isJsonObject,
  parseDuration,
  pointer,
} from '@llmflow/spec'
import type { Subject } from '../input.js'
import { choicesIn } from './choices.js'
import type { Rule } from './rule.js'

export const unknownOption: Rule = (subject) =>
  choicesIn(subject.platform).flatMap(({ name, component, part }) =>
    part === undefined
      ? Object.entries(subject.platform.components[name]?.options ?? {}).flatMap(([key, value]) =>
          judge(subject, name, component.options ?? [], key, value),
        )
      : [],
  )

function judge(
  subject: Subject,
  component: string,
  known: readonly ComponentOption[],
  key: string,
  value: Json,
): readonly Diagnostic[] {
  const { inPlatform } = subject
  const at = pointer('components', component, 'options', key)
  const option = known.find(({ name }) => name === key)
  if (option === undefined) {
    const suggestion = nearest(
      key,
      known.map(({ name }) => name),
    )
    return [diagnostic('spec/unknown-key', inPlatform(at, 'key'), { key, suggestion })]
  }
  const found = typeOf(value)
  if (found !== option.type) {
    return [diagnostic('spec/wrong-type', inPlatform(at), { expected: option.type, found })]
  }
  const expected = expectedBy(option)
  if (expected === undefined) return []
  const items = isJsonArray(value)
    ? value.map((item, index) => ({ item, at: `${at}${pointer(index)}` }))
    : [{ item: value, at }]
  return items
    .filter(({ item }) => typeof item !== 'string' || !isAllowed(option, item, subject))
    .map(({ item, at: place }) => {
      const params = { value: typeof item === 'string' ? item : JSON.stringify(item), expected }
      return diagnostic('spec/invalid-value', inPlatform(place), params)
    })
}

/** What stands in a finding: all that may be written, or an example of the form. */
function expectedBy({ values, form }: ComponentOption): string | undefined {
  if (values !== undefined) return values.join(', ')
  return form === undefined ? undefined : examples[form]
}

const examples: { readonly [form in OptionForm]: string } = {
  duration: '14d',
  address: '192.168.0.10',
  range: '192.168.0.0/24',
  moment: 'latest, 2026-11-23T09:30:00+09:00',
  component: 'postgresql',
}

const octet = '(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])'
const address = `${octet}(?:\\.${octet}){3}`
const patterns = {
  address: new RegExp(`^${address}$`),
  range: new RegExp(`^${address}/(?:3[0-2]|[12]?[0-9])$`),
  moment:
    /^(?:latest|[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](?:Z|[+-][0-2][0-9]:[0-5][0-9]))$/,
} as const

function isAllowed({ values, form }: ComponentOption, text: string, { context }: Subject): boolean {
  if (values !== undefined) return values.includes(text)
  if (form === undefined) return true
  if (form === 'duration') return (parseDuration(text) ?? 0) > 0
  return form === 'component' ? context.enabled.has(text) : patterns[form].test(text)
}

function typeOf(value: Json): string {
  if (value === null) return 'null'
  if (isJsonArray(value)) return 'list'
  return isJsonObject(value) ? 'object' : typeof value
}
