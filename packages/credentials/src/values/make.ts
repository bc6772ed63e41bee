// Makes strong values in the form that a plan asks for.

import { randomBytes } from 'node:crypto'
import type { SecretKey } from '@llmflow/spec'

/** Letters and digits mean nothing to URLs, shells, YAML and configuration files. */
const alphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

type MadeFormat = Exclude<SecretKey['format'], 'given'>

export function makeValue(format: MadeFormat, length: number): string {
  switch (format) {
    case 'alphanumeric':
      return characters(alphanumeric, length)
    case 'hex':
      return randomBytes(Math.ceil(length / 2))
        .toString('hex')
        .slice(0, length)
    case 'base64':
      return randomBytes(length).toString('base64')
  }
}

/** Bytes beyond the last whole multiple of the alphabet are thrown away: a remainder would favour its beginning. */
function characters(alphabet: string, length: number): string {
  const limit = 256 - (256 % alphabet.length)
  let text = ''
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < limit && text.length < length) text += alphabet.charAt(byte % alphabet.length)
    }
  }
  return text
}
