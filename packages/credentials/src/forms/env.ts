// Fills an env file of compose: lines that a person wrote stay, each variable has one line.

type Variable = { readonly name: string; readonly value: string }

export function fillEnv(text: string, variables: readonly Variable[]): string {
  const values = new Map(variables.map(({ name, value }) => [name, value]))
  const lines = text.replace(/\n$/, '').split('\n')
  const written = new Set<string>()
  const filled = lines.map((line) => {
    const name = nameIn(line)
    const value = name === undefined ? undefined : values.get(name)
    if (name === undefined || value === undefined) return line
    written.add(name)
    return `${name}=${quoted(value)}`
  })
  const added = variables
    .filter(({ name }) => !written.has(name))
    .map(({ name, value }) => `${name}=${quoted(value)}`)
  return `${[...filled, ...added].join('\n')}\n`
}

/** The values of the variables that have one, as they stand in the file. */
export function writtenIn(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split('\n').flatMap((line): [string, string][] => {
      const name = nameIn(line)
      const value = line.slice((name ?? '').length + 1)
      return name === undefined || value === '' ? [] : [[name, value]]
    }),
  )
}

const nameIn = (line: string): string | undefined => /^([A-Z_][A-Z0-9_]*)=/.exec(line)?.[1]

/**
 * Compose expands `$` in bare and doubly quoted values, takes single quotes as they are, and knows escapes in double
 * quotes alone.
 */
export function quoted(value: string): string {
  if (/^[A-Za-z0-9_.,:/@%+=-]*$/.test(value)) return value
  if (!/['\n\r\\]/.test(value)) return `'${value}'`
  const escaped = value
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll('$', String.raw`\$`)
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\r', String.raw`\r`)
  return `"${escaped}"`
}
