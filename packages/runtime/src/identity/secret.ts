// Makes the secrets that we hand out, and what we keep instead of them.

import { hash, randomBytes } from 'node:crypto'

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** 62 to this power is the first above 2 to the power of 256. */
const length = 43

/** 256 random bits in letters and digits, which survive every header, shell and double click. */
export function makeSecret(): string {
  let rest = BigInt(`0x${randomBytes(32).toString('hex')}`)
  let text = ''
  while (text.length < length) {
    text = digits.charAt(Number(rest % 62n)) + text
    rest /= 62n
  }
  return text
}

export const secretPattern = '[0-9A-Za-z]{43}'

/**
 * What is kept of a secret, in hexadecimal. One round of SHA-256 is enough where the secret is 256 random bits: nobody
 * guesses them, however fast. A look-up by this says nothing about the secret by the time it takes.
 */
export const fingerprintOf = (secret: string): string => hash('sha256', secret, 'hex')

/** The same, as the tables keep it. */
export const bytesOf = (fingerprint: string): Uint8Array => Buffer.from(fingerprint, 'hex')
