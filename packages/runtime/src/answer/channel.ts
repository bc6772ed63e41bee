// Turns what one function says as it goes into what another reads as it wants.

type Channel<Value> = {
  readonly push: (value: Value) => void
  readonly end: () => void
  readonly fail: (error: unknown) => void
  /** May be read once. */
  readonly values: AsyncGenerator<Value>
}

export function makeChannel<Value>(): Channel<Value> {
  const waiting: Value[] = []
  let ending: { readonly error?: unknown } | undefined
  let wake: (() => void) | undefined
  const signal = (): void => wake?.()

  async function* read(): AsyncGenerator<Value> {
    for (;;) {
      for (const value of waiting.splice(0)) yield value
      if (ending !== undefined) {
        if ('error' in ending) throw ending.error
        return
      }
      await new Promise<void>((resolve) => {
        wake = resolve
        if (waiting.length > 0 || ending !== undefined) resolve()
      })
    }
  }

  return {
    push: (value) => {
      waiting.push(value)
      signal()
    },
    end: () => {
      ending ??= {}
      signal()
    },
    fail: (error) => {
      ending ??= { error }
      signal()
    },
    values: read(),
  }
}
