// Finds `${VAR}` in a text, and fills in the defaults that it states as Compose and shells do.

/** One use of a variable: where it stands, and what takes its place when it is not set. */
type VariableUse = {
  readonly name: string
  readonly start: number
  readonly length: number
  /** The text behind `:-`; undefined when none is stated. */
  readonly fallback: string | undefined
  /** Whether `:?` demands it, or `:+` only asks whether it is set. */
  readonly operator: '' | '-' | '?' | '+'
  readonly isBraced: boolean
}

const pattern = /\$(?:\$|\{([A-Za-z_]\w*)(?::?([-?+])((?:[^{}]|\{[^{}]*\})*))?\}|([A-Za-z_]\w*))/g

/** All uses in their order; `$$` stands for a dollar sign and is none. */
export function variableUses(text: string): readonly VariableUse[] {
  const uses: VariableUse[] = []
  if (!text.includes('$')) return uses
  for (const match of text.matchAll(pattern)) {
    const name = match[1] ?? match[4]
    if (name === undefined) continue
    const operator = operatorOf(match[2])
    uses.push({
      name,
      start: match.index,
      length: match[0].length,
      fallback: operator === '-' ? match[3] : undefined,
      operator,
      isBraced: match[1] !== undefined,
    })
  }
  return uses
}

const operatorOf = (sign: string | undefined): VariableUse['operator'] =>
  sign === '-' || sign === '?' || sign === '+' ? sign : ''

/** The text with stated defaults filled in; variables without one stay as they are written. */
export function withDefaults(text: string): string {
  let filled = ''
  let end = 0
  for (const { start, length, fallback } of variableUses(text)) {
    filled += text.slice(end, start) + (fallback ?? text.slice(start, start + length))
    end = start + length
  }
  return filled + text.slice(end)
}
