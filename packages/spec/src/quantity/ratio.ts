// Reads and prints shares as percentages.

import { ratio, type Ratio } from './brand.js'

/** Reads `99.9%`, from 0% to 100%. */
export function parseRatio(text: string): Ratio | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*%$/.exec(text.trim())
  // Moving the decimal point in the text keeps 99.9% at 0.999, which a division does not.
  const value = Number(`${match?.[1] ?? ''}e-2`)
  return value >= 0 && value <= 1 ? ratio(value) : undefined
}

/** Prints a share as a percentage with the fewest digits that read back to the same share: `99.9%`. */
export function printRatio(value: Ratio): string {
  for (let digits = 0; digits <= 15; digits += 1) {
    const text = (value * 100).toFixed(digits)
    if (Number(`${text}e-2`) === value) return `${text}%`
  }
  return `${value * 100}%`
}
