// What keeps a file from being read, in words for the person who uploaded it.

import { RuntimeError } from '../../error.js'
import { type ParseFailure } from '../../ports/parser.js'

const words: { readonly [failure in ParseFailure]: string } = {
  encrypted:
    'The file is protected by a password or by rights management: save it without and upload it again.',
  broken: 'The file is damaged or is not what its name says.',
  empty: 'The file holds no text that could be read.',
  unsupported: 'Files of this kind cannot be read.',
  'too-large':
    'The file is larger than what may be read at once, or grows beyond it when unpacked.',
  'took-too-long': 'Reading the file took longer than allowed.',
  'out-of-memory': 'Reading the file took more memory than allowed.',
}

/** An error that says so; `detail.failure` is the code. */
export function parseFailure(failure: ParseFailure, cause?: unknown): RuntimeError {
  return new RuntimeError('unreadable-document', words[failure], { detail: { failure }, cause })
}
