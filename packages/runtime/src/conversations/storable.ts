// Makes texts such as the database takes: it refuses NUL and halves of surrogate pairs, which people can send.

const refused = /\0|\p{Surrogate}/gu

export function storable(text: string): string {
  return text.replace(refused, '\ufffd')
}

export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) => {
    if (typeof part === 'string') return storable(part)
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).map(([name, each]) => [storable(name), each]))
  })
}
