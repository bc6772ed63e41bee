// Measures text in terminal columns: Korean and other wide characters take two.

/** Ranges of two columns: Hangul, CJK, full-width forms and emoji (Unicode 15, East Asian Width W and F). */
const wide: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
]

/** Colours and what joins the character before it take no column. */
const invisible = /\u001b\[[0-9;]*m|\p{M}|\p{Cf}/gu

export function widthOf(text: string): number {
  let width = 0
  for (const character of text.replaceAll(invisible, '')) width += characterWidth(character)
  return width
}

function characterWidth(character: string): number {
  const point = character.codePointAt(0) ?? 0
  return wide.some(([first, last]) => point >= first && point <= last) ? 2 : 1
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text
}

/** The longest beginning of a text without colours that fits, with `…` where something was cut. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  let kept = ''
  for (const character of text) {
    if (widthOf(kept) + characterWidth(character) > width - 1) break
    kept += character
  }
  return `${kept}…`
}
