// Makes text that somebody else wrote harmless: it can neither paint the terminal nor turn the order of what is read.

/** Control characters, and those that change the direction of text (Unicode 15, Bidi_Control). */
const unprintable = /\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** Tabs as one blank and what must not be printed as a dot, so that columns hold. */
export function printable(text: string): string {
  return text.replaceAll('\t', ' ').replaceAll(unprintable, '·')
}
