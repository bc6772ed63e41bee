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
