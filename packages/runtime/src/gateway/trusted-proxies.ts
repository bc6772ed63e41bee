// Which proxies may say for whom they ask: their word counts for limits of guessing and in the audit log.

import { isIP } from 'node:net'
import { RuntimeError } from '../error.js'

const name = 'LLMFLOW_TRUSTED_PROXIES'

/**
 * Addresses and ranges such as `10.0.0.0/8`, with commas; none unless said, as anybody may send `x-forwarded-for`.
 * Throws `configuration`.
 */
export function readTrustedProxies(environment: {
  readonly [name: string]: string | undefined
}): readonly string[] {
  const given = (environment[name] ?? '').split(',').map((item) => item.trim())
  const proxies = given.filter((item) => item !== '')
  const wrong = proxies.find((item) => !isRange(item))
  if (wrong === undefined) return proxies
  throw new RuntimeError('configuration', `${name}: ${wrong} is neither an address nor a range.`)
}

function isRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
  )
}
