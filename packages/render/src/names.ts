// Makes names unique where different things would get the same one.

/** The wanted name, or the first of `name_2`, `name_3` … that nobody has. */
export function freeName(wanted: string, taken: ReadonlySet<string>, separator: string): string {
  let name = wanted
  for (let count = 2; taken.has(name); count += 1) name = `${wanted}${separator}${count}`
  return name
}
