// Counts what goes wrong by subject, so that guessing becomes slow.

type ThrottleOptions = {
  /** Failures at once, before any has to wait. */
  readonly burst: number
  readonly perMinute: number
  readonly now: () => number
  /** The least recently failing are forgotten beyond this, so that many addresses cost bounded memory. */
  readonly subjectsMax?: number
}

export type Throttle = {
  /** Milliseconds until the subject may fail again; 0 when it may now. */
  waitMs(subject: string): number
  fail(subject: string): void
  /** Takes one failure back: it was none. */
  undo(subject: string): void
  /** Forgets all its failures. */
  forgive(subject: string): void
}

export function makeThrottle(options: ThrottleOptions): Throttle {
  const { burst, perMinute, now, subjectsMax = 10_000 } = options
  const msPerFailure = 60_000 / perMinute
  /** When the subject will have its whole burst again. */
  const clearAt = new Map<string, number>()
  const debtMs = (subject: string): number => Math.max(0, (clearAt.get(subject) ?? 0) - now())
  return {
    waitMs: (subject) => Math.max(0, Math.ceil(debtMs(subject) - (burst - 1) * msPerFailure)),
    fail: (subject) => {
      const debt = Math.min(debtMs(subject) + msPerFailure, burst * msPerFailure)
      clearAt.delete(subject)
      clearAt.set(subject, now() + debt)
      const [oldest] = clearAt.keys()
      if (clearAt.size > subjectsMax && oldest !== undefined) clearAt.delete(oldest)
    },
    undo: (subject) => {
      const clear = clearAt.get(subject)
      if (clear !== undefined) clearAt.set(subject, clear - msPerFailure)
    },
    forgive: (subject) => {
      clearAt.delete(subject)
    },
  }
}
