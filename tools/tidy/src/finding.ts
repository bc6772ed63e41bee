// What tidy says: one place and one sentence, in the form that editors make a link of.

export type Finding = {
  readonly path: string
  readonly line: number
  readonly message: string
}

export const printFinding = ({ path, line, message }: Finding): string =>
  `${path}:${line}: error: ${message}`

/** By place, so that two runs print the same. */
export function compareFindings(one: Finding, other: Finding): number {
  if (one.path !== other.path) return one.path < other.path ? -1 : 1
  if (one.line !== other.line) return one.line - other.line
  return one.message < other.message ? -1 : 1
}
