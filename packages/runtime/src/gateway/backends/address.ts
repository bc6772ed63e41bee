// Where a model's backends listen: `http(s)://host:port/prefix` or `unix:/path`, several with commas between.

import { RuntimeError } from '../../error.js'

export type Address = {
  /** As people wrote it, for messages; it never holds a password. */
  readonly shown: string
  readonly origin: string
  readonly socketPath?: string
  /** What stands before `/v1`: empty, or begins with a slash and ends without one. */
  readonly prefix: string
}

/** Throws `configuration` for an address that nobody can connect to. */
export const readAddresses = (model: string, text: string): readonly Address[] =>
  text
    .split(',')
    .map((member) => member.trim())
    .filter((member) => member !== '')
    .map((member) => readAddress(model, member))

function readAddress(model: string, text: string): Address {
  if (text.startsWith('unix:')) {
    const socketPath = text.slice('unix:'.length)
    return { shown: text, origin: 'http://localhost', socketPath, prefix: '' }
  }
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.username !== '') {
    throw new RuntimeError(
      'configuration',
      `The address of the model ${model} is no http(s) URL without a password, and no unix:/path.`,
    )
  }
  const prefix = url.pathname.replace(/\/+$/, '').replace(/\/v1$/, '')
  return { shown: `${url.origin}${prefix}`, origin: url.origin, prefix }
}
