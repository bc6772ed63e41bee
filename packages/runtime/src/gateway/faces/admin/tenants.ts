// Tenants and their limits: for whoever operates the platform.

import { z } from 'zod'
import type { Identity } from '../../../identity/identity.js'
import { changeTenant, createTenant, listTenants, tenantSchema } from '../../../identity/tenants.js'
import type { Records } from '../../../ports/records.js'
import type { RouteRegistrar } from '../../route.js'
import { actsOf } from './act.js'
import { created, line, ok, pageByName, pageOf, pageSchema, withId } from './fields.js'

/** Names stand in metrics, paths and command lines. */
const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'a-z, 0-9 and -, at most 63')
const perMinute = z.number().int().min(1).max(1_000_000_000)
const models = z.array(line(200)).max(200)

type Face = { readonly identity: Identity; readonly records: Records }

export function addTenants(routes: RouteRegistrar, { identity, records }: Face): void {
  const act = actsOf(routes, 'tenants')
  act({
    method: 'GET',
    url: '/api/v1/tenants',
    action: 'tenant.list',
    summary: 'All tenants, by name',
    query: pageByName,
    replies: ok(pageSchema(tenantSchema)),
    handler: async ({ query }) =>
      pageOf(await listTenants(records, query), query.limit, (tenant) => tenant.name),
  })
  act({
    method: 'POST',
    url: '/api/v1/tenants',
    action: 'tenant.create',
    summary: 'Make a tenant, with an assistant default',
    body: z.strictObject({
      name,
      requestsPerMinute: perMinute.default(600),
      tokensPerMinute: perMinute.default(1_000_000),
      models: models.default([]),
    }),
    replies: created(tenantSchema),
    handler: async ({ body, actor, reply }) =>
      reply.code(201).send(await identity.change((session) => createTenant(session, body, actor))),
  })
  act({
    method: 'PATCH',
    url: '/api/v1/tenants/:id',
    action: 'tenant.change',
    summary:
      'Change limits and models; of a tenant in the service file they last until the next start',
    params: withId,
    body: z.strictObject({
      requestsPerMinute: perMinute.optional(),
      tokensPerMinute: perMinute.optional(),
      models: models.optional(),
    }),
    replies: ok(tenantSchema),
    handler: ({ params, body, actor }) =>
      identity.change((session) => changeTenant(session, params.id, body, actor)),
  })
}
