// Reads command line arguments: which of them are flags, and what each is set to.

/** A flag among arguments, with its place in the list. `value` is undefined for a bare flag. */
type Flag = {
  readonly name: string
  readonly value: string | undefined
  readonly index: number
}

/** Finds `--flag=value`, `--flag value` in one argument or two, and `--flag`. */
export function flagsIn(args: readonly string[]): readonly Flag[] {
  return args.flatMap((arg, index): readonly Flag[] => {
    const match = /^(--?[A-Za-z][^\s=]*)(?:[=\s]\s*([\s\S]*))?$/.exec(arg)
    if (match?.[1] === undefined) return []
    const next = args[index + 1]
    const value = match[2] ?? (next === undefined || next.startsWith('-') ? undefined : next)
    return [{ name: match[1], value, index }]
  })
}
