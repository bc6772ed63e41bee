// People of a tenant and their roles.

import { z } from 'zod'
import { RuntimeError } from '../../../error.js'
import type { Actor } from '../../../identity/audit.js'
import type { Identity } from '../../../identity/identity.js'
import { role } from '../../../identity/principal-rows.js'
import type { Principal } from '../../../identity/principal.js'
import {
  addMember,
  belongsOnlyTo,
  changeRole,
  getMember,
  listMembers,
  memberSchema,
  removeMember,
  setPassword,
} from '../../../identity/users.js'
import type { Records } from '../../../ports/records.js'
import type { RouteRegistrar } from '../../route.js'
import { actsOf } from './act.js'
import { created, done, line, ok, pageByName, pageOf, pageSchema, withId } from './fields.js'
import { email, password } from './session.js'

type Face = { readonly identity: Identity; readonly records: Records }

const url = '/api/v1/users'

export function addMembers(routes: RouteRegistrar, { identity, records }: Face): void {
  const act = actsOf(routes, 'users')
  act({
    method: 'GET',
    url,
    action: 'user.list',
    summary: 'People of the tenant, by e-mail',
    query: pageByName,
    replies: ok(pageSchema(memberSchema)),
    handler: async ({ query, principal }) => {
      const members = await listMembers(records, principal.tenantId, query)
      return pageOf(members, query.limit, (member) => member.email)
    },
  })
  act({
    method: 'POST',
    url,
    action: 'user.change',
    summary: 'Add a person; without a password they sign in by the identity provider',
    body: z.strictObject({ email, name: line(200), role, password: password.optional() }),
    replies: created(memberSchema),
    handler: async ({ body, principal, actor, reply }) => {
      const passwordHash =
        body.password === undefined ? undefined : await identity.hashPassword(body.password)
      const { email, name, role } = body
      const member = await identity.change((session) =>
        addMember(
          session,
          principal.tenantId,
          { email, name, role, passwordHash },
          actor,
          principal.isOperator,
        ),
      )
      return reply.code(201).send(member)
    },
  })
  act({
    method: 'GET',
    url: `${url}/:id`,
    action: 'user.list',
    summary: 'One person of the tenant',
    params: withId,
    replies: ok(memberSchema),
    handler: ({ params, principal }) => getMember(records, principal.tenantId, params.id),
  })
  act({
    method: 'PATCH',
    url: `${url}/:id`,
    action: 'user.change',
    summary: 'Change the role, or set a password',
    params: withId,
    body: z.strictObject({ role: role.optional(), password: password.optional() }),
    replies: ok(memberSchema),
    handler: ({ params, body, principal, actor }) =>
      change(identity, principal, params.id, body, actor),
  })
  act({
    method: 'DELETE',
    url: `${url}/:id`,
    action: 'user.change',
    summary: 'Take a person out of the tenant; their keys of the tenant end',
    params: withId,
    replies: done,
    handler: async ({ params, principal, actor, reply }) => {
      await identity.change((session) =>
        removeMember(session, principal.tenantId, params.id, actor),
      )
      return reply.code(204).send()
    },
  })
}

type Change = {
  readonly role?: 'admin' | 'member' | undefined
  readonly password?: string | undefined
}

async function change(
  identity: Identity,
  { tenantId, isOperator }: Principal,
  userId: string,
  { role, password }: Change,
  actor: Actor,
) {
  const hash = password === undefined ? undefined : await identity.hashPassword(password)
  return identity.change(async (session) => {
    await getMember(session, tenantId, userId)
    if (role !== undefined) await changeRole(session, tenantId, userId, role, actor)
    if (hash !== undefined) {
      if (!isOperator && !(await belongsOnlyTo(session, tenantId, userId))) throw notYours()
      await setPassword(session, userId, hash, undefined, actor)
    }
    return getMember(session, tenantId, userId)
  })
}

const notYours = (): RuntimeError =>
  new RuntimeError(
    'forbidden',
    'This account opens more than your tenant; its owner or the operator changes its password.',
  )
