// The audit log: who changed what, when and from where; written in the transaction of the change itself.

import { z } from 'zod'
import { makeId } from '../identifier.js'
import type { Session } from '../ports/records.js'
import type { Principal } from './principal.js'

/** Who does something, and from where. */
export type Actor = { readonly actor: string; readonly address: string }

/** A change, in words that no secret is in. */
export type Change = {
  readonly tenantId?: string
  /** `<noun>.<verb>`: `key.create`. */
  readonly action: string
  /** The identifier or name of what was changed. */
  readonly subject: string
  readonly detail?: { readonly [name: string]: string | number | boolean | readonly string[] }
}

/** The program itself, where nobody asked. */
export const system: Actor = { actor: 'system', address: '' }

export function actorOf(principal: Principal, address: string): Actor {
  const { keyId, userId, isOperator } = principal
  if (keyId !== undefined) return { actor: `key:${keyId}`, address }
  if (userId !== undefined) return { actor: `user:${userId}`, address }
  return { actor: isOperator ? 'operator' : 'unknown', address }
}

export async function writeAudit(
  session: Session,
  { actor, address }: Actor,
  change: Change,
): Promise<void> {
  await session.execute(
    `INSERT INTO audit_log (id, tenant_id, actor, address, action, subject, detail)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      makeId(),
      change.tenantId ?? null,
      actor,
      address,
      change.action,
      change.subject,
      change.detail ?? {},
    ],
  )
}

export const auditSchema = z.object({
  id: z.string(),
  atMs: z.number(),
  tenantId: z.string().nullable(),
  actor: z.string(),
  /** Of the person or key as they are called now; null for the program itself and for what is gone. */
  actorName: z.string().nullable(),
  address: z.string(),
  action: z.string(),
  subject: z.string(),
  /** What the subject is called now; null where it has no name, or is gone. */
  subjectName: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
})

type AuditEntry = z.infer<typeof auditSchema>

const uuid = `'^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'`

/** SQL for what an identifier is called now; an identifier is that of one thing only. */
const nameOf = (id: string, tables: readonly string[]): string =>
  `(SELECT name FROM (${tables.map((table) => `SELECT id, name FROM ${table}`).join(' UNION ALL ')}) known
    WHERE known.id = CASE WHEN ${id} ~ ${uuid} THEN (${id})::uuid END)`

const actors = ['users', 'keys']
/** While a dataset is deleted it has a name that nobody should see: its own is free at once. */
const datasets = 'datasets WHERE NOT is_deleting'
const subjects = [...actors, 'tenants', 'assistants', datasets, 'documents']

/** The latest first; `before` is the last id of the page before. Without a tenant: those of the platform and of all tenants. */
export function listAudit(
  session: Session,
  tenantId: string | undefined,
  { before, limit }: { readonly before?: string | undefined; readonly limit: number },
): Promise<readonly AuditEntry[]> {
  return session.query(
    auditSchema,
    `SELECT id, (extract(epoch FROM at) * 1000)::float8 AS "atMs", tenant_id AS "tenantId", actor, address, action,
       subject, detail, ${nameOf(`split_part(actor, ':', 2)`, actors)} AS "actorName",
       ${nameOf('subject', subjects)} AS "subjectName"
     FROM (SELECT * FROM audit_log
       WHERE ($1::uuid IS NULL OR tenant_id = $1) AND ($2::uuid IS NULL OR id < $2)
       ORDER BY id DESC LIMIT $3) entry
     ORDER BY id DESC`,
    [tenantId ?? null, before ?? null, limit],
  )
}
