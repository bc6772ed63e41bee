// Limits on one machine: a sliding minute per subject, so that no window of a minute ever holds more than the limit.

import type { Allowance, Limits, Reservation, Verdict } from '../../ports/limits.js'

const windowMs = 60_000
/** What happened within one slot leaves the window together, at the end of the slot: late, never early. */
const slotMs = 250
const slotsInWindow = windowMs / slotMs
/** A slot more than the window, as the newest one is not over yet. */
const slotCount = slotsInWindow + 1

type Ledger = {
  /** Number of the newest slot since the epoch. */
  newest: number
  readonly requests: Int32Array
  readonly tokens: Float64Array
  requestsHeld: number
  tokensHeld: number
}

/** Subjects that were idle for a whole window are forgotten when more than this many are known. */
const subjectsMax = 10_000

export function makeMemoryLimits(): Limits {
  const ledgers = new Map<string, Ledger>()
  return {
    reserve: (subject, allowance, tokens, nowMs) => {
      const slot = Math.floor(nowMs / slotMs)
      const ledger = ledgers.get(subject) ?? begin(ledgers, subject, slot)
      advance(ledger, slot)
      const refusal = refusalOf(ledger, allowance, tokens, nowMs)
      if (refusal !== undefined) return refusal
      add(ledger, ledger.newest, 1, tokens)
      return {
        isAdmitted: true,
        reservation: reservationOf(ledger, ledger.newest, tokens),
        remaining: {
          requestsPerMinute: Math.max(0, allowance.requestsPerMinute - ledger.requestsHeld),
          tokensPerMinute: Math.max(0, allowance.tokensPerMinute - ledger.tokensHeld),
        },
      }
    },
    heldBy: (subject, nowMs) => {
      const ledger = ledgers.get(subject)
      if (ledger === undefined) return { requests: 0, tokens: 0 }
      advance(ledger, Math.floor(nowMs / slotMs))
      return { requests: ledger.requestsHeld, tokens: ledger.tokensHeld }
    },
  }
}

function begin(ledgers: Map<string, Ledger>, subject: string, slot: number): Ledger {
  if (ledgers.size >= subjectsMax) forgetIdle(ledgers, slot)
  const ledger: Ledger = {
    newest: slot,
    requests: new Int32Array(slotCount),
    tokens: new Float64Array(slotCount),
    requestsHeld: 0,
    tokensHeld: 0,
  }
  ledgers.set(subject, ledger)
  return ledger
}

function forgetIdle(ledgers: Map<string, Ledger>, slot: number): void {
  for (const [subject, { newest }] of ledgers) {
    if (newest < slot - slotCount) ledgers.delete(subject)
  }
}

/** Empties the slots that left the window. A clock that went back changes nothing: time stands still until then. */
function advance(ledger: Ledger, slot: number): void {
  const steps = Math.min(slot - ledger.newest, slotCount)
  for (let step = 1; step <= steps; step += 1) {
    const index = (slot - steps + step) % slotCount
    ledger.requestsHeld -= ledger.requests[index] ?? 0
    ledger.tokensHeld -= ledger.tokens[index] ?? 0
    ledger.requests[index] = 0
    ledger.tokens[index] = 0
  }
  ledger.newest = Math.max(ledger.newest, slot)
}

function add(ledger: Ledger, slot: number, requests: number, tokens: number): void {
  const index = slot % slotCount
  ledger.requests[index] = (ledger.requests[index] ?? 0) + requests
  ledger.tokens[index] = (ledger.tokens[index] ?? 0) + tokens
  ledger.requestsHeld += requests
  ledger.tokensHeld += tokens
}

function refusalOf(
  ledger: Ledger,
  allowance: Allowance,
  tokens: number,
  nowMs: number,
): Verdict | undefined {
  if (ledger.requestsHeld + 1 > allowance.requestsPerMinute) {
    const over = ledger.requestsHeld + 1 - allowance.requestsPerMinute
    return refused('requests', waitMsOf(ledger, ledger.requests, over, nowMs))
  }
  if (ledger.tokensHeld + tokens > allowance.tokensPerMinute) {
    const over = ledger.tokensHeld + tokens - allowance.tokensPerMinute
    return refused('tokens', waitMsOf(ledger, ledger.tokens, over, nowMs))
  }
  return undefined
}

const refused = (limit: 'requests' | 'tokens', retryAfterMs: number): Verdict => ({
  isAdmitted: false,
  limit,
  retryAfterMs,
})

/** When so much has left the window that it fits; a whole window where it never will. */
function waitMsOf(
  ledger: Ledger,
  held: Int32Array | Float64Array,
  over: number,
  nowMs: number,
): number {
  let freed = 0
  for (let slot = ledger.newest - slotCount + 1; slot <= ledger.newest; slot += 1) {
    freed += held[((slot % slotCount) + slotCount) % slotCount] ?? 0
    if (freed >= over) return Math.max(1, (slot + slotCount) * slotMs - nowMs)
  }
  return windowMs
}

function reservationOf(ledger: Ledger, slot: number, reserved: number): Reservation {
  let isSettled = false
  return {
    settle: (used, nowMs) => {
      if (isSettled) return
      isSettled = true
      advance(ledger, Math.floor(nowMs / slotMs))
      const isInWindow = slot > ledger.newest - slotCount
      // What was used beyond the reservation counts from now on, so that it is not forgotten with an old slot.
      if (used > reserved) add(ledger, ledger.newest, 0, used - reserved)
      else if (isInWindow) add(ledger, slot, 0, used - reserved)
    },
  }
}
