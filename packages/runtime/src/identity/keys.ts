// API keys: made once, shown once, kept as fingerprints, revoked for good.

import { z } from 'zod'
import { RuntimeError } from '../error.js'
import { makeId } from '../identifier.js'
import type { Records, Session } from '../ports/records.js'
import { writeAudit, type Actor } from './audit.js'
import { role, scope } from './principal-rows.js'
import { scopesOfRole, type Role, type Scope } from './principal.js'
import { bytesOf, fingerprintOf, makeSecret } from './secret.js'

const keyRow = z.object({
  id: z.string(),
  name: z.string(),
  role,
  scopes: z.array(scope),
  /** How it begins: enough to recognise it, far too little to use it. */
  shown: z.string(),
  userId: z.string().nullable(),
  assistantId: z.string().nullable(),
  createdAtMs: z.number(),
  expiresAtMs: z.number().nullable(),
  revokedAtMs: z.number().nullable(),
})

export const keySchema = keyRow
export type Key = z.infer<typeof keyRow>

const columns = `id, name, role, scopes, shown, user_id AS "userId", assistant_id AS "assistantId",
  (extract(epoch FROM created_at) * 1000)::float8 AS "createdAtMs",
  (extract(epoch FROM expires_at) * 1000)::float8 AS "expiresAtMs",
  (extract(epoch FROM revoked_at) * 1000)::float8 AS "revokedAtMs"`

export type NewKey = {
  readonly tenantId: string
  readonly name: string
  readonly role: Role
  /** All that the role has, but for a member's writing, unless said. */
  readonly scopes?: readonly Scope[] | undefined
  /** Whose it is: it ends with the person's membership. */
  readonly userId?: string | undefined
  readonly assistantId?: string | undefined
  readonly expiresAtMs?: number | undefined
}

/** The secret is in the answer and nowhere else. Throws `invalid-request` when the role lacks a scope or the assistant is not the tenant's. */
export async function createKey(
  records: Records,
  key: NewKey,
  actor: Actor,
): Promise<{ readonly key: Key; readonly secret: string }> {
  const scopes = scopesOf(key)
  const secret = `llf_${makeSecret()}`
  const id = makeId()
  const created = await records.transaction(async (session) => {
    await mustBeOfTenant(session, key)
    const [row] = await session.query(
      keyRow,
      `INSERT INTO keys (id, tenant_id, user_id, assistant_id, name, role, scopes, hash, shown, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING ${columns}`,
      [
        id,
        key.tenantId,
        key.userId ?? null,
        key.assistantId ?? null,
        key.name,
        key.role,
        scopes,
        bytesOf(fingerprintOf(secret)),
        `${secret.slice(0, 8)}…`,
        key.expiresAtMs === undefined ? null : new Date(key.expiresAtMs),
      ],
    )
    const detail = { name: key.name, role: key.role, scopes }
    await writeAudit(session, actor, {
      tenantId: key.tenantId,
      action: 'key.create',
      subject: id,
      detail,
    })
    return row
  })
  if (created === undefined) throw new RuntimeError('unavailable', 'The key was not kept.')
  return { key: created, secret }
}

function scopesOf({ role, scopes }: NewKey): readonly Scope[] {
  const most = scopesOfRole[role]
  const chosen = scopes ?? most.filter((scope) => role === 'admin' || scope !== 'knowledge:write')
  const tooMuch = chosen.find((scope) => !most.includes(scope))
  if (tooMuch === undefined) return [...new Set(chosen)]
  throw new RuntimeError('invalid-request', `A key of the role ${role} has no scope ${tooMuch}.`, {
    detail: { field: 'scopes' },
  })
}

async function mustBeOfTenant(
  session: Session,
  { tenantId, assistantId, userId }: NewKey,
): Promise<void> {
  const is = z.object({ is: z.boolean() })
  const [found] = await session.query(
    is,
    `SELECT ($2::uuid IS NULL OR EXISTS (SELECT FROM assistants WHERE id = $2 AND tenant_id = $1))
       AND ($3::uuid IS NULL OR EXISTS (SELECT FROM memberships WHERE user_id = $3 AND tenant_id = $1)) AS is`,
    [tenantId, assistantId ?? null, userId ?? null],
  )
  if (found?.is === true) return
  throw new RuntimeError('invalid-request', 'The tenant has no such assistant or member.')
}

export type KeysOf = {
  readonly tenantId: string
  /** Only keys of this person. */
  readonly userId?: string | undefined
}

/** The newest first; `before` is the last id of the page before. */
export function listKeys(
  session: Session,
  { tenantId, userId }: KeysOf,
  { before, limit }: { readonly before?: string | undefined; readonly limit: number },
): Promise<readonly Key[]> {
  return session.query(
    keyRow,
    `SELECT ${columns} FROM keys WHERE tenant_id = $1 AND ($2::uuid IS NULL OR user_id = $2)
       AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
    [tenantId, userId ?? null, before ?? null, limit],
  )
}

/** From now on it opens nothing. Throws `not-found` when there is no such key among these, or it is revoked already. */
export async function revokeKey(
  records: Records,
  { tenantId, userId }: KeysOf,
  id: string,
  actor: Actor,
): Promise<void> {
  await records.transaction(async (session) => {
    const revoked = await session.execute(
      `UPDATE keys SET revoked_at = now() WHERE id = $1 AND tenant_id = $2
         AND ($3::uuid IS NULL OR user_id = $3) AND revoked_at IS NULL`,
      [id, tenantId, userId ?? null],
    )
    if (revoked === 0) throw new RuntimeError('not-found', 'There is no such key.')
    await writeAudit(session, actor, { tenantId, action: 'key.revoke', subject: id })
  })
}
