// All accounts of the platform: for whoever operates it.

import { z } from 'zod'
import { accountSchema, changeAccount, listAccounts } from '../../../identity/accounts.js'
import type { Identity } from '../../../identity/identity.js'
import type { Records } from '../../../ports/records.js'
import type { RouteRegistrar } from '../../route.js'
import { actsOf } from './act.js'
import { ok, pageByName, pageOf, pageSchema, withId } from './fields.js'

type Face = { readonly identity: Identity; readonly records: Records }

const url = '/api/v1/platform/accounts'

export function addAccounts(routes: RouteRegistrar, { identity, records }: Face): void {
  const act = actsOf(routes, 'platform')
  act({
    method: 'GET',
    url,
    action: 'account.list',
    summary: 'Accounts of all tenants, by e-mail',
    query: pageByName,
    replies: ok(pageSchema(accountSchema)),
    handler: async ({ query }) => {
      const accounts = await listAccounts(records, query)
      return pageOf(accounts, query.limit, (account) => account.email)
    },
  })
  act({
    method: 'PATCH',
    url: `${url}/:id`,
    action: 'account.change',
    summary: 'Close or open an account, or say that it operates the platform',
    params: withId,
    body: z.strictObject({
      isDisabled: z.boolean().optional(),
      isOperator: z.boolean().optional(),
    }),
    replies: ok(accountSchema),
    handler: ({ params, body, actor }) =>
      identity.change((session) => changeAccount(session, params.id, body, actor)),
  })
}
