// Waits for something to become true, and not for ever.

import { DrillError } from './error.js'

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

type Waiting = { readonly withinMs: number; readonly everyMs?: number }

/** Answers with the first value that `ask` gives; what it throws or leaves undefined is asked again. */
export const until = <Value>(
  what: string,
  waiting: Waiting,
  ask: () => Promise<Value | undefined>,
): Promise<Value> => waitingFor(what, asking(what, waiting, ask))

async function asking<Value>(
  what: string,
  { withinMs, everyMs = 500 }: Waiting,
  ask: () => Promise<Value | undefined>,
): Promise<Value> {
  const end = Date.now() + withinMs
  let last: unknown
  while (Date.now() < end) {
    try {
      const value = await by(end, ask())
      if (value !== undefined) return value
    } catch (error: unknown) {
      last = error
    }
    await pause(everyMs)
  }
  throw new DrillError('deadline', `not within ${Math.round(withinMs / 1000)} s: ${what}`, last)
}

/** An answer that has not come by then is none, whatever comes of it. */
async function by<Value>(end: number, answer: Promise<Value>): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), end - Date.now())
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

/** For questions whose answer is yes or no. */
export async function untilTrue(
  what: string,
  waiting: Waiting,
  ask: () => Promise<boolean>,
): Promise<void> {
  await until(what, waiting, async () => ((await ask()) ? true : undefined))
}

const waits = new Set<{ readonly what: string }>()

/** Remembers what is waited for as long as it is. */
export async function waitingFor<Value>(what: string, answer: Promise<Value>): Promise<Value> {
  const wait = { what }
  waits.add(wait)
  try {
    return await answer
  } finally {
    waits.delete(wait)
  }
}

/** A part of a drill as a whole: each wait has its own bound, and their sum may be more than anybody would wait. */
export async function within<Value>(limitMs: number, work: () => Promise<Value>): Promise<Value> {
  const done = work().then((value) => ({ value }))
  const found = await by(Date.now() + limitMs, done)
  if (found !== undefined) return found.value
  const open = [...waits].map(({ what }) => what.slice(0, 400)).join('; ')
  throw new DrillError('deadline', `not within ${limitMs / 1000} s; waited for: ${open}`)
}
