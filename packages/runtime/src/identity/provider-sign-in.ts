// People of an identity provider, let in: by its page in a browser, or by a token that they bring.

import { RuntimeError } from '../error.js'
import type { Records } from '../ports/records.js'
import type { TokenLookup } from './authenticate.js'
import { keepProviderAccount, type ProviderAccount } from './provider-accounts.js'
import type { ProviderSettings } from './provider-options.js'
import { makeProvider, type Pending, type Vouched } from './provider.js'
import { loadPerson } from './principal-rows.js'
import { startSignIn } from './sign-in.js'

type Options = {
  readonly records: Records
  readonly now: () => number
  /** Whoever is known is looked up again. */
  readonly forget: () => void
}

export type ProviderSignIn = {
  begin(): Promise<{ readonly url: URL; readonly pending: Pending }>
  /** The secret of the cookie. */
  finish(answer: URLSearchParams, pending: Pending, address: string): Promise<string>
  readonly lookupToken: TokenLookup
}

/** Tokens whose groups are kept already, by the moment that they end. */
const seenMax = 10_000

export function makeProviderSignIn(settings: ProviderSettings, options: Options): ProviderSignIn {
  const { records, now, forget } = options
  const provider = makeProvider({ ...settings, now })
  const seen = new Map<string, string>()

  const keep = async ({ claims, groups }: Vouched): Promise<ProviderAccount> => {
    const granted = settings.mapping(groups)
    const account = await records.transaction((session) =>
      keepProviderAccount(session, claims, granted),
    )
    if (account.hasChanged) forget()
    return account
  }

  return {
    begin: () => provider.begin(),
    finish: async (answer, pending, address) => {
      const { userId } = await keep(await provider.finish(answer, pending))
      const known = await loadPerson(records, userId, undefined, 0)
      if (known === undefined) throw inNoTenant()
      return records.transaction((session) => startSignIn(session, userId, address, now()))
    },
    lookupToken: async (token, tenantName) => {
      const vouched = await provider.verify(token)
      if (vouched === undefined) return undefined
      const userId = seen.get(token) ?? (await keep(vouched)).userId
      seen.delete(token)
      seen.set(token, userId)
      const [oldest] = seen.keys()
      if (seen.size > seenMax && oldest !== undefined) seen.delete(oldest)
      return loadPerson(records, userId, tenantName, vouched.endsAtMs)
    },
  }
}

const inNoTenant = (): RuntimeError =>
  new RuntimeError(
    'forbidden',
    'Your account is in no tenant; ask for a group of one, or its admin to add you.',
  )
