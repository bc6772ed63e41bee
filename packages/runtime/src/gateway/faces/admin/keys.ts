// API keys: admins see all of the tenant, everybody makes and ends their own.

import { z } from 'zod'
import { RuntimeError } from '../../../error.js'
import type { Identity } from '../../../identity/identity.js'
import { keySchema, listKeys, type KeysOf, type NewKey } from '../../../identity/keys.js'
import { may } from '../../../identity/permissions.js'
import { role, scope } from '../../../identity/principal-rows.js'
import { scopesOfRole, type Principal } from '../../../identity/principal.js'
import type { Records } from '../../../ports/records.js'
import type { RouteRegistrar } from '../../route.js'
import { actsOf } from './act.js'
import { created, done, id, line, ok, pageByTime, pageOf, pageSchema, withId } from './fields.js'

type Face = { readonly identity: Identity; readonly records: Records; readonly now?: () => number }

const dayMs = 86_400_000

const newKey = z.strictObject({
  name: line(200),
  role: role.default('member'),
  scopes: z.array(scope).min(1).max(scope.options.length).optional(),
  assistantId: id.optional(),
  /** Whose key it is: it ends with their membership. */
  userId: id.optional(),
  expiresInDays: z.number().int().min(1).max(3650).optional(),
})

export function addKeys(routes: RouteRegistrar, { identity, records, now = Date.now }: Face): void {
  const act = actsOf(routes, 'keys')
  act({
    method: 'GET',
    url: '/api/v1/keys',
    action: 'own-key.list',
    summary: 'Keys, the newest first: all of the tenant for its admins, else my own',
    query: pageByTime,
    replies: ok(pageSchema(keySchema)),
    handler: async ({ query, principal }) => {
      const keys = await listKeys(records, reachOf(principal, 'key.list'), query)
      return pageOf(keys, query.limit, (key) => key.id)
    },
  })
  act({
    method: 'POST',
    url: '/api/v1/keys',
    action: 'own-key.change',
    summary: 'Make a key; its secret is in this reply and nowhere else',
    body: newKey,
    replies: created(z.object({ key: keySchema, secret: z.string() })),
    handler: async ({ body, principal, actor, reply }) => {
      const { expiresInDays, ...rest } = body
      const key = withinOwn(principal, {
        ...rest,
        tenantId: principal.tenantId,
        expiresAtMs: expiresInDays === undefined ? undefined : now() + expiresInDays * dayMs,
      })
      return reply.code(201).send(await identity.createKey(key, actor))
    },
  })
  act({
    method: 'DELETE',
    url: '/api/v1/keys/:id',
    action: 'own-key.change',
    summary: 'Revoke a key at once and for good',
    params: withId,
    replies: done,
    handler: async ({ params, principal, actor, reply }) => {
      await identity.revokeKey(reachOf(principal, 'key.change'), params.id, actor)
      return reply.code(204).send()
    },
  })
}

/** Whose keys somebody may touch. */
function reachOf(principal: Principal, action: 'key.list' | 'key.change'): KeysOf {
  const { tenantId, userId } = principal
  if (may(principal, action)) return { tenantId }
  if (userId === undefined) throw new RuntimeError('forbidden', 'This needs the role admin.')
  return { tenantId, userId }
}

/** No key may do what its maker may not, and a member's key is the member's. */
function withinOwn(principal: Principal, key: NewKey): NewKey {
  const { userId } = reachOf(principal, 'key.change')
  if (userId !== undefined && (key.role !== 'member' || (key.userId ?? userId) !== userId)) {
    throw new RuntimeError('forbidden', 'Only an admin makes keys of admins and of other people.')
  }
  const most = scopesOfRole[key.role].filter((scope) => principal.scopes.includes(scope))
  const usual = most.filter((scope) => key.role === 'admin' || scope !== 'knowledge:write')
  const { scopes = usual } = key
  const tooMuch = scopes.find((scope) => !most.includes(scope))
  if (tooMuch !== undefined) {
    throw new RuntimeError('forbidden', `You can't give the scope ${tooMuch} to this key.`)
  }
  return { ...key, scopes, userId: userId ?? key.userId }
}
