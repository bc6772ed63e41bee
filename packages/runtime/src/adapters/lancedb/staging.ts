// Parts of a long document that wait for its last one: in one message they would hold up both processes.

import { RuntimeError } from '../../error.js'

/** How many parts of which document came before. */
export type Stage = { readonly id: string; readonly parts: number }

type Staging<Item> = {
  /** Throws `unavailable` where an earlier part is missing, as after a restart in between; so does `take`. */
  add(stage: Stage, items: readonly Item[]): void
  /** All parts, with the last one. */
  take(stage: Stage, last: readonly Item[]): readonly Item[]
  drop(id: string): void
}

export function makeStaging<Item>(): Staging<Item> {
  const staged = new Map<string, (readonly Item[])[]>()
  return {
    add: ({ id, parts }, items) => {
      const before = staged.get(id) ?? []
      if (before.length !== parts) throw cut()
      before.push(items)
      staged.set(id, before)
    },
    take: ({ id, parts }, last) => {
      const before = staged.get(id) ?? []
      staged.delete(id)
      if (before.length !== parts) throw cut()
      return [...before, last].flat()
    },
    drop: (id) => void staged.delete(id),
  }
}

const cut = (): RuntimeError =>
  new RuntimeError('unavailable', 'the index was started again in the middle of a document', {
    isRetryable: true,
  })
