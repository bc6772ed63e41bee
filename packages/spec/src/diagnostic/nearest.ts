// Finds the name that a misspelt one was probably meant to be.

/** Edit distance with adjacent swaps (optimal string alignment). */
export function distance(left: string, right: string): number {
  const rows = left.length + 1
  const columns = right.length + 1
  const table = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => (row === 0 ? column : column === 0 ? row : 0)),
  )
  const at = (row: number, column: number): number =>
    table[row]?.[column] ?? Number.POSITIVE_INFINITY
  for (let row = 1; row < rows; row += 1) {
    for (let column = 1; column < columns; column += 1) {
      const same = left[row - 1] === right[column - 1]
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
      const best = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + (same ? 0 : 1),
        swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
      )
      table[row]?.splice(column, 1, best)
    }
  }
  return at(rows - 1, columns - 1)
}

/** The nearest candidate within a third of the name's length, or the empty string. */
export function nearest(name: string, candidates: Iterable<string>): string {
  const wanted = name.slice(0, 80).toLowerCase()
  let best = ''
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= bestDistance) continue
    const found = distance(wanted, candidate.toLowerCase())
    if (found < bestDistance) {
      best = candidate
      bestDistance = found
    }
  }
  return best
}
