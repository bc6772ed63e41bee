// Pins how written examples are compared with what is printed.

import { describe, expect, it } from 'vitest'
import { blocksIn, cutLike, quotes, replaceBlock, shows } from './page.js'

const page = ['# Title', '', '```yaml file=a.yaml', 'a: 1', '```', '', '```console', '$ x', '```']

describe('blocksIn', () => {
  it('reads the language, the settings and the lines of each block', () => {
    expect(blocksIn(page.join('\n'))).toEqual([
      { language: 'yaml', info: { file: 'a.yaml' }, lines: ['a: 1'], start: 3 },
      { language: 'console', info: {}, lines: ['$ x'], start: 7 },
    ])
  })

  it('finds a block in a list', () => {
    expect(blocksIn('1. one:\n\n   ```sh\n   $ x\n   ```')).toMatchObject([{ lines: ['   $ x'] }])
  })

  it('lets a longer fence hold a shorter one', () => {
    const [block] = blocksIn('````md\n```sh\n$ x\n```\n````')
    expect(block?.lines).toEqual(['```sh', '$ x', '```'])
  })
})

it('replaces the lines of one block', () => {
  const [first] = blocksIn(page.join('\n'))
  expect(first && replaceBlock(page.join('\n'), first, ['b: 2', 'c: 3'])).toContain('b: 2\nc: 3')
})

const real = ['$ x', 'sizes', '  a  1', '  b  2', 'total  3']

describe('shows', () => {
  it.each([
    [real, true],
    [['$ x', '…'], true],
    [['$ x', '…', '  b  2', 'total  3'], true],
    [['$ x', '…', '  a  1', '…', 'total  3'], true],
    [['$ x'], false],
    [['$ x', '…', '  b  2'], false],
    [['$ x', '…', '  b  9', '…'], false],
    [['$ x', '…', '  b  2', '…', '  a  1', '…'], false],
  ])('%j', (written, expected) => {
    expect(shows(written, real)).toBe(expected)
  })
})

it('quotes lines in their order', () => {
  expect(quotes(['sizes', '// …', '  b  2'], real)).toBe(true)
  expect(quotes(['  b  2', '// …', 'sizes'], real)).toBe(false)
})

it('cuts new output where the old one was cut', () => {
  const written = ['$ x', '…', '  b  7', 'total  9']
  expect(cutLike(written, real)).toEqual(['$ x', '…', '  b  2', 'total  3'])
})

it.each([[['$ x', '…', 'gone  1']], [['$ x', '…', 'sizes']], [['$ x', '  a  1']]])(
  'shows everything where the words of %j are gone',
  (written) => {
    expect(cutLike(written, real)).toEqual(real)
  },
)
