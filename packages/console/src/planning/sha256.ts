// SHA-256 as the list beside a rendered tree holds it: a page that was not served over HTTPS has no other.

const fractionOf = (root: number): number => Math.floor((root % 1) * 2 ** 32)

function firstPrimes(count: number): readonly number[] {
  const primes: number[] = []
  for (let candidate = 2; primes.length < count; candidate += 1) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate)
  }
  return primes
}

const primes = firstPrimes(64)
const constants = Uint32Array.from(primes, (prime) => fractionOf(Math.cbrt(prime)))
const beginning = Uint32Array.from(primes.slice(0, 8), (prime) => fractionOf(Math.sqrt(prime)))

const blockBytes = 64

/** Hexadecimal digits of the digest of a text in UTF-8. */
export function sha256(text: string): string {
  const state = Uint32Array.from(beginning)
  const words = new Uint32Array(64)
  const padded = pad(new TextEncoder().encode(text))
  for (let at = 0; at < padded.byteLength; at += blockBytes) {
    expand(words, padded, at)
    compress(state, words)
  }
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('')
}

/** A one, zeros, and the length in bits fill the last block. */
function pad(message: Uint8Array): DataView {
  const blocks = Math.ceil((message.length + 9) / blockBytes)
  const padded = new Uint8Array(blocks * blockBytes)
  padded.set(message)
  padded[message.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setBigUint64(padded.length - 8, BigInt(message.length) * 8n)
  return view
}

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by))
const at = (words: Uint32Array, index: number): number => words[index] ?? 0

function expand(words: Uint32Array, block: DataView, offset: number): void {
  for (let index = 0; index < 16; index += 1) {
    words[index] = block.getUint32(offset + index * 4)
  }
  for (let index = 16; index < 64; index += 1) {
    const near = at(words, index - 2)
    const far = at(words, index - 15)
    const nearMixed = rotate(near, 17) ^ rotate(near, 19) ^ (near >>> 10)
    const farMixed = rotate(far, 7) ^ rotate(far, 18) ^ (far >>> 3)
    words[index] = at(words, index - 16) + farMixed + at(words, index - 7) + nearMixed
  }
}

function compress(state: Uint32Array, words: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let index = 0; index < 64; index += 1) {
    const mixedE = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const choice = (e & f) ^ (~e & g)
    const first = (h + mixedE + choice + at(constants, index) + at(words, index)) | 0
    const mixedA = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const second = (mixedA + majority) | 0
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) {
    state[index] = at(state, index) + word
  }
}
