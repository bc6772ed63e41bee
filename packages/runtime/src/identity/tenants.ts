// Tenants: what the service file names is there from the start, and more may come while it runs.

import { z } from 'zod'
import { RuntimeError } from '../error.js'
import { makeId } from '../identifier.js'
import type { Records, Session } from '../ports/records.js'
import { system, writeAudit, type Actor } from './audit.js'

const tenantRow = z.object({
  id: z.string(),
  name: z.string(),
  requestsPerMinute: z.number(),
  tokensPerMinute: z.number(),
  /** Empty means all. */
  models: z.array(z.string()),
  createdAtMs: z.number(),
})

export const tenantSchema = tenantRow
type Tenant = z.infer<typeof tenantRow>

const columns = `id, name, requests_per_minute AS "requestsPerMinute", tokens_per_minute AS "tokensPerMinute", models,
  (extract(epoch FROM created_at) * 1000)::float8 AS "createdAtMs"`

export type TenantSettings = Pick<
  Tenant,
  'name' | 'requestsPerMinute' | 'tokensPerMinute' | 'models'
>

/** What a tenant has that nobody configured: `default`, on one machine. */
const unconfigured = { models: [], requestsPerMinute: 600, tokensPerMinute: 1_000_000 }

/** Makes the tenants of the service file, and gives those that are there its limits; deletes none. */
export async function keepConfiguredTenants(
  records: Records,
  configured: readonly TenantSettings[],
): Promise<void> {
  const hasDefault = configured.some(({ name }) => name === 'default')
  await records.transaction(async (session) => {
    for (const tenant of configured) {
      const id = makeId()
      await insertTenant(session, id, tenant)
      await session.execute(
        `UPDATE tenants SET requests_per_minute = $2, tokens_per_minute = $3, models = $4 WHERE name = $1`,
        [tenant.name, tenant.requestsPerMinute, tenant.tokensPerMinute, tenant.models],
      )
    }
    if (!hasDefault) await insertTenant(session, makeId(), { name: 'default', ...unconfigured })
    await giveDefaultAssistants(session)
  })
}

/** How many tenants this made: one, or none where the name is taken. */
async function insertTenant(
  session: Session,
  id: string,
  { name, requestsPerMinute, tokensPerMinute, models }: TenantSettings,
  actor: Actor = system,
): Promise<number> {
  const made = await session.execute(
    `INSERT INTO tenants (id, name, requests_per_minute, tokens_per_minute, models) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (name) DO NOTHING`,
    [id, name, requestsPerMinute, tokensPerMinute, models],
  )
  if (made > 0) {
    await writeAudit(session, actor, {
      tenantId: id,
      action: 'tenant.create',
      subject: id,
      detail: { name },
    })
  }
  return made
}

/** Every tenant answers from all that the caller may read, before anybody has set anything up. */
async function giveDefaultAssistants(session: Session): Promise<void> {
  const without = await session.query(
    z.object({ id: z.string() }),
    `SELECT t.id FROM tenants t WHERE NOT EXISTS (SELECT FROM assistants a WHERE a.tenant_id = t.id AND a.name = 'default')`,
  )
  for (const { id } of without) {
    await session.execute(
      `INSERT INTO assistants (id, tenant_id, name, searches_all_datasets) VALUES ($1, $2, 'default', true)
       ON CONFLICT (tenant_id, name) DO NOTHING`,
      [makeId(), id],
    )
  }
}

/** By name; `after` is the last name of the page before. */
export function listTenants(
  session: Session,
  { after = '', limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly Tenant[]> {
  const sql = `SELECT ${columns} FROM tenants WHERE name > $1 ORDER BY name LIMIT $2`
  return session.query(tenantRow, sql, [after, limit])
}

async function getTenant(session: Session, id: string): Promise<Tenant> {
  const sql = `SELECT ${columns} FROM tenants WHERE id = $1`
  const [tenant] = await session.query(tenantRow, sql, [id])
  if (tenant === undefined) throw new RuntimeError('not-found', 'There is no such tenant.')
  return tenant
}

/** Throws `not-found`. */
export async function findTenant(session: Session, name: string): Promise<Tenant> {
  const [tenant] = await session.query(
    tenantRow,
    `SELECT ${columns} FROM tenants WHERE name = $1`,
    [name],
  )
  if (tenant === undefined) throw new RuntimeError('not-found', `There is no tenant ${name}.`)
  return tenant
}

/** With a `default` assistant. Throws `conflict` when the name is taken. */
export async function createTenant(
  session: Session,
  settings: TenantSettings,
  actor: Actor,
): Promise<Tenant> {
  const id = makeId()
  const made = await insertTenant(session, id, settings, actor)
  if (made === 0) {
    throw new RuntimeError('conflict', `There is a tenant ${settings.name} already.`)
  }
  await giveDefaultAssistants(session)
  return getTenant(session, id)
}

/** Changes what is given; a name is for good, as configurations and keys' users know it. */
export async function changeTenant(
  session: Session,
  id: string,
  change: {
    readonly [name in keyof Omit<TenantSettings, 'name'>]?: TenantSettings[name] | undefined
  },
  actor: Actor,
): Promise<Tenant> {
  const before = await getTenant(session, id)
  const {
    requestsPerMinute = before.requestsPerMinute,
    tokensPerMinute = before.tokensPerMinute,
    models = before.models,
  } = change
  await session.execute(
    `UPDATE tenants SET requests_per_minute = $2, tokens_per_minute = $3, models = $4 WHERE id = $1`,
    [id, requestsPerMinute, tokensPerMinute, models],
  )
  const detail = { requestsPerMinute, tokensPerMinute, models }
  await writeAudit(session, actor, { tenantId: id, action: 'tenant.change', subject: id, detail })
  return getTenant(session, id)
}
