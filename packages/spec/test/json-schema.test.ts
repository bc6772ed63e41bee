// Tests that a schema explains its settings in the language that is asked for, and in nothing but that.

import { isJsonArray, isJsonObject, schemaOf, type Json, type Language } from '@llmflow/spec'
import { describe, expect, it } from 'vitest'

const known = { releases: ['2025.01'], components: ['vllm'] }

/** Descriptions by their place in the schema. */
function described(schema: Json, at = ''): ReadonlyMap<string, string> {
  const entries = isJsonArray(schema)
    ? schema.map((value, index) => [`${index}`, value] as const)
    : isJsonObject(schema)
      ? Object.entries(schema)
      : []
  const below = entries.flatMap(([key, value]) => [...described(value, `${at}/${key}`)])
  const own = isJsonObject(schema) ? schema['description'] : undefined
  return new Map(typeof own === 'string' ? [[at, own], ...below] : below)
}

/** Settings by their place that no sentence explains, neither on the setting nor on one of its forms. */
function unexplained(schema: Json, at = ''): readonly string[] {
  if (isJsonArray(schema)) return schema.flatMap((value) => unexplained(value, at))
  if (!isJsonObject(schema)) return []
  const properties = schema['properties'] ?? null
  const own = (isJsonObject(properties) ? Object.entries(properties) : []).flatMap(
    ([name, value]) => {
      const place = `${at}.${name}`
      return [...(isExplained(value) ? [] : [place]), ...unexplained(value, place)]
    },
  )
  const inner = [schema['anyOf'], schema['items'], schema['additionalProperties']]
  return [...own, ...inner.flatMap((value) => unexplained(value ?? null, at))]
}

function isExplained(schema: Json): boolean {
  if (!isJsonObject(schema)) return false
  const forms = schema['anyOf'] ?? []
  const isOwn = typeof schema['description'] === 'string' && schema['description'] !== ''
  return isOwn || (isJsonArray(forms) && forms.some(isExplained))
}

const kinds = ['platform', 'inventory'] as const

describe.each(kinds)('the schema of the %s', (kind) => {
  const inLanguage = (language: Language) => described(schemaOf(kind, known, language))
  const english = inLanguage('en')
  const korean = inLanguage('ko')

  it('explains every setting in Korean that it explains in English', () => {
    expect(english.size).toBeGreaterThan(30)
    expect([...korean.keys()]).toEqual([...english.keys()])
    expect([...korean.values()].filter((text) => !/[가-힣]/.test(text))).toEqual([])
  })

  it('leaves no setting without a sentence', () => {
    expect(unexplained(schemaOf(kind, known, 'en'))).toEqual([])
    expect(unexplained(schemaOf(kind, known, 'ko'))).toEqual([])
  })

  it('is English unless it is asked otherwise, and holds no other language then', () => {
    const written = schemaOf(kind, known)
    expect(described(written)).toEqual(english)
    expect(JSON.stringify(written)).not.toMatch(/[가-힣]|"korean"/)
  })

  it('keeps everything but the words', () => {
    const wordless = (language: Language): string =>
      JSON.stringify(schemaOf(kind, known, language), (key, value: unknown) =>
        key === 'description' && typeof value === 'string' ? '' : value,
      )
    expect(wordless('ko')).toEqual(wordless('en'))
  })
})
