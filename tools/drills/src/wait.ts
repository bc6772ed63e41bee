// Waits for something to become true, and not for ever.

import { DrillError } from './error.js'

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

type Waiting = { readonly withinMs: number; readonly everyMs?: number }

/** Answers with the first value that `ask` gives; what it throws or leaves undefined is asked again. */
export async function until<Value>(
  what: string,
  { withinMs, everyMs = 500 }: Waiting,
  ask: () => Promise<Value | undefined>,
): Promise<Value> {
  const end = Date.now() + withinMs
  let last: unknown
  while (Date.now() < end) {
    try {
      const value = await ask()
      if (value !== undefined) return value
    } catch (error: unknown) {
      last = error
    }
    await pause(everyMs)
  }
  throw new DrillError('deadline', `not within ${Math.round(withinMs / 1000)} s: ${what}`, last)
}

/** For questions whose answer is yes or no. */
export async function untilTrue(
  what: string,
  waiting: Waiting,
  ask: () => Promise<boolean>,
): Promise<void> {
  await until(what, waiting, async () => ((await ask()) ? true : undefined))
}
