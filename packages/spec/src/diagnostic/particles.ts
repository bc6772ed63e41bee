// Puts the Korean particle behind a name that is known only when the sentence is printed.

/** Pairs: behind a final consonant, behind a vowel. */
const pairs = {
  topic: ['은', '는'],
  subject: ['이', '가'],
  object: ['을', '를'],
  and: ['과', '와'],
} as const

/** `Redis` as the topic is `Redis는`; where the reading is uncertain both forms stand: `vLLM-chat은(는)`. */
export const topic = (word: string): string => `${word}${particle(word, 'topic')}`
export const subject = (word: string): string => `${word}${particle(word, 'subject')}`
export const object = (word: string): string => `${word}${particle(word, 'object')}`
export const and = (word: string): string => `${word}${particle(word, 'and')}`

function particle(word: string, kind: keyof typeof pairs): string {
  const [closed, open] = pairs[kind]
  const isClosed = endsInConsonant(word)
  if (isClosed === undefined) return kind === 'and' ? `${open}(${closed})` : `${closed}(${open})`
  return isClosed ? closed : open
}

/** Whether a word is read with a final consonant; undefined when spelling does not tell. */
function endsInConsonant(word: string): boolean | undefined {
  const text = word.replace(/[^\p{L}\p{N}]+$/u, '')
  const last = text.at(-1) ?? ''
  if (/[가-힣]/.test(last)) return (last.charCodeAt(0) - 0xac00) % 28 !== 0
  if (/\d/.test(last)) return '013678'.includes(last)
  if (/(^|[^A-Za-z])[A-Za-z]$|[A-Z]$/.test(text)) return 'LMNR'.includes(last.toUpperCase())
  if (/[lmn]e?$|ng$/.test(text)) return true
  return /[adfhijoqrsuvwxyz]$|[^p]e$/.test(text) ? false : undefined
}
