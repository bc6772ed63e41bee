// Tests that every value of a merged document knows the line that set it, and that bad documents are findings.

import { assert, describe, expect, it } from 'vitest'
import {
  layer,
  locate,
  messageOf,
  readDocument,
  readPlatform,
  type SourceDocument,
} from '@llmflow/spec'

function documentOf(name: string, text: string): SourceDocument {
  const { document } = readDocument(name, text)
  assert(document !== undefined, `${name} is readable`)
  return document
}

const base = `apiVersion: llmflow.io/v1
kind: Platform
metadata: {name: test}
release: "2025.01"
domain: test.internal
demand: {users: 10}
models:
  - name: a
    weights: x
    replicas: {minimum: 1, maximum: 2}
  - name: b
    weights: y
`

describe('layers', () => {
  const overlay = `models:
  - name: b
    weights: z
  - name: c
    weights: w
demand:
  users: 20
`
  const layered = layer([documentOf('base.yaml', base), documentOf('over.yaml', overlay)])

  it('merge maps by key and named lists by name', () => {
    expect(layered.value).toMatchObject({
      demand: { users: 20 },
      models: [{ name: 'a' }, { name: 'b', weights: 'z' }, { name: 'c' }],
    })
  })

  it('remember who set each value', () => {
    expect(layered.originOf('/demand/users')).toEqual({
      document: 'over.yaml',
      pointer: '/demand/users',
    })
    expect(layered.originOf('/models/1/weights')).toEqual({
      document: 'over.yaml',
      pointer: '/models/0/weights',
    })
    expect(layered.originOf('/models/0/replicas/minimum')?.document).toBe('base.yaml')
    expect(layered.originOf('/nothing')).toBeUndefined()
  })

  it('remove with null', () => {
    const without = layer([documentOf('base.yaml', base), documentOf('over.yaml', 'domain: null')])
    expect(without.value).not.toHaveProperty('domain')
  })
})

describe('positions', () => {
  it('name the line and columns of a key and of a value', () => {
    const document = documentOf('base.yaml', base)
    expect(locate(document, '/models/0/replicas/maximum', 'value')).toEqual({
      line: 10,
      column: 37,
      endLine: 10,
      endColumn: 38,
    })
    expect(locate(document, '/domain', 'key')).toMatchObject({ line: 5, column: 1, endColumn: 7 })
  })

  it('fall back to the nearest parent', () => {
    const document = documentOf('base.yaml', base)
    expect(locate(document, '/demand/chat/promptTokens', 'value')).toMatchObject({ line: 6 })
  })
})

describe('reading a platform', () => {
  const read = (text: string) => readPlatform([documentOf('llmflow.yaml', text)])
  const messages = (text: string) =>
    read(text).diagnostics.map((finding) => [finding.code, messageOf(finding, 'en')])

  it('fills in defaults', () => {
    const { read: sourced, diagnostics } = read(base)
    expect(diagnostics).toEqual([])
    expect(sourced?.value.objectives.availability).toBe(0.999)
    expect(sourced?.value.demand.chat.answerTokens).toBe(500)
  })

  it('suggests what a misspelt key was meant to be', () => {
    expect(messages(base.replace('domain:', 'domian: x\ndomain:'))).toEqual([
      ['spec/unknown-key', 'domian is not a setting here; did you mean domain?'],
    ])
    expect(messages(base.replace('maximum: 2', 'maximun: 2'))).toEqual([
      ['spec/unknown-key', 'maximun is not a setting here; did you mean maximum?'],
    ])
  })

  it('says what is missing, mistyped or not allowed', () => {
    expect(messages(base.replace('domain: test.internal\n', ''))).toEqual([
      ['spec/missing-key', 'domain is required here'],
    ])
    expect(messages(base.replace('users: 10', 'users: many'))[0]?.[0]).toBe('spec/wrong-type')
    expect(messages(`${base}objectives: {recoveryPoint: 1 fortnight}\n`)).toEqual([
      [
        'spec/invalid-value',
        '"1 fortnight" is not allowed here; expected a duration such as 250ms, 5s, 1h30m or 30d',
      ],
    ])
    expect(messages(`${base}objectives: {recoveryPoint: [1]}\n`)[0]?.[0]).toBe('spec/wrong-type')
  })

  it('refuses a zero where nothing can be made of it', () => {
    const model = (more: string) => base.replace('weights: y', `weights: y\n    ${more}`)
    expect(messages(model('tensorParallel: 0'))).toEqual([
      ['spec/invalid-value', '0 is not allowed here; expected at least 1'],
    ])
    const shape =
      'shape: {parameters: 1, layers: 1, attentionHeads: 1, keyValueHeads: 0, headDimension: 1, hiddenSize: 1, contextMaximum: 1}'
    expect(messages(model(shape))).toHaveLength(1)
    expect(messages(`${base}backup: {stores: {minio: {every: 0s, keep: 1d}}}\n`)).toEqual([
      ['spec/invalid-value', '"0s" is not allowed here; expected more than 0'],
    ])
    expect(messages(`${base}backup: {stores: {minio: {every: 1s, keep: 1d}}}\n`)).toEqual([])
  })

  it('finds names that are used twice', () => {
    expect(messages(base.replace('name: b', 'name: a'))).toEqual([
      ['spec/duplicate-name', 'the name a is used twice'],
    ])
  })
})

describe('hostile documents', () => {
  it('name a second document in words that are not the library’s', () => {
    const [finding] = readDocument('x.yaml', 'a: 1\n---\nb: 2\n').diagnostics
    assert(finding !== undefined)
    expect(messageOf(finding, 'en')).toBe(
      'this is not valid YAML: a second document begins here; a file holds one, so remove the line `---`',
    )
  })

  const codes = (text: string) => readDocument('x.yaml', text).diagnostics.map(({ code }) => code)

  it.each([
    ['an alias bomb', bomb(12), 'spec/document-too-large'],
    ['brackets without end', '['.repeat(100_000), 'spec/document-too-large'],
    ['nested maps', nested(200), 'spec/document-too-large'],
    ['a huge text', 'a'.repeat(5_000_000), 'spec/document-too-large'],
    ['a key given twice', 'a: 1\na: 2\n', 'spec/yaml-syntax'],
    ['broken YAML', 'a: [1,\nb: }', 'spec/yaml-syntax'],
    ['two documents', 'a: 1\n---\nb: 2\n', 'spec/yaml-syntax'],
  ])('%s is a finding', (_, text, code) => expect(codes(text)).toContain(code))

  it.each([
    '',
    'null',
    '42',
    '- a',
    '__proto__: {polluted: true}',
    '? [a, b]\n: c',
    '!!binary aGk=',
    '&a [*a]',
  ])('%j never throws and is no platform', (text) => {
    const { document } = readDocument('x.yaml', text)
    if (document !== undefined) expect(readPlatform([document]).read).toBeUndefined()
    expect({}).not.toHaveProperty('polluted')
  })
})

function bomb(levels: number): string {
  const lines = Array.from({ length: levels }, (_, level) =>
    level === 0 ? 'a0: &a0 [x, x]' : `a${level}: &a${level} [${`*a${level - 1}, `.repeat(9)}x]`,
  )
  return lines.join('\n')
}

function nested(levels: number): string {
  return Array.from({ length: levels }, (_, level) => `${' '.repeat(level)}k:`).join('\n')
}
