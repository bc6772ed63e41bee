// Writes and reads DER, the one encoding in which certificates and requests are signed.

/** One value with its tag; `whole` is both as they stand in the text. */
export type Element = { readonly tag: number; readonly content: Buffer; readonly whole: Buffer }

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  identifier: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  generalTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

export function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content])
}

/** Below 128 the length itself; above, the number of its octets first. */
function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const octets = octetsOf(length)
  return Buffer.from([0x80 | octets.length, ...octets])
}

function octetsOf(value: number): readonly number[] {
  const rest = Math.floor(value / 256)
  return [...(rest === 0 ? [] : octetsOf(rest)), value % 256]
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer =>
  element(tags.sequence, ...parts)
export const set = (...parts: readonly Uint8Array[]): Buffer => element(tags.set, ...parts)
export const octets = (...parts: readonly Uint8Array[]): Buffer => element(tags.octets, ...parts)
export const truth = element(tags.boolean, Buffer.from([0xff]))

/** A whole number that is not negative, however long. */
export function integer(value: Uint8Array | number): Buffer {
  const bytes = typeof value === 'number' ? Buffer.from(octetsOf(value)) : Buffer.from(value)
  const start = bytes.findIndex((byte) => byte !== 0)
  const digits = start < 0 ? Buffer.from([0]) : bytes.subarray(start)
  const isNegative = (digits[0] ?? 0) >= 0x80
  return element(tags.integer, Buffer.from(isNegative ? [0] : []), digits)
}

export const bits = (content: Uint8Array, unused = 0): Buffer =>
  element(tags.bits, Buffer.from([unused]), content)

/** Flags by their numbers, without the zeros at the end, as DER demands. */
export function flags(numbers: readonly number[]): Buffer {
  const last = Math.max(...numbers)
  const content = Buffer.alloc(Math.floor(last / 8) + 1)
  for (const number of numbers) {
    const index = Math.floor(number / 8)
    content[index] = (content[index] ?? 0) | (0x80 >> (number % 8))
  }
  return bits(content, 7 - (last % 8))
}

/** `1.2.840.10045.4.3.3`. */
export function identifier(name: string): Buffer {
  const [first = 0, second = 0, ...rest] = name.split('.').map(Number)
  return element(tags.identifier, Buffer.from([first * 40 + second, ...rest.flatMap(inSevens)]))
}

function inSevens(value: number): readonly number[] {
  const digits = [value % 128]
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    digits.unshift((rest % 128) | 0x80)
  }
  return digits
}

export const utf8 = (text: string): Buffer => element(tags.utf8, Buffer.from(text, 'utf8'))

/** A moment: two digits for the year until 2049, four after, as RFC 5280 (4.1.2.5) has it. */
export function moment(milliseconds: number): Buffer {
  const text = `${new Date(milliseconds).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`
  const year = Number(text.slice(0, 4))
  return year < 2050
    ? element(tags.utcTime, Buffer.from(text.slice(2)))
    : element(tags.generalTime, Buffer.from(text))
}

/** What a constructed value holds; nothing where the text is no DER. */
export function elementsIn(content: Buffer): readonly Element[] {
  const elements: Element[] = []
  let rest = content
  while (rest.length > 0) {
    const next = firstOf(rest)
    if (next === undefined) return []
    elements.push(next)
    rest = rest.subarray(next.whole.length)
  }
  return elements
}

export function firstOf(text: Buffer): Element | undefined {
  const [tag, first] = text
  if (tag === undefined || first === undefined) return undefined
  const count = first < 0x80 ? 0 : first & 0x7f
  if (count > 4 || text.length < 2 + count) return undefined
  const length = count === 0 ? first : text.readUIntBE(2, count)
  const start = 2 + count
  if (start + length > text.length || first === 0x80) return undefined
  return {
    tag,
    content: text.subarray(start, start + length),
    whole: text.subarray(0, start + length),
  }
}

export function readIdentifier({ content }: Element): string {
  const numbers: number[] = []
  let value = 0
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f)
    if (byte >= 0x80) continue
    numbers.push(value)
    value = 0
  }
  const [head = 0, ...rest] = numbers
  const first = Math.min(2, Math.floor(head / 40))
  return [first, head - first * 40, ...rest].join('.')
}

/** The numbers of the flags that are set. */
export function readFlags({ content }: Element): readonly number[] {
  return [...content.subarray(1)].flatMap((byte, index) =>
    Array.from({ length: 8 }, (_, bit) => bit)
      .filter((bit) => (byte & (0x80 >> bit)) !== 0)
      .map((bit) => index * 8 + bit),
  )
}
