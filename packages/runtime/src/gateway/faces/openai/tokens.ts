// Guesses tokens where no engine counted them: high before a request, likely after it.

/** No tokenizer of the models in use needs more for usual text: a Hangul syllable has three bytes in UTF-8. */
const bytesPerTokenLeast = 3
const bytesPerTokenUsual = 4
/** About what a picture costs in the models that take one. */
const tokensPerPicture = 1200
/** A delta with more bytes than this holds several tokens. */
const bytesPerTokenMost = 8

/** Pictures in a body would count as text otherwise. */
const picture = /"data:(?:image|audio)\/[\w.+-]+;base64,[A-Za-z0-9+/=]{200,}"/g

/** Tokens that a request's body may need at most, text and pictures together. */
export function promptTokensMost(body: string): number {
  if (!body.includes('"data:')) return Math.ceil(Buffer.byteLength(body) / bytesPerTokenLeast)
  const pictures = body.match(picture) ?? []
  const text = body.replaceAll(picture, '')
  return (
    Math.ceil(Buffer.byteLength(text) / bytesPerTokenLeast) + pictures.length * tokensPerPicture
  )
}

export const likelyTokens = (text: string): number =>
  Math.ceil(Buffer.byteLength(text) / bytesPerTokenUsual)

/** Engines send a delta per token, but some gather several. */
export const tokensOfDeltas = (deltas: number, bytes: number): number =>
  Math.max(deltas, Math.ceil(bytes / bytesPerTokenMost))
