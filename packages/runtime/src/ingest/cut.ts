// Where a text that is too long is cut: after a sentence, else between words, else anywhere but inside a character.

/** After a full stop, a question or exclamation mark and what closes it, or at the end of a line; Korean ends alike. */
const sentenceEnd = /(?:[.!?。！？…]["'”’」』)\]]*(?=\s)|\n)/g
const wordEnd = /\s/g

/** A sentence end in the first third would leave a stump: then a word's end further on serves better. */
const stump = 1 / 3

/** How many characters of the text to keep, at least 1 and at most `charactersMax`, so that it reads whole. */
export function cutOf(text: string, charactersMax: number): number {
  if (text.length <= charactersMax) return text.length
  const window = text.slice(0, charactersMax + 1)
  for (const boundary of [sentenceEnd, wordEnd]) {
    const end = lastEnd(window, boundary, charactersMax)
    if (end > charactersMax * stump) return end
  }
  const isInsideCharacter = charactersMax > 1 && isLowSurrogate(text.charCodeAt(charactersMax))
  return isInsideCharacter ? charactersMax - 1 : charactersMax
}

function lastEnd(window: string, boundary: RegExp, charactersMax: number): number {
  let last = 0
  for (const match of window.matchAll(boundary)) {
    const end = match.index + match[0].length
    if (end <= charactersMax) last = end
  }
  return last
}

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff
