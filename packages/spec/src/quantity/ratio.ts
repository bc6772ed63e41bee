// Reads and prints shares as percentages.

import { ratio, type Ratio } from './brand.js'

/** Reads `99.9%`, from 0% to 100%. */
export function parseRatio(text: string): Ratio | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*%$/.exec(text.trim())
  const value = Number(match?.[1]) / 100
  return value >= 0 && value <= 1 ? ratio(value) : undefined
}

/** Prints a share as a percentage with the fewest digits that read back to the same share: `99.9%`. */
export function printRatio(value: Ratio): string {
  for (let digits = 0; digits <= 15; digits += 1) {
    const text = (value * 100).toFixed(digits)
    if (Number(text) / 100 === value) return `${text}%`
  }
  return `${value * 100}%`
}
