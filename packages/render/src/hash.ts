// Hashes text, so that what depends on its content can be named after it. Not for secrets.

const prime = 0x01000193

/** FNV-1a over the UTF-16 code units, each unit as two bytes, from an offset. */
function fnv(text: string, offset: number): number {
  let hash = offset
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    hash = Math.imul(hash ^ (unit & 0xff), prime)
    hash = Math.imul(hash ^ (unit >>> 8), prime)
  }
  return hash >>> 0
}

/** Sixteen hexadecimal digits that change with the text. */
export function hashOf(text: string): string {
  // Two 32-bit hashes from different offsets: one alone repeats too soon among a few thousand texts.
  return [fnv(text, 0x811c9dc5), fnv(text, 0x9747b28c)]
    .map((half) => half.toString(16).padStart(8, '0'))
    .join('')
}
