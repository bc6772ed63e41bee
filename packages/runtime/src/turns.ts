// Lets work on the same thing follow each other, and all other work go on beside it.

export type InTurn = (name: string, act: () => Promise<void>) => Promise<void>

/** Lets calls that name the same thing follow each other, in the order in which they came. */
export function makeTurns(): InTurn {
  const last = new Map<string, Promise<void>>()
  return async (name, act) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(act, act)
    last.set(name, turn)
    try {
      await turn
    } finally {
      if (last.get(name) === turn) last.delete(name)
    }
  }
}
