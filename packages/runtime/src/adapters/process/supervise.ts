// Keeps a child running: one that ends is started again, and calls in between say so.

import { setTimeout as pause } from 'node:timers/promises'
import type { z } from 'zod'
import { RuntimeError } from '../../error.js'
import { startChild, type Child, type ChildOptions } from './child.js'

/** Whether the child still serves after that time. */
const servesFor = (child: Child, durationMs: number): Promise<boolean> =>
  Promise.race([child.ended.then(() => false), pause(durationMs, true, { ref: false })])

async function within<Value>(
  child: Child,
  { callWithinMs }: SupervisedOptions,
  answer: Promise<Value>,
): Promise<Value> {
  if (callWithinMs === undefined) return answer
  const timer = setTimeout(() => child.kill(), callWithinMs)
  try {
    return await answer
  } finally {
    clearTimeout(timer)
  }
}

type SupervisedChild = {
  call: Child['call']
  /** The process that serves now; undefined while it is started again. */
  pid(): number | undefined
  close(): Promise<void>
}

type SupervisedOptions = ChildOptions & {
  /** One that ends sooner after its start counts as failing: the next start waits longer each time. */
  readonly settledAfterMs?: number
  /** A call that takes longer has the process ended: it hangs, and what it was asked is worth another try. */
  readonly callWithinMs?: number
}

const pausesMs = [0, 200, 1000, 5000, 15_000]

/** Starts the module; the first start must succeed, later ones are tried until `close`. */
export async function superviseChild(options: SupervisedOptions): Promise<SupervisedChild> {
  const { settledAfterMs = 10_000 } = options
  let current: Child | undefined = await startChild(options)
  const closing = new AbortController()
  const isClosing = (): boolean => closing.signal.aborted

  const keep = async (): Promise<void> => {
    for (let failures = 0; !isClosing();) {
      if (current !== undefined) {
        await current.ended
        current = undefined
        continue
      }
      await pause(pausesMs[Math.min(failures, pausesMs.length - 1)] ?? 0, undefined, { ref: false })
      if (isClosing()) return
      current = await startChild(options).catch(() => undefined)
      if (isClosing()) return current?.close()
      // One that starts and ends at once counts as failing too, until it has served for a while.
      failures += 1
      if (current !== undefined && (await servesFor(current, settledAfterMs))) failures = 0
    }
  }
  const kept = keep()

  return {
    pid: () => current?.pid,
    call<Value>(
      schema: z.ZodType<Value>,
      method: string,
      input: unknown,
      signal?: AbortSignal,
    ): Promise<Value> {
      const child = current
      if (child !== undefined) {
        return within(child, options, child.call(schema, method, input, signal))
      }
      const message = `${options.name} is being started again; try again in a moment`
      return Promise.reject(new RuntimeError('unavailable', message, { isRetryable: true }))
    },
    async close() {
      closing.abort()
      await current?.close()
      await kept
    },
  }
}
