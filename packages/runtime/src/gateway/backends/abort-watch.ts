// Who wants to know that a signal is aborted: one listener for each signal, however many requests come and go.

type Watcher = {
  /** Called once, when the signal is aborted. */
  aborted(): void
}

const watchersOf = new WeakMap<AbortSignal, Watcher[]>()

/**
 * Has the watcher told when the signal is aborted, which it is not yet. The signal of a connection outlives thousands of
 * requests. To add and remove a listener for each costs more than it seems: a signal without listeners drops its table
 * of them, and the tables that follow one another hold all those requests until a full collection.
 */
export function watch(signal: AbortSignal, watcher: Watcher): void {
  const known = watchersOf.get(signal)
  if (known !== undefined) {
    known.push(watcher)
    return
  }
  const watchers = [watcher]
  watchersOf.set(signal, watchers)
  const tell = (): void => {
    for (const waiting of watchers.splice(0)) waiting.aborted()
  }
  signal.addEventListener('abort', tell, { once: true })
}

/** Tells the watcher nothing more. */
export function unwatch(signal: AbortSignal, watcher: Watcher): void {
  const watchers = watchersOf.get(signal)
  const at = watchers?.indexOf(watcher) ?? -1
  if (at !== -1) watchers?.splice(at, 1)
}
