// Who wants to know that a signal is aborted: one listener for each signal, however many requests wait for it.

type Watcher = {
  /** Called once, when the signal is aborted. */
  aborted(): void
}

type Watchers = { readonly waiting: Watcher[]; readonly tell: () => void }

const watchersOf = new WeakMap<AbortSignal, Watchers>()

/** Has the watcher told when the signal is aborted, which it is not yet. */
export function watch(signal: AbortSignal, watcher: Watcher): void {
  const known = watchersOf.get(signal)
  if (known !== undefined) {
    known.waiting.push(watcher)
    return
  }
  const waiting = [watcher]
  const tell = (): void => {
    for (const told of waiting.splice(0)) told.aborted()
  }
  watchersOf.set(signal, { waiting, tell })
  signal.addEventListener('abort', tell, { once: true })
}

/** Tells the watcher nothing more. The last one takes the listener along: Node keeps a signal of others that has one. */
export function unwatch(signal: AbortSignal, watcher: Watcher): void {
  const watchers = watchersOf.get(signal)
  const at = watchers?.waiting.indexOf(watcher) ?? -1
  if (watchers === undefined || at === -1) return
  watchers.waiting.splice(at, 1)
  if (watchers.waiting.length > 0) return
  signal.removeEventListener('abort', watchers.tell)
  watchersOf.delete(signal)
}

const nobody: Watcher = { aborted: () => undefined }

/**
 * Keeps the listener of a signal that outlives thousands of requests. To add and remove one for each costs more than it
 * seems: a signal without listeners drops its table of them, and the tables that follow one another hold all those
 * requests until a full collection.
 */
export const keepWatched = (signal: AbortSignal): void => watch(signal, nobody)
