// Whether a key opens anything still.

type Ends = { readonly expiresAtMs: number | null; readonly revokedAtMs: number | null }

export type KeyState = 'live' | 'ending' | 'expired' | 'revoked'

/** A key that ends this soon is worth a word. */
const soonMs = 7 * 86_400_000

export function keyStateOf({ expiresAtMs, revokedAtMs }: Ends, nowMs: number): KeyState {
  if (revokedAtMs !== null) return 'revoked'
  if (expiresAtMs === null) return 'live'
  if (expiresAtMs <= nowMs) return 'expired'
  return expiresAtMs - nowMs < soonMs ? 'ending' : 'live'
}
