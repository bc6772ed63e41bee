// The audit log, to be read.

import type { z } from 'zod'
import { auditSchema, listAudit } from '../../../identity/audit.js'
import type { Records } from '../../../ports/records.js'
import type { RouteRegistrar } from '../../route.js'
import { actsOf } from './act.js'
import { ok, pageByTime, pageOf, pageSchema } from './fields.js'

export function addAudit(routes: RouteRegistrar, { records }: { readonly records: Records }): void {
  const act = actsOf(routes, 'audit')
  const replies = ok(pageSchema(auditSchema))
  const read = async (tenantId: string | undefined, page: z.infer<typeof pageByTime>) =>
    pageOf(await listAudit(records, tenantId, page), page.limit, ({ id }) => id)
  act({
    method: 'GET',
    url: '/api/v1/audit',
    action: 'audit.read',
    summary: 'Who changed what in the tenant, the latest first',
    query: pageByTime,
    replies,
    handler: ({ query, principal }) => read(principal.tenantId, query),
  })
  act({
    method: 'GET',
    url: '/api/v1/platform/audit',
    action: 'platform.read',
    summary: 'Who changed what on the platform and in all tenants, the latest first',
    query: pageByTime,
    replies,
    handler: ({ query }) => read(undefined, query),
  })
}
