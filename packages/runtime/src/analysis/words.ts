// Cuts normalised text into words by script, and keeps what people write as one sign, such as KR-2024-001, as one.

type WordKind = 'hangul' | 'latin' | 'number' | 'identifier' | 'ideographs' | 'other'

/** `start` counts in the text that was cut. */
export type Word = { readonly kind: WordKind; readonly text: string; readonly start: number }

/** Longer runs are no words of a person: they are cut, so that one line of base64 costs little. */
const wordLengthMax = 64
/** No Korean word is longer; finding morphemes costs the square of the length. */
const hangulLengthMax = 24

/** Alternatives in order: an identifier before its parts, a number before a word that begins with one. */
const pattern = new RegExp(
  [
    String.raw`(?<identifier>[a-z0-9]+(?:[-_./:@#+&][a-z0-9]+)+|(?=[a-z]*[0-9])(?=[0-9]*[a-z])[a-z0-9]{2,})`,
    String.raw`(?<number>[0-9]+)`,
    String.raw`(?<hangul>[\p{Script=Hangul}]+)`,
    String.raw`(?<ideographs>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+)`,
    String.raw`(?<latin>[\p{Script=Latin}\p{M}]+(?:['’][\p{Script=Latin}]+)?)`,
    String.raw`(?<other>[\p{L}\p{N}\p{M}]+)`,
  ].join('|'),
  'gu',
)

const thousands = /(?<![0-9])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])/g

/** `1,000` and `1000` are one number; spaces keep the places of what follows. */
const joinThousands = (text: string): string =>
  text.replaceAll(thousands, (number) => number.replaceAll(',', '').padEnd(number.length))

/** The words of a text that `normalizeText` made, in order. */
export function* wordsOf(text: string): Generator<Word> {
  for (const match of joinThousands(text).matchAll(pattern)) {
    const kind = kinds.find((name) => match.groups?.[name] !== undefined) ?? 'other'
    yield* piecesOf({ kind, text: match[0], start: match.index })
  }
}

const kinds = ['identifier', 'number', 'hangul', 'ideographs', 'latin', 'other'] as const

function* piecesOf(word: Word): Generator<Word> {
  const lengthMax = word.kind === 'hangul' ? hangulLengthMax : wordLengthMax
  for (let at = 0; at < word.text.length; at += lengthMax) {
    const text = word.text.slice(at, at + lengthMax)
    yield { kind: word.kind, text, start: word.start + at }
  }
}
