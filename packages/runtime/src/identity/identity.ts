// Identity as the rest of the runtime sees it: who asks, and what changes who that is.

import { RuntimeError } from '../error.js'
import type { Records, Session } from '../ports/records.js'
import type { Actor } from './audit.js'
import {
  authenticate,
  csrfOf,
  sessionCookieOf,
  sessionSecretOf,
  type Credentials,
} from './authenticate.js'
import { finishFirstRun, hasUsers, prepareFirstRun, type NewOperator } from './first-run.js'
import { createKey, revokeKey, type Key, type KeysOf, type NewKey } from './keys.js'
import { makeKnownPrincipals } from './known.js'
import { makePasswords, type Passwords } from './password.js'
import type { Principal } from './principal.js'
import type { ProviderSettings } from './provider-options.js'
import { makeProviderSignIn, type ProviderSignIn } from './provider-sign-in.js'
import { bytesOf, fingerprintOf } from './secret.js'
import {
  chooseTenant,
  endSignIn,
  makeSignIns,
  tooManyGuesses,
  type SignInAttempt,
} from './sign-in.js'
import { findTenant, keepConfiguredTenants, type TenantSettings } from './tenants.js'
import { makeThrottle } from './throttle.js'
import { getPerson, setPassword } from './users.js'

export type IdentityOptions = {
  readonly records: Records
  readonly tenants: readonly TenantSettings[]
  /** Where people reach us: cookies are for TLS alone where it is https. */
  readonly publicUrl: string
  readonly now?: () => number
  readonly passwords?: Passwords
  /** People of an identity provider are let in too. */
  readonly provider?: ProviderSettings | undefined
}

export type Identity = {
  /** At once when it is known. Throws `unauthenticated`, `forbidden` or `limit-reached`. */
  readonly authenticate: (credentials: Credentials) => Principal | Promise<Principal>
  /** Answers with the token of the link that makes the first account, when nobody has one and no password is given. */
  prepareFirstRun(password: string | undefined): Promise<string | undefined>
  isFirstRun(): Promise<boolean>
  /** Answers, as all that signs in, with the secret of the cookie. */
  finishFirstRun(operator: NewOperator): Promise<string>
  signIn(attempt: SignInAttempt): Promise<string>
  signOut(secret: string, address: string): Promise<void>
  chooseTenant(secret: string, tenantId: string): Promise<void>
  /** Ends every other sign-in of the person. Throws `forbidden` when the current password is wrong. */
  changePassword(change: PasswordChange): Promise<void>
  /** Absent where no identity provider is set. */
  readonly provider: Pick<ProviderSignIn, 'begin' | 'finish'> | undefined
  hashPassword(password: string): Promise<string>
  readonly cookie: { readonly name: string; readonly isSecure: boolean }
  /** The secret in a request's header `cookie`. */
  sessionSecretOf(cookie: string | undefined): string | undefined
  csrfOf(secret: string): string
  createKey(key: NewKey, actor: Actor): Promise<{ readonly key: Key; readonly secret: string }>
  revokeKey(of: KeysOf, id: string, actor: Actor): Promise<void>
  tenantIdOf(name: string): Promise<string>
  /** One transaction that changes who may what: it counts from the moment this resolves. */
  change<Result>(work: (session: Session) => Promise<Result>): Promise<Result>
}

type PasswordChange = {
  readonly userId: string
  readonly current: string
  readonly next: string
  /** Of the sign-in that goes on. */
  readonly secret: string | undefined
  readonly actor: Actor
}

/** Makes the configured tenants, and answers when they are there. */
export async function makeIdentity(options: IdentityOptions): Promise<Identity> {
  const { records, publicUrl, now = Date.now, passwords = makePasswords() } = options
  await keepConfiguredTenants(records, options.tenants)
  const isSecure = publicUrl.startsWith('https:')
  const known = makeKnownPrincipals(now)
  const guesses = makeThrottle({ burst: 5, perMinute: 2, now })
  const signIns = makeSignIns(records, passwords, now)
  const firstRun = { records, passwords, now }
  const change = async <Result>(work: (session: Session) => Promise<Result>): Promise<Result> => {
    const result = await records.transaction(work)
    known.forget()
    return result
  }
  const provider =
    options.provider === undefined
      ? undefined
      : makeProviderSignIn(options.provider, { records, now, forget: () => known.forget() })
  const lookupToken = provider?.lookupToken
  const authentication = { records, known, now, lookupToken, isSecure }
  return {
    authenticate: (credentials) => authenticate(authentication, credentials),
    prepareFirstRun: (password) => prepareFirstRun(firstRun, password),
    isFirstRun: async () => !(await hasUsers(records)),
    finishFirstRun: (operator) => finishFirstRun(firstRun, operator),
    signIn: (attempt) => signIns.withPassword(attempt),
    signOut: async (secret, address) => {
      await endSignIn(records, secret, address)
      known.forget(({ userId }) => userId !== undefined)
    },
    chooseTenant: async (secret, tenantId) => {
      await chooseTenant(records, secret, tenantId)
      known.forget(({ userId }) => userId !== undefined)
    },
    changePassword: async ({ userId, current, next, secret, actor }) => {
      const retryAfterMs = guesses.waitMs(userId)
      if (retryAfterMs > 0) throw tooManyGuesses(retryAfterMs)
      guesses.fail(userId)
      const { passwordHash } = await getPerson(records, userId)
      if (!(await passwords.verify(current, passwordHash ?? undefined))) throw wrongPassword()
      guesses.forgive(userId)
      const hash = await passwords.hash(next)
      const kept = secret === undefined ? undefined : bytesOf(fingerprintOf(secret))
      await change((session) => setPassword(session, userId, hash, kept, actor))
    },
    provider,
    hashPassword: (password) => passwords.hash(password),
    cookie: { name: sessionCookieOf(isSecure), isSecure },
    sessionSecretOf: (cookie) => sessionSecretOf(cookie, isSecure),
    csrfOf,
    createKey: async (key, actor) => {
      const made = await createKey(records, key, actor)
      known.forget(() => false)
      return made
    },
    revokeKey: async (of, id, actor) => {
      await revokeKey(records, of, id, actor)
      known.forget(({ keyId }) => keyId === id)
    },
    tenantIdOf: async (name) => (await findTenant(records, name)).id,
    change,
  }
}

const wrongPassword = (): RuntimeError =>
  new RuntimeError('forbidden', 'The current password is wrong.')
