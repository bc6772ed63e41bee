// Usage: requests and tokens by day, model, key, person or tenant.

import { z } from 'zod'
import { RuntimeError } from '../../../error.js'
import { listTenants, type tenantSchema } from '../../../identity/tenants.js'
import type { Limits } from '../../../ports/limits.js'
import type { Records } from '../../../ports/records.js'
import type { RouteRegistrar } from '../../route.js'
import { actsOf } from './act.js'
import { ok, pageByName, pageOf, pageSchema } from './fields.js'

/** What usage is counted by, as columns. */
const dimensions = {
  day: `to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD')`,
  model: 'model',
  key: 'key_id::text',
  user: 'user_id::text',
  tenant: 'tenant_id::text',
} as const

const names = ['day', 'model', 'key', 'user', 'tenant'] as const

const row = z.object({
  day: z.string().nullable(),
  model: z.string().nullable(),
  key: z.string().nullable(),
  user: z.string().nullable(),
  tenant: z.string().nullable(),
  requests: z.number(),
  failures: z.number(),
  promptTokens: z.number(),
  completionTokens: z.number(),
})

const dayMs = 86_400_000
const daysMax = 400
const rowsMax = 5000

const question = z.object({
  /** Days in UTC, both included; the last 30 unless said. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Some of day, model, key, user and tenant, with commas. */
  by: z
    .string()
    .max(60)
    .default('day')
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(names)).min(1).max(5)),
})

type Question = z.infer<typeof question>
export type UsageFace = { readonly limits: Pick<Limits, 'heldBy'> }

type Face = UsageFace & { readonly records: Records; readonly now?: () => number }

const minute = z.object({
  tenant: z.string(),
  tenantName: z.string(),
  /** Of the last 60 seconds, with what is held for requests under way. */
  requests: z.number().int(),
  tokens: z.number().int(),
  requestsPerMinute: z.number().int(),
  tokensPerMinute: z.number().int(),
})

export function addUsage(routes: RouteRegistrar, face: Face): void {
  const { records, now = Date.now } = face
  const act = actsOf(routes, 'usage')
  const replies = ok(z.object({ items: z.array(row) }), `At most ${rowsMax} rows`)
  const report = async (asked: Question, tenantId: string | undefined) => ({
    items: await countUsage(records, asked, tenantId, now()),
  })
  act({
    method: 'GET',
    url: '/api/v1/usage',
    action: 'usage.read',
    summary: 'Usage of the tenant',
    query: question,
    replies,
    handler: ({ query, principal }) => report(query, principal.tenantId),
  })
  act({
    method: 'GET',
    url: '/api/v1/platform/usage',
    action: 'platform.read',
    summary: 'Usage of all tenants',
    query: question,
    replies,
    handler: ({ query }) => report(query, undefined),
  })
  addMinute(routes, face)
}

function addMinute(routes: RouteRegistrar, { limits, records, now = Date.now }: Face): void {
  const act = actsOf(routes, 'usage')
  const minuteOf = async ({ id, name, requestsPerMinute, tokensPerMinute }: Limited) => ({
    tenant: id,
    tenantName: name,
    ...(await limits.heldBy(id, now())),
    requestsPerMinute,
    tokensPerMinute,
  })
  act({
    method: 'GET',
    url: '/api/v1/usage/minute',
    action: 'usage.read',
    summary: 'What the tenant has used of the last minute, against its limits',
    replies: ok(minute),
    handler: ({ principal: { tenantId, tenantName, ...limited } }) =>
      minuteOf({ ...limited, id: tenantId, name: tenantName }),
  })
  act({
    method: 'GET',
    url: '/api/v1/platform/usage/minute',
    action: 'platform.read',
    summary: 'What each tenant has used of the last minute, against its limits, by name',
    query: pageByName,
    replies: ok(pageSchema(minute)),
    handler: async ({ query }) => {
      const tenants = await listTenants(records, query)
      const items = await Promise.all(tenants.map(minuteOf))
      return pageOf(items, query.limit, ({ tenantName }) => tenantName)
    },
  })
}

type Limited = Pick<
  z.infer<typeof tenantSchema>,
  'id' | 'name' | 'requestsPerMinute' | 'tokensPerMinute'
>

function countUsage(
  records: Records,
  { from, to, by }: Question,
  tenantId: string | undefined,
  nowMs: number,
): Promise<readonly z.infer<typeof row>[]> {
  const end = to === undefined ? nowMs + dayMs : Date.parse(to) + dayMs
  const start = from === undefined ? end - 30 * dayMs : Date.parse(from)
  if (start >= end || end - start > daysMax * dayMs) throw badRange()
  const asked = new Set(by)
  const columns = names.map((name) => `${asked.has(name) ? dimensions[name] : 'NULL'} AS "${name}"`)
  const groups = [...asked].map((name) => dimensions[name]).join(', ')
  return records.query(
    row,
    `SELECT ${columns.join(', ')}, count(*)::float8 AS requests,
       count(*) FILTER (WHERE status >= 400)::float8 AS failures,
       sum(prompt_tokens)::float8 AS "promptTokens", sum(completion_tokens)::float8 AS "completionTokens"
     FROM usage WHERE at >= $1 AND at < $2 AND ($3::uuid IS NULL OR tenant_id = $3)
     GROUP BY ${groups} ORDER BY ${groups} LIMIT ${rowsMax}`,
    [new Date(start), new Date(end), tenantId ?? null],
  )
}

const badRange = (): RuntimeError =>
  new RuntimeError('invalid-request', `Ask for 1 to ${daysMax} days, the first before the last.`, {
    detail: { field: 'query.from' },
  })
