// Tests that a place in half-written YAML is taken for the setting that a person means.

import { describe, expect, it } from 'vitest'
import { settingAt, settingsBelow } from '../src/pages/platform/json-schema.ts'
import { placeAt } from '../src/pages/platform/yaml-place.ts'

/** The place of the bar. */
function at(text: string) {
  const place = placeAt(text.replace('|', ''), text.indexOf('|'))
  return place === undefined ? undefined : [...place.parents, place.key ?? '', place.word]
}

describe('a place in YAML', () => {
  it.each([
    ['dem|', ['', 'dem']],
    ['demand:\n  us|', ['demand', '', 'us']],
    ['demand:\n  users: 5\n  con|', ['demand', '', 'con']],
    ['demand:\n  users: 5|', ['demand', 'users', '5']],
    ['models:\n  - na|', ['models', '[]', '', 'na']],
    ['models:\n  - name: a\n    ki|', ['models', '[]', '', 'ki']],
    ['models:\n  - name: a\n    kind: ch|', ['models', '[]', 'kind', 'ch']],
    ['models:\n- name: a\n  kind: ch|', ['models', '[]', 'kind', 'ch']],
    [
      'models:\n  - name: a\n    replicas: { minimum: 1, max|',
      ['models', '[]', 'replicas', '', 'max'],
    ],
    ['models:\n  - { kind: em|', ['models', '[]', 'kind', 'em']],
    ['a:\n  b: 1\n\n# words\nc:\n  |', ['c', '', '']],
    [
      'pools:\n  - nodes:\n      {\n        count: 3,\n        pre|',
      ['pools', '[]', 'nodes', '', 'pre'],
    ],
  ])('%j', (text, expected) => {
    expect(at(text)).toEqual(expected)
  })

  it('is none in a comment', () => {
    expect(at('a: 1 # wo|')).toBeUndefined()
  })
})

const schema = {
  properties: {
    kind: { const: 'Platform' },
    models: {
      type: 'array',
      items: {
        properties: {
          kind: { enum: ['chat', 'embedding'], default: 'chat', description: 'What it does.' },
          release: { type: 'string', enum: ['2025.01'] },
        },
        required: ['kind'],
      },
    },
    nodes: { anyOf: [{ type: 'array' }, { properties: { count: { type: 'integer' } } }] },
    parts: {
      additionalProperties: { properties: { pool: {} } },
      propertyNames: { enum: ['vllm'] },
    },
  },
}

describe('a schema', () => {
  it('knows the settings of entries, of forms and of named maps', () => {
    const names = (path: readonly string[]) => settingsBelow(schema, path).map(({ name }) => name)
    expect(names(['models', '[]'])).toEqual(['kind', 'release'])
    expect(names(['nodes'])).toEqual(['count'])
    expect(names(['parts'])).toEqual(['vllm'])
    expect(names(['parts', 'anything'])).toEqual(['pool'])
  })

  it('tells what a setting means and may be', () => {
    expect(settingAt(schema, ['models', '[]', 'kind'])).toMatchObject({
      description: 'What it does.',
      fallback: 'chat',
      values: ['chat', 'embedding'],
      isRequired: true,
    })
    expect(settingAt(schema, ['models', '[]', 'release'])?.values).toEqual(["'2025.01'"])
    expect(settingAt(schema, ['models'])?.types).toEqual(['array'])
    expect(settingAt(schema, ['unknown'])).toBeUndefined()
  })
})
