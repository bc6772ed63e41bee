// Counts tokens before a request: pictures as pictures, and nothing else that only claims to be one.

import { expect, it } from 'vitest'
import { promptTokensMost } from '../../src/gateway/faces/openai/tokens.js'

const bodyWith = (text: string): string => JSON.stringify({ url: text })

it('counts a picture by what it costs, not by its bytes', () => {
  const picture = `data:image/png;base64,${'A'.repeat(300_000)}`
  expect(promptTokensMost(bodyWith(picture))).toBeLessThan(2000)
})

it('counts a text that claims to be a picture by its bytes', () => {
  const words = 'please answer this at length '.repeat(10_000)
  for (const claim of ['data:', 'data:image/png;base64,', 'data:text/plain;base64,AAAA']) {
    expect(promptTokensMost(bodyWith(claim + words))).toBeGreaterThan(50_000)
  }
})
