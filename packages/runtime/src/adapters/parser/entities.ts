// Characters that markup spells out; the rare ones are left as they stand.

const named: { readonly [name: string]: string } = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  middot: '·',
  mdash: '—',
  ndash: '–',
}

const codePointMax = 0x10ffff

/** The character of `&name;`, `&#10;` or `&#xa;`. */
export function decodeEntity(entity: string): string {
  const [, hexadecimal, decimal, name] =
    /^&(?:#[xX]([\da-fA-F]+)|#(\d+)|(\w+));$/.exec(entity) ?? []
  if (name !== undefined) return named[name] ?? entity
  const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16)
  return code > 0 && code <= codePointMax ? String.fromCodePoint(code) : entity
}
