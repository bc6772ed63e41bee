// An identity provider, any that OpenID Connect can discover: signing in by code, and tokens that it gave to others.

import { createRemoteJWKSet, customFetch as joseFetch, jwtVerify, type JWTPayload } from 'jose'
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client'
import { z } from 'zod'
import { RuntimeError } from '../error.js'
import type { Claims } from './provider-accounts.js'
import { makeProviderFetch } from './provider-fetch.js'

export type ProviderOptions = {
  readonly issuer: string
  readonly clientId: string
  /** Absent for a public client. */
  readonly clientSecret: string | undefined
  /** What tokens are for that others bring, beside the client itself. */
  readonly audiences: readonly string[]
  /** The claim with the groups; dots lead into objects. */
  readonly groupsClaim: string
  /** Where the provider's own addresses may lie beside its issuer's. */
  readonly origins: readonly string[]
  readonly redirectUrl: string
  readonly now: () => number
}

/** What a browser keeps while its person is at the provider: nobody else's answer fits it. */
export type Pending = {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

export type Vouched = {
  readonly claims: Claims
  readonly groups: readonly string[]
  readonly endsAtMs: number
}

type Provider = {
  begin(): Promise<{ readonly url: URL; readonly pending: Pending }>
  /** `answer` is the query that came back. Throws `forbidden` when it is not the answer to this, or not from there. */
  finish(answer: URLSearchParams, pending: Pending): Promise<Vouched>
  /** Undefined when the token is not one of this provider for us, or has ended. */
  verify(token: string): Promise<Vouched | undefined>
}

/** What providers sign with that only they can: no shared secrets, and never nothing. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]
/** Clocks of two machines differ. */
const toleranceSeconds = 10
/** A provider that is away is not asked by every request. */
const retryMs = 5_000

export function makeProvider(options: ProviderOptions): Provider {
  const connect = makeConnection(options)
  return {
    begin: async () => {
      const { configuration } = await connect()
      const pending = {
        state: randomState(),
        nonce: randomNonce(),
        verifier: randomPKCECodeVerifier(),
      }
      const url = buildAuthorizationUrl(configuration, {
        redirect_uri: options.redirectUrl,
        scope: 'openid profile email',
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
      })
      return { url, pending }
    },
    finish: async (answer, { state, nonce, verifier }) => {
      const { configuration } = await connect()
      const url = new URL(options.redirectUrl)
      url.search = answer.toString()
      const tokens = await authorizationCodeGrant(configuration, url, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      }).catch((error: unknown) => {
        if (error instanceof RuntimeError) throw error
        throw new RuntimeError('forbidden', 'The identity provider did not vouch for this.', {
          cause: error,
        })
      })
      // The library has checked what must be so; the signature it takes on trust from TLS, and we do not.
      const vouched = tokens.id_token === undefined ? undefined : await verify(tokens.id_token)
      if (vouched === undefined) {
        throw new RuntimeError('forbidden', 'The identity provider sent no valid ID token.')
      }
      return vouched
    },
    verify,
  }

  async function verify(token: string): Promise<Vouched | undefined> {
    const { keys, issuer } = await connect()
    const expectations = {
      issuer,
      audience: [options.clientId, ...options.audiences],
      algorithms,
      clockTolerance: toleranceSeconds,
      requiredClaims: ['sub', 'exp', 'iat'],
      currentDate: new Date(options.now()),
    }
    try {
      const { payload } = await jwtVerify(token, keys, expectations)
      return vouchedOf(payload, options.groupsClaim)
    } catch (error) {
      if (isOfToken(error)) return undefined
      throw new RuntimeError('unavailable', 'The identity provider can’t be asked for its keys.', {
        isRetryable: true,
        cause: error,
      })
    }
  }
}

type Connection = {
  readonly configuration: Configuration
  readonly issuer: string
  readonly keys: ReturnType<typeof createRemoteJWKSet>
}

/** Asks for the provider's metadata once; again, after a while, when it was away. */
function makeConnection(options: ProviderOptions): () => Promise<Connection> {
  let connected: Promise<Connection> | undefined
  let failedAtMs = -Infinity
  return () => {
    if (connected !== undefined) return connected
    if (options.now() - failedAtMs < retryMs) return Promise.reject(away())
    const attempt = discover(options).catch((error: unknown) => {
      failedAtMs = options.now()
      connected = undefined
      if (error instanceof RuntimeError) throw error
      throw away(error)
    })
    connected = attempt
    return attempt
  }
}

async function discover(options: ProviderOptions): Promise<Connection> {
  const server = new URL(options.issuer)
  const ask = makeProviderFetch([server.origin, ...options.origins])
  const configuration = await discovery(
    server,
    options.clientId,
    options.clientSecret,
    options.clientSecret === undefined ? None() : undefined,
    {
      [customFetch]: ask,
      ...(server.protocol === 'http:' ? { execute: [allowInsecureRequests] } : {}),
    },
  )
  const { issuer, jwks_uri: keysUrl } = configuration.serverMetadata()
  if (keysUrl === undefined) throw away()
  return {
    configuration,
    issuer,
    keys: createRemoteJWKSet(new URL(keysUrl), { [joseFetch]: ask }),
  }
}

const away = (cause?: unknown): RuntimeError =>
  new RuntimeError('unavailable', 'The identity provider can’t be reached.', {
    isRetryable: true,
    cause,
    detail: { retryAfterMs: retryMs },
  })

/** The token is to blame, not the way to the provider. */
const isOfToken = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^ERR_(JWT|JWS|JOSE_ALG|JOSE_NOT_SUPPORTED|JWKS_NO_MATCHING_KEY|JWKS_MULTIPLE)/.test(error.code)

const person = z.looseObject({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  iat: z.number(),
  exp: z.number(),
  email: z.string().max(254).optional(),
  email_verified: z.union([z.boolean(), z.literal('true'), z.literal('false')]).optional(),
  name: z.string().max(200).optional(),
  preferred_username: z.string().max(200).optional(),
})

/** Tokens that say that somebody left are no tokens of somebody who is there. */
function vouchedOf(payload: JWTPayload, groupsClaim: string): Vouched | undefined {
  const parsed = person.safeParse(payload)
  if (!parsed.success || payload['events'] !== undefined) return undefined
  const { iss, sub, iat, exp, email, email_verified: verified, name } = parsed.data
  return {
    claims: {
      issuer: iss,
      subject: sub,
      email,
      isEmailVerified: verified === true || verified === 'true',
      name: name ?? parsed.data.preferred_username,
      saidAtMs: iat * 1000,
    },
    groups: groupsOf(payload, groupsClaim),
    endsAtMs: exp * 1000,
  }
}

const texts = z.array(z.string().max(500)).max(10_000)

/** A claim that is missing is no group: who tells us nothing gives nothing. */
function groupsOf(payload: JWTPayload, claim: string): readonly string[] {
  const object = z.record(z.string(), z.unknown())
  let found: unknown = payload
  for (const name of payload[claim] === undefined ? claim.split('.') : [claim]) {
    const parsed = object.safeParse(found)
    found = parsed.success ? parsed.data[name] : undefined
  }
  const groups = texts.safeParse(typeof found === 'string' ? [found] : found)
  return groups.success ? groups.data : []
}
