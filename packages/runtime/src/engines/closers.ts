// Ends what was started, the last first, each even when another fails.

export type Closers = {
  add(name: string, close: () => Promise<void>): void
  closeAll(onFault: (name: string, error: unknown) => void): Promise<void>
}

export function makeClosers(): Closers {
  const closers: { readonly name: string; readonly close: () => Promise<void> }[] = []
  return {
    add: (name, close) => void closers.push({ name, close }),
    async closeAll(onFault) {
      for (const { name, close } of closers.splice(0).toReversed()) {
        await close().catch((error: unknown) => onFault(name, error))
      }
    },
  }
}
