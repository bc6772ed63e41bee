// Prints values as JSON in the one form that every program agrees on: keys sorted, no blanks.

export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1))
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`
}

/** A value as it stands within text. */
export const textOfValue = (value: unknown): string =>
  typeof value === 'string' ? value : canonicalJson(value)
