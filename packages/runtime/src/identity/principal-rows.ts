// Reads who a key or a sign-in stands for, as of now.

import { z } from 'zod'
import type { Session } from '../ports/records.js'
import { scopesOfRole, type Principal } from './principal.js'
import { bytesOf } from './secret.js'

/** A principal, and when it ends to be one by itself. */
export type Known = { readonly principal: Principal; readonly endsAtMs: number }

export const role = z.enum(['admin', 'member'])
export const scope = z.enum(['chat', 'models', 'knowledge:read', 'knowledge:write', 'admin'])

const tenantColumns = `t.id AS "tenantId", t.name AS "tenantName", t.models,
  t.requests_per_minute AS "requestsPerMinute", t.tokens_per_minute AS "tokensPerMinute"`

const keyRow = z.object({
  tenantId: z.string(),
  tenantName: z.string(),
  models: z.array(z.string()),
  requestsPerMinute: z.number(),
  tokensPerMinute: z.number(),
  keyId: z.string(),
  userId: z.string().nullable(),
  assistantId: z.string().nullable(),
  role,
  memberRole: role.nullable(),
  scopes: z.array(scope),
  endsAtMs: z.number().nullable(),
})

/** A key of a person ends with the membership, and is never more than the person. */
export async function loadKey(session: Session, fingerprint: string): Promise<Known | undefined> {
  const [row] = await session.query(
    keyRow,
    `SELECT ${tenantColumns}, k.id AS "keyId", k.user_id AS "userId", k.assistant_id AS "assistantId", k.role,
       m.role AS "memberRole", k.scopes, (extract(epoch FROM k.expires_at) * 1000)::float8 AS "endsAtMs"
     FROM keys k JOIN tenants t ON t.id = k.tenant_id LEFT JOIN users u ON u.id = k.user_id
       LEFT JOIN memberships m ON m.tenant_id = k.tenant_id AND m.user_id = k.user_id
     WHERE k.hash = $1 AND k.revoked_at IS NULL
       AND (k.user_id IS NULL OR (NOT u.is_disabled AND m.user_id IS NOT NULL))`,
    [bytesOf(fingerprint)],
  )
  if (row === undefined) return undefined
  const { userId, assistantId, memberRole, endsAtMs, ...rest } = row
  const role = memberRole === 'member' ? 'member' : row.role
  const allowed = scopesOfRole[role]
  return {
    principal: {
      ...rest,
      ...(userId === null ? {} : { userId }),
      ...(assistantId === null ? {} : { assistantId }),
      role,
      scopes: row.scopes.filter((scope) => allowed.includes(scope)),
      isOperator: false,
    },
    endsAtMs: endsAtMs ?? Infinity,
  }
}

/** How long a sign-in lasts without being used: a working day, so that nobody signs in again after lunch. */
const idleMs = 10 * 3_600_000

const personRow = z.object({
  userId: z.string(),
  isOperator: z.boolean(),
  endsAtMs: z.number(),
  seenAtMs: z.number(),
  tenantId: z.string().nullable(),
  tenantName: z.string().nullable(),
  models: z.array(z.string()).nullable(),
  requestsPerMinute: z.number().nullable(),
  tokensPerMinute: z.number().nullable(),
  role: role.nullable(),
})

type PersonRow = z.infer<typeof personRow>

/** The membership that was chosen, else the first: a person whose chosen one has ended goes on in another. */
const memberOf = (chosen: string): string => `LEFT JOIN LATERAL (
    SELECT m.tenant_id, m.role FROM memberships m JOIN tenants n ON n.id = m.tenant_id
    WHERE m.user_id = u.id ORDER BY (${chosen}) DESC NULLS LAST, n.name LIMIT 1
  ) m ON true LEFT JOIN tenants t ON t.id = m.tenant_id`

const personColumns = `u.id AS "userId", u.is_operator AS "isOperator", m.role, ${tenantColumns}`

/** Who signed in with this, unless it has ended, the account is disabled, or it is in no tenant and operates nothing. */
export async function loadSignIn(
  session: Session,
  fingerprint: string,
  nowMs: number,
): Promise<Known | undefined> {
  const [row] = await session.query(
    personRow,
    `SELECT ${personColumns}, (extract(epoch FROM s.expires_at) * 1000)::float8 AS "endsAtMs",
       (extract(epoch FROM s.seen_at) * 1000)::float8 AS "seenAtMs"
     FROM sign_ins s JOIN users u ON u.id = s.user_id AND NOT u.is_disabled
     ${memberOf('m.tenant_id = s.tenant_id')} WHERE s.hash = $1`,
    [bytesOf(fingerprint)],
  )
  if (row === undefined || row.endsAtMs <= nowMs || row.seenAtMs + idleMs <= nowMs) return undefined
  if (nowMs - row.seenAtMs > seenEveryMs) {
    const seen = `UPDATE sign_ins SET seen_at = $2 WHERE hash = $1`
    await session.execute(seen, [bytesOf(fingerprint), new Date(nowMs)])
  }
  return knownPerson(row, Math.min(row.endsAtMs, nowMs + idleMs))
}

/** Often enough for the idle limit, seldom enough to cost nothing. */
const seenEveryMs = 60_000

/** A person by account, in the tenant of that name or else the first; `endsAtMs` is the caller's. */
export async function loadPerson(
  session: Session,
  userId: string,
  tenantName: string | undefined,
  endsAtMs: number,
): Promise<Known | undefined> {
  const [row] = await session.query(
    personRow,
    `SELECT ${personColumns}, 0::float8 AS "endsAtMs", 0::float8 AS "seenAtMs"
     FROM users u ${memberOf('n.name = $2')} WHERE u.id = $1 AND NOT u.is_disabled`,
    [userId, tenantName ?? null],
  )
  if (row === undefined) return undefined
  if (tenantName !== undefined && row.tenantName !== tenantName) return undefined
  return knownPerson(row, endsAtMs)
}

function knownPerson(row: PersonRow, endsAtMs: number): Known | undefined {
  const { userId, isOperator, tenantId, tenantName, role } = row
  if (tenantId === null || tenantName === null || role === null) {
    return isOperator ? { principal: operatorWithoutTenant(userId), endsAtMs } : undefined
  }
  const own = scopesOfRole[role].filter((scope) => role === 'admin' || scope !== 'knowledge:write')
  return {
    principal: {
      tenantId,
      tenantName,
      userId,
      role,
      isOperator,
      scopes: isOperator && !own.includes('admin') ? [...own, 'admin'] : own,
      models: row.models ?? [],
      requestsPerMinute: row.requestsPerMinute ?? 0,
      tokensPerMinute: row.tokensPerMinute ?? 0,
    },
    endsAtMs,
  }
}

/** In no tenant: whatever asks for a tenant's things by this finds none. */
const operatorWithoutTenant = (userId: string): Principal => ({
  tenantId: '00000000-0000-0000-0000-000000000000',
  tenantName: '',
  userId,
  role: 'member',
  isOperator: true,
  scopes: ['admin'],
  models: [],
  requestsPerMinute: 0,
  tokensPerMinute: 0,
})

const tenantRow = z.object({
  tenantId: z.string(),
  tenantName: z.string(),
  models: z.array(z.string()),
  requestsPerMinute: z.number(),
  tokensPerMinute: z.number(),
})

/** Whoever the operating system let at the admin socket: may read the data directory, so may ask for all of it. */
export async function loadLocalOperator(
  session: Session,
  tenantName: string,
): Promise<Known | undefined> {
  const sql = `SELECT ${tenantColumns} FROM tenants t WHERE t.name = $1`
  const [row] = await session.query(tenantRow, sql, [tenantName])
  if (row === undefined) return undefined
  const scopes = scopesOfRole.admin
  return { principal: { ...row, role: 'admin', isOperator: true, scopes }, endsAtMs: Infinity }
}
