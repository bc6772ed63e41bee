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

  it.each([
    ['need', '필요량'],
    ['nodes × 1.5', '노드 × 1.5'],
    ['switches × 1.5', '스위치 × 1.5'],
    ['llama-3.1-70b weights ÷ 4', 'llama-3.1-70b 가중치 ÷ 4'],
    ['4 of 16 drives of a set', '세트의 드라이브 16개 가운데 4개'],
    ['vllm-llama-3-1-70b × 8', 'vllm-llama-3-1-70b × 8'],
  ])('say in Korean what is added up: %s', (label, korean) => {
    const terms = [{ label, value: 1 }]
    const sum = diagnostic(
      'spec/wrong-use',
      { document: 'one.yaml', offset: 0, length: 1 },
      { reason: 'none' },
      { advice: [{ kind: 'sum', terms, total: 1, limit: 0, unit: 'count' }] },
    )
    const labelIn = (language: 'en' | 'ko') =>
      printedDiagnostics([sum], sources, language)[0]?.advice[0]
    expect(labelIn('ko')).toMatchObject({ terms: [{ label: korean }] })
    expect(labelIn('en')).toMatchObject({ terms: [{ label }] })
  })
})
