// Reckons with erasure sets as MinIO does: which drives form a set, and how much of them is parity.

type ErasureLayout = {
  readonly drives: number
  readonly setSize: number
  readonly parity: number
  /** The share of the raw space that holds data. */
  readonly usableShare: number
}

const setSizeMost = 16

/** The layout that MinIO chooses by itself for a number of drives. */
export function erasureLayout(drives: number): ErasureLayout {
  const setSize = largestDivisor(drives)
  const parity = parityOf(setSize)
  return { drives, setSize, parity, usableShare: setSize === 0 ? 0 : (setSize - parity) / setSize }
}

/** The largest set that divides the drives evenly; 0 when none does. One drive is a set without parity. */
function largestDivisor(drives: number): number {
  if (drives === 1) return 1
  for (let size = Math.min(setSizeMost, drives); size >= 2; size -= 1) {
    if (drives % size === 0) return size
  }
  return 0
}

/** Parity drives of a set when nothing else is asked: a lost node costs that many drives at most. */
function parityOf(setSize: number): number {
  if (setSize <= 1) return 0
  if (setSize <= 3) return 1
  if (setSize <= 5) return 2
  return setSize <= 7 ? 3 : 4
}
