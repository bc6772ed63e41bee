// Says who asks, from what came with a request.

import { RuntimeError } from '../error.js'
import type { Records } from '../ports/records.js'
import { unauthenticated, type KnownPrincipals } from './known.js'
import { loadKey, loadLocalOperator, loadSignIn, type Known } from './principal-rows.js'
import type { Principal } from './principal.js'
import { fingerprintOf, secretPattern } from './secret.js'

/** What a request says of who sends it. */
export type Credentials = {
  readonly authorization?: string | undefined
  readonly cookie?: string | undefined
  /** The header `x-llmflow-csrf`. */
  readonly csrf?: string | undefined
  /** The tenant to act in, by name: for who has several and no sign-in that holds one. */
  readonly tenant?: string | undefined
  readonly method: string
  readonly address: string
  /** It came over the admin socket, whose other end the operating system has let in. */
  readonly isLocalOperator: boolean
}

/** Looks up the bearer of a provider's token; absent where no provider is set. */
export type TokenLookup = (
  token: string,
  tenantName: string | undefined,
) => Promise<Known | undefined>

type Authentication = {
  readonly records: Records
  readonly known: KnownPrincipals
  readonly now: () => number
  readonly lookupToken: TokenLookup | undefined
  /** People reach us by https. */
  readonly isSecure: boolean
}

const keyPattern = new RegExp(`^llf_${secretPattern}$`)
const jwtPattern = /^[\w-]{1,4096}\.[\w-]{1,16384}\.[\w-]{1,4096}$/

/** Who it is: at once when that is known. Throws `unauthenticated`, `forbidden` or `limit-reached`. */
export function authenticate(
  authentication: Authentication,
  credentials: Credentials,
): Principal | Promise<Principal> {
  if (credentials.isLocalOperator) return localOperator(authentication, credentials)
  if (credentials.authorization !== undefined) return bearer(authentication, credentials)
  const secret = sessionSecretOf(credentials.cookie, authentication.isSecure)
  if (secret === undefined) throw unauthenticated()
  return person(authentication, credentials, secret)
}

function bearer(
  { records, known, lookupToken }: Authentication,
  { authorization = '', tenant, address }: Credentials,
): Principal | Promise<Principal> {
  const token = /^bearer +(\S+) *$/i.exec(authorization)?.[1] ?? ''
  const fingerprint = fingerprintOf(token)
  if (keyPattern.test(token)) {
    return known.find(`key ${fingerprint}`, address, () => loadKey(records, fingerprint))
  }
  if (lookupToken === undefined || !jwtPattern.test(token)) throw unauthenticated()
  const id = `token ${fingerprint} ${tenant ?? ''}`
  return known.find(id, address, () => lookupToken(token, tenant))
}

function person(
  { records, known, now }: Authentication,
  { method, csrf, address }: Credentials,
  secret: string,
): Principal | Promise<Principal> {
  if (!safeMethods.has(method) && !isCsrfOf(secret, csrf)) throw forged()
  const fingerprint = fingerprintOf(secret)
  return known.find(`session ${fingerprint}`, address, () =>
    loadSignIn(records, fingerprint, now()),
  )
}

function localOperator(
  { records, known }: Authentication,
  { tenant = 'default' }: Credentials,
): Principal | Promise<Principal> {
  // Names of tenants are few; an unknown one is a mistake of the operator, not a guess.
  return known.find(`operator ${tenant}`, 'admin socket', async () => {
    const found = await loadLocalOperator(records, tenant)
    if (found === undefined) throw new RuntimeError('not-found', `There is no tenant ${tenant}.`)
    return found
  })
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** A name with this prefix can only be set over TLS by this very host; without TLS, in development, browsers refuse it. */
export const sessionCookieOf = (isSecure: boolean): string =>
  isSecure ? '__Host-llmflow_session' : 'llmflow_session'

const cookiePatterns = {
  secure: new RegExp(`(?:^|; *)${sessionCookieOf(true)}=(${secretPattern})(?:;|$)`),
  plain: new RegExp(`(?:^|; *)${sessionCookieOf(false)}=(${secretPattern})(?:;|$)`),
}

export const sessionSecretOf = (
  cookie: string | undefined,
  isSecure: boolean,
): string | undefined => cookiePatterns[isSecure ? 'secure' : 'plain'].exec(cookie ?? '')?.[1]

/** What a page shows to prove that it may read our replies; another site can make the browser send the cookie, but not this. */
export const csrfOf = (secret: string): string => fingerprintOf(`csrf ${secret}`).slice(0, 43)

/** By fingerprints, so that the time it takes tells nothing. */
const isCsrfOf = (secret: string, csrf = ''): boolean =>
  fingerprintOf(csrf) === fingerprintOf(csrfOf(secret))

const forged = (): RuntimeError =>
  new RuntimeError('forbidden', 'Send the header x-llmflow-csrf with the value of /api/v1/session.')
