// Laws of redaction: nothing found leaves, everything comes back, however a stream is cut.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { builtInRedaction, mask } from '../../src/redaction/built-in.js'
import { redactionKinds } from '../../src/redaction/recogniser.js'

const redaction = builtInRedaction()
const marks = new RegExp(`<(${redactionKinds.join('|')})_\\d{1,9}>`, 'g')

/** Texts that are mostly made of what the recognisers and the marks look for. */
const pieces = [
  '010-1234-5678|900101-1234568|a@b.co|4111111111111111|홍길동| 과장|성명: |<PHONE_1>|<PHONE_|<|>|1>|_',
  '<LITERAL_1>|<EMAIL_1|-|.| |\n|1|23|０１０|계좌 |123-456-789012|sk-|abcdefghijklmnopqrst|://u:p@h|x',
].flatMap((line) => line.split('|'))
const texts = fc
  .array(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...pieces) }, fc.string()), {
    maxLength: 24,
  })
  .map((parts) => parts.join(''))

describe('redaction', () => {
  it('gives back every text as it was', async () => {
    await fc.assert(
      fc.asyncProperty(texts, texts, async (first, second) => {
        const session = redaction.open()
        const redacted = [await session.redact(first), await session.redact(second)]
        expect(redacted.map((text) => session.restore(text))).toEqual([first, second])
      }),
    )
  })

  it('restores a stream as it restores the whole, wherever it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.array(fc.nat(6), { maxLength: 60 }), async (text, lengths) => {
        const session = redaction.open()
        const redacted = await session.redact(text)
        const stream = session.restoring()
        let given = ''
        let position = 0
        for (const length of lengths) {
          given += stream.push(redacted.slice(position, position + length))
          position += length
        }
        given += stream.push(redacted.slice(position)) + stream.end()
        expect(given).toBe(text)
      }),
    )
  })

  it('keeps back no more of a stream than what may become a mark', async () => {
    const session = redaction.open()
    await session.redact('010-1234-5678')
    const stream = session.restoring()
    expect(stream.push('전화 <PH')).toBe('전화 ')
    expect(stream.push('ONE_1> 와 a < b')).toBe('010-1234-5678 와 a < b')
    expect(stream.push('<PHONE_1')).toBe('')
    expect(stream.end()).toBe('<PHONE_1')
  })

  it('cuts a known mark at each place', async () => {
    const session = redaction.open()
    const redacted = await session.redact('부탁: 010-1234-5678, a@b.co 와 <PHONE_1>.')
    const whole = session.restore(redacted)
    for (let first = 0; first <= redacted.length; first += 1) {
      for (let second = first; second <= redacted.length; second += 1) {
        const stream = session.restoring()
        const parts = [redacted.slice(0, first), redacted.slice(first, second)]
        const pushed = [...parts, redacted.slice(second)].map((part) => stream.push(part))
        const given = pushed.join('') + stream.end()
        if (given !== whole) expect(given).toBe(whole)
      }
    }
    expect(redacted).not.toBe(whole)
  })

  it('masks every text without a throw, and says nothing that redaction hides', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const redacted = await redaction.open().redact(text)
        expect(mask(text)).toBe(redacted.replaceAll(marks, '<$1>'))
      }),
    )
  })
})
