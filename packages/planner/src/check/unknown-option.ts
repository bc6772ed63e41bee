// Finds options of LLMFlow’s own that a component does not have, or that have another type or value.

import type { ComponentOption } from '@llmflow/catalog'
import {
  diagnostic,
  nearest,
  type Diagnostic,
  type Json,
  isJsonArray,
  isJsonObject,
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
  { inPlatform }: Subject,
  component: string,
  known: readonly ComponentOption[],
  key: string,
  value: Json,
): readonly Diagnostic[] {
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
  const { values } = option
  if (values === undefined) return []
  const expected = values.join(', ')
  const items = isJsonArray(value)
    ? value.map((item, index) => ({ item, at: `${at}${pointer(index)}` }))
    : [{ item: value, at }]
  return items
    .filter(({ item }) => typeof item !== 'string' || !values.includes(item))
    .map(({ item, at: place }) => {
      const params = { value: typeof item === 'string' ? item : JSON.stringify(item), expected }
      return diagnostic('spec/invalid-value', inPlatform(place), params)
    })
}

function typeOf(value: Json): string {
  if (value === null) return 'null'
  if (isJsonArray(value)) return 'list'
  return isJsonObject(value) ? 'object' : typeof value
}
