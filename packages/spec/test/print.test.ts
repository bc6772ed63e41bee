// Tests that findings are told in the order of the texts, each once, at the line and column of their place.

import { describe, expect, it } from 'vitest'
import { diagnostic, printedDiagnostics, printedInOrder, readSource } from '@llmflow/spec'

const sources = [
  readSource({ name: 'one.yaml', text: 'a: 1\nb: 2\n' }).source,
  { name: 'two.txt', text: 'first\nsecond line\n' },
]
const at = (document: string, offset: number, length: number) =>
  diagnostic('spec/wrong-use', { document, offset, length }, { reason: 'none' })
const pointed = diagnostic(
  'spec/wrong-use',
  { document: 'one.yaml', pointer: '/b', on: 'value' },
  { reason: 'none' },
  { related: [{ document: 'two.txt', offset: 6, length: 99 }] },
)

describe('findings', () => {
  const printed = printedDiagnostics(
    [at('two.txt', 6, 6), pointed, at('elsewhere', 5, 1), at('one.yaml', 0, 1), pointed],
    sources,
    'en',
  )

  it('come by file, line and column, each once; what has no text comes first', () => {
    expect(printed.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual([
      'elsewhere:1:1',
      'one.yaml:1:1',
      'one.yaml:2:4',
      'two.txt:2:1',
    ])
  })

  it('end on their line, and so does what is related', () => {
    expect(printed[3]).toMatchObject({ endLine: 2, endColumn: 7, path: '' })
    expect(printed[2]).toMatchObject({
      path: '/b',
      advice: [{ kind: 'frame', file: 'two.txt', line: 2, column: 1, endColumn: 12 }],
    })
  })

  it('are one where they print the same', () => {
    const twice = [at('two.txt', 0, 1), at('two.txt', 6, 1)]
    expect(printedInOrder(twice, sources, ({ code }) => code)).toEqual(['spec/wrong-use'])
  })
})
