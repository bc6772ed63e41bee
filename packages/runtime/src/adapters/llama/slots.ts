// A bounded queue before a few places to work in.

import { RuntimeError } from '../../error.js'

type Slots<Slot> = {
  /** Waits for a free slot; throws `overloaded` when too many wait, and the signal's reason when it is aborted first. */
  use<Value>(signal: AbortSignal, run: (slot: Slot) => Promise<Value>): Promise<Value>
}

export function makeSlots<Slot>(slots: readonly Slot[], waitingMax: number): Slots<Slot> {
  const free = [...slots]
  const waiting: ((slot: Slot) => void)[] = []

  const take = (signal: AbortSignal): Slot | Promise<Slot | undefined> => {
    const slot = free.pop()
    if (slot !== undefined) return slot
    if (waiting.length >= waitingMax) throw full()
    return new Promise((resolve) => {
      const leave = (): void => {
        waiting.splice(waiting.indexOf(enter), 1)
        resolve(undefined)
      }
      const enter = (given: Slot): void => {
        signal.removeEventListener('abort', leave)
        resolve(given)
      }
      signal.addEventListener('abort', leave, { once: true })
      waiting.push(enter)
    })
  }

  const giveBack = (slot: Slot): void => {
    const next = waiting.shift()
    if (next === undefined) free.push(slot)
    else next(slot)
  }

  return {
    async use(signal, run) {
      signal.throwIfAborted()
      const slot = await take(signal)
      if (slot === undefined) throw signal.reason
      try {
        return await run(slot)
      } finally {
        giveBack(slot)
      }
    },
  }
}

const full = (): RuntimeError =>
  new RuntimeError('overloaded', 'this model has as many requests as it can take; try again', {
    isRetryable: true,
    detail: { retryAfterMs: 2000 },
  })
