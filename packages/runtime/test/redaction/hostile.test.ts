// Texts made to be slow: a megabyte of each is redacted in good time, and the event loop is never held for long.

import { describe, expect, it } from 'vitest'
import { mask } from '../../src/gateway/faces/openai/masking.js'
import { builtInRedaction } from '../../src/redaction/built-in.js'

const sizeCharacters = 1_000_000
/** Of this process's own time: a machine that is busy with others proves nothing. */
const heldMsMax = 50

const patterns: readonly (readonly [string, string])[] = [
  ['digits', '1'],
  ['digits and hyphens', '1-'],
  ['digits and spaces', '1 '],
  ['digits on lines', '1\n'],
  ['digits on lines with signs', '1-\n12 \n'],
  ['groups of digits', '123-45-'],
  ['thirteen digits each', '9001011234568 '],
  ['numbers of cards', '4111111111111112 '],
  ['full-width digits', '１２'],
  ['letters', 'a'],
  ['at signs', '@'],
  ['local parts', 'a.'],
  ['addresses without an end', 'a@a.'],
  ['domains', 'a@b.c.d.e.f.g.'],
  ['colons', ':'],
  ['hexadecimal and colons', 'a:1:'],
  ['hyphens', '-'],
  ['keys', 'sk-'],
  ['beginnings of private keys', '-----BEGIN PRIVATE KEY-----'],
  ['beginnings of marks', '<PHONE_'],
  ['tokens', 'eyJaaaaaaaa.'],
  ['country codes', 'GB82 '],
  ['credentials', '://u:p@'],
  ['labels', '성명: '],
  ['titles', '홍길동 과장 '],
  ['surnames', '김'],
  ['spaces', ' '],
]

describe('hostile texts', () => {
  it.each(patterns)('a megabyte of %s', async (_name, pattern) => {
    const text = pattern.repeat(Math.ceil(sizeCharacters / pattern.length))
    const session = builtInRedaction({ durationMsMax: 20_000 }).open()
    const { heldMs, result } = await watched(async () => session.redact(text))
    expect(session.restore(result)).toBe(text)
    expect(heldMs).toBeLessThan(heldMsMax)
  })

  it('costs a usual prompt a small part of what a request may take', async () => {
    const sentence = '홍길동 과장(010-1234-5678)에게 2024-03-02 까지 1,234,000원을 보내 주세요. '
    const prompt = sentence.repeat(20).slice(0, 1000)
    const costs: number[] = []
    for (let count = 0; count < 300; count += 1) {
      const startMs = ownMs()
      await builtInRedaction().open().redact(prompt)
      costs.push(ownMs() - startMs)
    }
    expect(costs.toSorted((a, b) => a - b)[150]).toBeLessThan(0.5)
  })

  it('many short texts in one request', async () => {
    const messages = Array.from({ length: 30_000 }, (_, at) => ({
      role: 'user',
      content: `${at}: ${'which days of leave are left? '.repeat(8)}`,
    }))
    const { heldMs, result } = await watched(async () => {
      const { session } = await mask(builtInRedaction(), { messages })
      return session === undefined ? 'clean' : 'changed'
    })
    expect(result).toBe('clean')
    expect(heldMs).toBeLessThan(heldMsMax)
  })

  it('would notice a loop that is held', async () => {
    const { heldMs } = await watched(async () => {
      await Promise.resolve()
      const untilMs = ownMs() + 2 * heldMsMax
      while (ownMs() < untilMs);
      return ''
    })
    expect(heldMs).toBeGreaterThan(heldMsMax)
  })
})

function ownMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** The longest time for which nothing else got its turn. */
async function watched(
  work: () => Promise<string>,
): Promise<{ readonly heldMs: number; readonly result: string }> {
  let heldMs = 0
  let lastMs = ownMs()
  let isOver = false
  const look = (): void => {
    const nowMs = ownMs()
    heldMs = Math.max(heldMs, nowMs - lastMs)
    lastMs = nowMs
    if (!isOver) setImmediate(look)
  }
  setImmediate(look)
  await new Promise((resolve) => setTimeout(resolve, 5))
  heldMs = 0
  const result = await work().finally(() => (isOver = true))
  look()
  return { heldMs, result }
}
