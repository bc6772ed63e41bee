// Remembers for seconds who a secret stands for, so that the usual request waits for no database.

import { RuntimeError } from '../error.js'
import type { Known } from './principal-rows.js'
import type { Principal } from './principal.js'
import { makeThrottle } from './throttle.js'

/** What a revocation in another replica takes at most to count here. */
const freshMs = 5_000
/** From this age on an entry in use is looked up again behind the scenes, so that no request waits for it. */
const refreshMs = 2_500
/** A secret that nobody knows is not looked up twice within this. */
const unknownMs = 1_000
/** Each entry is about 1 KB. */
const entriesMax = 10_000
/** Look-ups that wait for an address which has guessed too often; beyond that it is told to come back. */
const suspectsWaitingMax = 8

type Entry = Known & { readonly checkedAtMs: number }

/** Looks up who a secret stands for; undefined when it is nobody, or nobody any more. */
type Lookup = () => Promise<Known | undefined>

export type KnownPrincipals = {
  /**
   * Who it is: at once when that was looked up in the last five seconds. Throws `unauthenticated`; from an address
   * that keeps guessing, `limit-reached`, unless the secret is right: honest clients behind the same address go on.
   */
  find(id: string, address: string, lookup: Lookup): Principal | Promise<Principal>
  /** Forgets who fits, or everybody: whatever was looked up before this counts no more. */
  forget(fits?: (principal: Principal) => boolean): void
}

export function makeKnownPrincipals(now: () => number): KnownPrincipals {
  const entries = new Map<string, Entry>()
  const unknown = new Map<string, number>()
  const pending = new Map<string, Promise<Known | undefined>>()
  const guesses = makeThrottle({ burst: 30, perMinute: 30, now })
  const lanes = makeLanes()
  /** Moves on when anything is forgotten, so that a look-up that began before keeps nothing. */
  let generation = 0

  const keep = (id: string, known: Known | undefined, since: number): void => {
    if (since !== generation) return
    entries.delete(id)
    if (known === undefined) remember(unknown, id, now() + unknownMs)
    else remember(entries, id, { ...known, checkedAtMs: now() })
  }

  const ask = (id: string, lookup: Lookup): Promise<Known | undefined> => {
    const running = pending.get(id)
    if (running !== undefined) return running
    const since = generation
    const asked = lookup()
      .then((known) => {
        keep(id, known, since)
        return known
      })
      .finally(() => {
        if (pending.get(id) === asked) pending.delete(id)
      })
    pending.set(id, asked)
    return asked
  }

  const refresh = (id: string, lookup: Lookup): void => {
    if (pending.has(id)) return
    // A failure here is nobody's: the entry stays until it is too old, and then a request meets the failure.
    ask(id, lookup).catch(() => undefined)
  }

  const findSlowly = async (id: string, address: string, lookup: Lookup): Promise<Principal> => {
    const waitMs = guesses.waitMs(address)
    const isUnknown = (unknown.get(id) ?? 0) > now()
    const known = isUnknown
      ? undefined
      : waitMs === 0
        ? await ask(id, lookup)
        : await lanes.run(address, () => ask(id, lookup), waitMs)
    if (known !== undefined && known.endsAtMs > now()) return known.principal
    guesses.fail(address)
    throw waitMs > 0 ? guessing(waitMs) : unauthenticated()
  }

  return {
    find: (id, address, lookup) => {
      const entry = entries.get(id)
      if (entry === undefined) return findSlowly(id, address, lookup)
      const age = now() - entry.checkedAtMs
      if (age >= freshMs || entry.endsAtMs <= now()) return findSlowly(id, address, lookup)
      if (age >= refreshMs) refresh(id, lookup)
      return entry.principal
    },
    forget: (fits) => {
      generation += 1
      unknown.clear()
      pending.clear()
      for (const [id, { principal }] of entries) {
        if (fits === undefined || fits(principal)) entries.delete(id)
      }
    },
  }
}

/** Keeps the newest. */
function remember<Value>(map: Map<string, Value>, id: string, value: Value): void {
  map.delete(id)
  map.set(id, value)
  const [oldest] = map.keys()
  if (map.size > entriesMax && oldest !== undefined) map.delete(oldest)
}

/** One look-up at a time for each address that guesses, so that guessing can't keep the database busy. */
function makeLanes() {
  const lanes = new Map<string, { last: Promise<unknown>; waiting: number }>()
  return {
    run: async <Value>(
      address: string,
      work: () => Promise<Value>,
      waitMs: number,
    ): Promise<Value> => {
      const lane = lanes.get(address) ?? { last: Promise.resolve(), waiting: 0 }
      if (lane.waiting >= suspectsWaitingMax) throw guessing(waitMs)
      lanes.set(address, lane)
      lane.waiting += 1
      const result = lane.last.then(work, work)
      lane.last = result
      try {
        return await result
      } finally {
        lane.waiting -= 1
        if (lane.waiting === 0) lanes.delete(address)
      }
    },
  }
}

export const unauthenticated = (): RuntimeError =>
  new RuntimeError(
    'unauthenticated',
    'Nobody is known by this. Send a valid API key as "Authorization: Bearer llf_…", or sign in.',
  )

const guessing = (retryAfterMs: number): RuntimeError =>
  new RuntimeError('limit-reached', 'Too many wrong keys came from this address; try later.', {
    isRetryable: true,
    detail: { limit: 'wrong-keys', retryAfterMs },
  })
