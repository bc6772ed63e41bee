// How far a dial turns: some times as far as it stands, on round numbers.

const timesMax = 10

/** The next of 1, 2 and 5 times a power of ten that is as large. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)))
  const factor = [1, 2, 5, 10].find((one) => one * power >= value) ?? 10
  return factor * power
}

/** A dial is a few hundred pixels wide. */
const stepsMax = 200

type DialRange = { readonly maximum: number; readonly step: number }

export function dialRange(value: number): DialRange {
  const maximum = Math.max(10, roundUp(value * timesMax))
  return { maximum, step: roundUp(maximum / stepsMax) }
}
