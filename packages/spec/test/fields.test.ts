import {
  cut,
  fieldOfValue,
  piecesOf,
  printYaml,
  readFields,
  wholeText,
  type Excerpt,
  type Field,
  type Json,
} from '@llmflow/spec'
import { assert, describe, expect, it } from 'vitest'

const read = (text: string): readonly Field[] => readFields(wholeText('file.yaml', text)).documents

function only(text: string): Field {
  const [field] = read(text)
  assert(field !== undefined)
  return field
}

/** The character of the file that a place points at. */
function characterAt(text: string, excerpt: Excerpt, index: number): string {
  const place = excerpt.place(index, 1)
  assert('offset' in place)
  return text.slice(place.offset, place.offset + place.length)
}

describe('a field of a YAML text', () => {
  it('answers by path, and absent fields answer too', () => {
    const field = only('spec:\n  replicas: 3\n  names: [one, two]\n')
    expect(field.get('spec', 'replicas').number).toBe(3)
    expect(field.get('spec', 'names', 1).text).toBe('two')
    expect(field.get('spec', 'none', 'deeper').value).toBeUndefined()
    expect(field.get('spec', 'none', 'deeper').items).toEqual([])
  })

  it('places what is absent at what should hold it', () => {
    const text = 'kind: A\nspec:\n  replicas: 3\n'
    const place = only(text).get('spec', 'none').place
    expect(place).toMatchObject({ offset: text.indexOf('replicas') })
  })

  it('keeps scalars as they are written', () => {
    const field = only('version: 3.10\nport: "8080"\nflag: yes\nnothing:\n')
    expect(field.get('version').text).toBe('3.10')
    expect(field.get('port').number).toBe(8080)
    expect(field.get('flag').text).toBe('yes')
    expect(field.get('nothing').text).toBeUndefined()
  })

  it('takes merged keys, and its own win', () => {
    const field = only('base: &base { a: 1, b: 2 }\nmine:\n  <<: *base\n  b: 3\n').get('mine')
    expect(field.value).toEqual({ b: 3, a: 1 })
    expect(field.get('a').number).toBe(1)
    expect(field.entries.map(({ key }) => key)).toEqual(['b', 'a'])
  })

  it('reads every document, and tells one fault of each that cannot be read', () => {
    const { documents, diagnostics } = readFields(wholeText('f', 'a: 1\n---\nb: [1\n---\nc: 2\n'))
    expect(documents.map(({ value }) => value)).toEqual([{ a: 1 }, { c: 2 }])
    expect(diagnostics.map(({ code }) => code)).toEqual(['spec/yaml-syntax'])
  })

  it('refuses a depth that would exhaust the machine', () => {
    const { documents, diagnostics } = readFields(wholeText('f', '['.repeat(100_000)))
    expect(documents).toEqual([])
    expect(diagnostics.map(({ code }) => code)).toEqual(['spec/document-too-large'])
  })

  it('tells a key that is there twice, and still reads the document', () => {
    const text = 'spec:\n  replicas: 1\n  image: a\n  replicas: 2\n'
    const { documents, diagnostics } = readFields(wholeText('f', text))
    expect(documents).toHaveLength(1)
    expect(diagnostics).toMatchObject([
      { code: 'spec/yaml-syntax', location: { offset: text.lastIndexOf('replicas') } },
    ])
    expect(readFields(wholeText('f', 'a: { x: 1 }\nb: { x: 1 }\n')).diagnostics).toEqual([])
  })

  it('survives an alias that holds itself', () => {
    expect(only('a: &a [*a]\n').value).toBeDefined()
  })
})

describe('the characters of a text', () => {
  const text = [
    'plain: one two',
    "single: 'it is'",
    'double: "a b"',
    'literal: |',
    '  first line',
    '',
    '    indented',
    'nested:',
    '  deeper: |-',
    '    x: |',
    '      inner text',
    '',
  ].join('\n')

  it.each([['plain'], ['single'], ['double'], ['literal'], ['nested', 'deeper']])(
    'of %s stand where they stand in the file',
    (...path) => {
      const { excerpt } = only(text).get(...path)
      expect(excerpt.text.trim()).not.toBe('')
      for (let index = 0; index < excerpt.text.length; index += 1) {
        expect(characterAt(text, excerpt, index)).toBe(excerpt.text[index])
      }
    },
  )

  it('of a document inside a block are placed in the outer file', () => {
    const [inner] = readFields(only(text).get('nested', 'deeper').excerpt).documents
    const innermost = inner?.get('x').excerpt
    assert(innermost !== undefined)
    expect(innermost.text).toBe('inner text')
    expect(innermost.place(0, 5)).toMatchObject({ offset: text.indexOf('inner'), length: 5 })
  })

  it('with escapes still point into their text', () => {
    const escaped = 'url: "http:\\/\\/host:9000\\tand more"\n'
    const { excerpt } = only(escaped).get('url')
    expect(excerpt.text).toBe('http://host:9000\tand more')
    const place = excerpt.place(excerpt.text.indexOf('host:9000'), 9)
    expect(place).toMatchObject({ offset: escaped.indexOf('host:9000') })
  })
})

describe('a field of a value in memory', () => {
  const value: Json = { spec: { list: [{ name: 'a/b' }], text: 'hello', port: 80 } }
  const field = fieldOfValue('object.yaml', value)

  it('has pointers as places', () => {
    expect(field.get('spec', 'list', 0, 'name').place).toEqual({
      document: 'object.yaml',
      pointer: '/spec/list/0/name',
      on: 'value',
    })
    expect(field.get('spec', 'port').keyPlace).toMatchObject({ pointer: '/spec/port', on: 'key' })
  })

  it('answers like its text would', () => {
    const parsed = only(printYaml(value))
    expect(field.get('spec', 'port').number).toBe(parsed.get('spec', 'port').number)
    expect(field.get('spec', 'text').excerpt.text).toBe(parsed.get('spec', 'text').excerpt.text)
    expect(field.get('spec').entries.map(({ key }) => key)).toEqual(['list', 'text', 'port'])
  })
})

describe('an excerpt', () => {
  it('put together from pieces keeps the place of each', () => {
    const whole = wholeText('f', '> one\n> two\n')
    const pieces = piecesOf(whole, [
      { start: 2, length: 4 },
      { start: 8, length: 4 },
    ])
    expect(pieces.text).toBe('one\ntwo\n')
    expect(cut(pieces, 4).place(0, 3)).toEqual({ document: 'f', offset: 8, length: 3 })
  })
})

it('leaves out a text that is nested deeper than anybody writes', () => {
  const deep = Array.from({ length: 3000 }, (_, level) => `${' '.repeat(level)}- `).join('\n')
  for (const text of [deep, `${'- '.repeat(500)}a`]) {
    const { documents, diagnostics } = readFields(wholeText('a.yaml', text))
    expect(documents).toEqual([])
    expect(diagnostics).toMatchObject([{ code: 'spec/document-too-large' }])
  }
})

it('reads a long list and a drawing with many indentations', () => {
  const list = '- a\n'.repeat(1000)
  const drawing = Array.from({ length: 100 }, (_, line) => `${' '.repeat(2 + line)}/`).join('\n')
  for (const text of [list, `art: |\n${drawing}\n`]) {
    expect(readFields(wholeText('a.yaml', text)).diagnostics).toEqual([])
  }
})
