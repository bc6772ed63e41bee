// Work that must not run beside other work: it follows, in the order in which it came, and no more may wait than is told.

import type { RuntimeError } from './error.js'

export type InTurn = <Value>(work: () => Promise<Value>) => Promise<Value>
export type InTurnOf = <Value>(name: string, work: () => Promise<Value>) => Promise<Value>

/** One after the other, however the one before ended. */
export function makeTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
}

/** Work on the same thing is done one after the other, and all other work beside it. */
export function makeNamedTurns(): InTurnOf {
  const lines = new Map<string, { readonly inTurn: InTurn; waiting: number }>()
  return async (name, work) => {
    const line = lines.get(name) ?? { inTurn: makeTurns(), waiting: 0 }
    lines.set(name, line)
    line.waiting += 1
    try {
      return await line.inTurn(work)
    } finally {
      line.waiting -= 1
      if (line.waiting === 0) lines.delete(name)
    }
  }
}

/** Admits work while less than `max` of its name waits or runs, and throws the refusal after that. */
export function makeAdmission(max: number, refusal: () => RuntimeError): InTurnOf {
  const admitted = new Map<string, number>()
  return async (name, work) => {
    const before = admitted.get(name) ?? 0
    if (before >= max) throw refusal()
    admitted.set(name, before + 1)
    try {
      return await work()
    } finally {
      const left = (admitted.get(name) ?? 1) - 1
      if (left === 0) admitted.delete(name)
      else admitted.set(name, left)
    }
  }
}
