// Keys: whether one opens anything still.

import { expect, it } from 'vitest'
import { keyStateOf } from '../src/pages/account/key-state.ts'

const dayMs = 86_400_000

it.for([
  { expiresAtMs: null, revokedAtMs: null, state: 'live' },
  { expiresAtMs: 101 * dayMs, revokedAtMs: null, state: 'ending' },
  { expiresAtMs: 130 * dayMs, revokedAtMs: null, state: 'live' },
  { expiresAtMs: 100 * dayMs, revokedAtMs: null, state: 'expired' },
  { expiresAtMs: 130 * dayMs, revokedAtMs: 1, state: 'revoked' },
] as const)('is $state', ({ state, ...ends }) => {
  expect(keyStateOf(ends, 100 * dayMs)).toBe(state)
})
