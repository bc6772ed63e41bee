// Answers under way, so that whoever asked can stop them by the task's id.

import { makeId } from '../../../identifier.js'

export type Task = {
  readonly id: string
  readonly signal: AbortSignal
  end(): void
}

export type RunningTasks = {
  /** Ends with `leaving` too: the client that goes away. */
  begin(owner: string, leaving: AbortSignal): Task
  /** Stops the task when it is the owner's; anything else is nobody's business, and no error. */
  stop(owner: string, id: string): void
}

export function makeRunningTasks(): RunningTasks {
  const running = new Map<string, { readonly owner: string; stop(): void }>()
  return {
    begin: (owner, leaving) => {
      const id = makeId()
      const stopped = new AbortController()
      running.set(id, { owner, stop: () => stopped.abort() })
      return {
        id,
        signal: AbortSignal.any([stopped.signal, leaving]),
        end: () => void running.delete(id),
      }
    },
    stop: (owner, id) => {
      const task = running.get(id)
      if (task?.owner === owner) task.stop()
    },
  }
}

/** The values until the signal comes: it need not wait for a source that is slow to notice. */
export async function* untilAborted<Value>(
  values: AsyncIterable<Value>,
  signal: AbortSignal,
): AsyncGenerator<Value> {
  const iterator = values[Symbol.asyncIterator]()
  const aborted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined)
    signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
  try {
    for (;;) {
      const next = iterator.next()
      const result = await Promise.race([next, aborted])
      if (result === undefined) {
        next.catch(() => undefined)
        return
      }
      if (result.done === true) return
      yield result.value
    }
  } finally {
    if (iterator.return !== undefined) iterator.return().catch(() => undefined)
  }
}
