// Identity as the rest of the runtime sees it: who asks, and what changes who that is.

import type { Records } from '../ports/records.js'
import type { Actor } from './audit.js'
import { authenticate, type Credentials } from './authenticate.js'
import { createKey, revokeKey, type Key, type KeysOf, type NewKey } from './keys.js'
import { makeKnownPrincipals } from './known.js'
import type { Principal } from './principal.js'
import { findTenant, keepConfiguredTenants, type TenantSettings } from './tenants.js'

export type IdentityOptions = {
  readonly records: Records
  readonly tenants: readonly TenantSettings[]
  /** Where people reach us: cookies are for TLS alone where it is https. */
  readonly publicUrl: string
  readonly now?: () => number
}

export type Identity = {
  /** At once when it is known. Throws `unauthenticated`, `forbidden` or `limit-reached`. */
  authenticate(credentials: Credentials): Principal | Promise<Principal>
  createKey(key: NewKey, actor: Actor): Promise<{ readonly key: Key; readonly secret: string }>
  revokeKey(of: KeysOf, id: string, actor: Actor): Promise<void>
  tenantIdOf(name: string): Promise<string>
}

/** Makes the configured tenants, and answers when they are there. */
export async function makeIdentity(options: IdentityOptions): Promise<Identity> {
  const { records, publicUrl, now = Date.now } = options
  await keepConfiguredTenants(records, options.tenants)
  const known = makeKnownPrincipals(now)
  const authentication = {
    records,
    known,
    now,
    lookupToken: undefined,
    isSecure: publicUrl.startsWith('https:'),
  }
  return {
    authenticate: (credentials) => authenticate(authentication, credentials),
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
  }
}
