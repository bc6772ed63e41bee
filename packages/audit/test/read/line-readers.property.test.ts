import { wholeText, type Location } from '@llmflow/spec'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readConfiguration } from '../../src/read/configuration/configuration.js'
import { readEnvironmentFile } from '../../src/read/environment-file.js'
import { readShell } from '../../src/read/shell.js'

/** Texts that are mostly made of what the readers look for. */
const pieces = [
  'a',
  'mc cp',
  '$(',
  ')',
  '`',
  '"',
  "'",
  '\\',
  '\n',
  ' ',
  '\t',
  ';',
  '&&',
  '|',
  '#',
  '<<EOF',
  'EOF\n',
  '${x}',
  '>',
  '<',
  'case x in',
  'esac',
  'do',
  '[SERVICE]\n',
  'sentinel monitor m h 1 2',
  'requirepass x\n',
  '# redis.conf\n',
  'A=',
  'export B="c"',
  '{',
  '}',
  'scope: a\n',
  'restapi:\n',
]
const texts = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), { maxLength: 60 })
  .map((parts) => parts.join(''))

const isInside = (text: string, place: Location): boolean =>
  'offset' in place && place.offset >= 0 && place.offset <= text.length

describe('readers of lines', () => {
  it('read any shell text, and a word that stands in one piece is found at its place', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const { words, place } of readShell(wholeText('t', text))) {
          expect(isInside(text, place)).toBe(true)
          for (const word of words) {
            const at = word.excerpt.place(0, word.text.length)
            expect(word.excerpt.text).toBe(word.text)
            expect(isInside(text, at)).toBe(true)
            const first = 'offset' in at ? text.charAt(at.offset) : ''
            if (word.text !== '') expect(first).toBe(word.text.charAt(0))
          }
        }
      }),
    )
  })

  it('read any configuration and any list of variables', () => {
    fc.assert(
      fc.property(
        texts,
        fc.constantFrom('', 'redis.conf', 'haproxy.cfg', 'a.ini'),
        (text, name) => {
          for (const { directives } of readConfiguration(name, wholeText('t', text))) {
            for (const { place, values } of directives) {
              expect(isInside(text, place)).toBe(true)
              for (const value of values) expect(value.excerpt.text).toBe(value.text)
            }
          }
          for (const { excerpt, value } of readEnvironmentFile(name, wholeText('t', text))
            .variables) {
            expect(excerpt.text).toBe(value)
          }
        },
      ),
    )
  })
})
