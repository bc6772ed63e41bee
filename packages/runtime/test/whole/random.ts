// Numbers that look random and follow from LLMFLOW_SEED, so that a run can be repeated.

export type Random = {
  /** In [0, 1). */
  fraction(): number
  /** In [0, below). */
  whole(below: number): number
  pick<Value>(values: readonly [Value, ...(readonly Value[])]): Value
  chance(of: number): boolean
}

/** The commit's in CI, a fresh one in a soak, and always the same where nobody says. */
export const seed = process.env['LLMFLOW_SEED'] ?? '5eed5eed'

/** A generator of its own for each use, so that one does not shift another. */
export function randomOf(use: string, from = seed): Random {
  let state = 0
  for (const character of `${from.slice(0, 8)} ${use}`) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x9e3779b1) >>> 0
  }
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (below: number): number => Math.floor(fraction() * below)
  return {
    fraction,
    whole,
    pick: (values) => values[whole(values.length)] ?? values[0],
    chance: (of) => fraction() < of,
  }
}
