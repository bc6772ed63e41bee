// People: accounts of the platform, and their memberships in tenants.

import { z } from 'zod'
import { RuntimeError } from '../error.js'
import { makeId } from '../identifier.js'
import type { Session } from '../ports/records.js'
import { writeAudit, type Actor } from './audit.js'
import { role } from './principal-rows.js'
import type { Role } from './principal.js'

const memberRow = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role,
  /** The identity provider's groups say so: it changes there, not here. */
  isFromGroup: z.boolean(),
  isDisabled: z.boolean(),
  hasPassword: z.boolean(),
  createdAtMs: z.number(),
})

export const memberSchema = memberRow
type Member = z.infer<typeof memberRow>

const columns = `u.id, u.email, u.name, m.role, m.is_from_group AS "isFromGroup", u.is_disabled AS "isDisabled",
  u.password_hash IS NOT NULL AS "hasPassword", (extract(epoch FROM u.created_at) * 1000)::float8 AS "createdAtMs"`
const joined = 'users u JOIN memberships m ON m.user_id = u.id'

/** People of the tenant by e-mail; `after` is the last e-mail of the page before. */
export function listMembers(
  session: Session,
  tenantId: string,
  { after = '', limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly Member[]> {
  const sql = `SELECT ${columns} FROM ${joined} WHERE m.tenant_id = $1 AND u.email > $2 ORDER BY u.email LIMIT $3`
  return session.query(memberRow, sql, [tenantId, after, limit])
}

/** Throws `not-found`. */
export async function getMember(
  session: Session,
  tenantId: string,
  userId: string,
): Promise<Member> {
  const sql = `SELECT ${columns} FROM ${joined} WHERE m.tenant_id = $1 AND u.id = $2`
  const [member] = await session.query(memberRow, sql, [tenantId, userId])
  if (member === undefined) throw new RuntimeError('not-found', 'The tenant has no such member.')
  return member
}

type NewMember = {
  readonly email: string
  readonly name: string
  readonly role: Role
  /** Only for an account that is not there yet: an account is its person's, not a tenant's. */
  readonly passwordHash?: string | undefined
}

/**
 * Makes the account, or, for the operator, takes the one of that e-mail: a tenant's admin, who chose the password of an
 * account, must not carry it into another tenant. Throws `conflict` when the account is there or a member already.
 */
export async function addMember(
  session: Session,
  tenantId: string,
  { email, name, role, passwordHash }: NewMember,
  actor: Actor,
  mayTakeAccount: boolean,
): Promise<Member> {
  const made = await session.execute(
    `INSERT INTO users (id, email, name, password_hash) VALUES ($1, $2, $3, $4) ON CONFLICT (email) DO NOTHING`,
    [makeId(), email, name, passwordHash ?? null],
  )
  if (made === 0 && !mayTakeAccount) throw accountExists(email)
  const [user] = await session.query(
    z.object({ id: z.string() }),
    'SELECT id FROM users WHERE email = $1',
    [email],
  )
  if (user === undefined) throw new RuntimeError('unavailable', 'The account was not kept.')
  const added = await session.execute(
    `INSERT INTO memberships (tenant_id, user_id, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
    [tenantId, user.id, role],
  )
  if (added === 0) throw new RuntimeError('conflict', `${email} is a member already.`)
  const detail = { email, role }
  await writeAudit(session, actor, { tenantId, action: 'member.add', subject: user.id, detail })
  return getMember(session, tenantId, user.id)
}

const accountExists = (email: string): RuntimeError =>
  new RuntimeError(
    'conflict',
    `There is an account ${email} already; only the platform's operator adds it to another tenant.`,
  )

/** Throws `conflict` when the tenant would have no admin left, or the provider's groups decide. */
export async function changeRole(
  session: Session,
  tenantId: string,
  userId: string,
  role: Role,
  actor: Actor,
): Promise<Member> {
  const member = await getMember(session, tenantId, userId)
  if (member.isFromGroup) throw fromGroup()
  await session.execute('UPDATE memberships SET role = $3 WHERE tenant_id = $1 AND user_id = $2', [
    tenantId,
    userId,
    role,
  ])
  if (member.role === 'admin') await mustHaveAdmin(session, tenantId)
  const detail = { role }
  await writeAudit(session, actor, { tenantId, action: 'member.change', subject: userId, detail })
  return getMember(session, tenantId, userId)
}

/** The account stays, the person's keys in the tenant end. Throws as `changeRole` does. */
export async function removeMember(
  session: Session,
  tenantId: string,
  userId: string,
  actor: Actor,
): Promise<void> {
  const member = await getMember(session, tenantId, userId)
  if (member.isFromGroup) throw fromGroup()
  await session.execute('DELETE FROM memberships WHERE tenant_id = $1 AND user_id = $2', [
    tenantId,
    userId,
  ])
  await session.execute(
    `DELETE FROM dataset_readers WHERE user_id = $2 AND dataset_id IN (SELECT id FROM datasets WHERE tenant_id = $1)`,
    [tenantId, userId],
  )
  if (member.role === 'admin') await mustHaveAdmin(session, tenantId)
  await writeAudit(session, actor, { tenantId, action: 'member.remove', subject: userId })
}

async function mustHaveAdmin(session: Session, tenantId: string): Promise<void> {
  const [found] = await session.query(
    z.object({ has: z.boolean() }),
    `SELECT EXISTS (SELECT FROM memberships WHERE tenant_id = $1 AND role = 'admin') AS has`,
    [tenantId],
  )
  if (found?.has !== true) {
    throw new RuntimeError('conflict', 'The tenant would have no admin left; name another first.')
  }
}

const fromGroup = (): RuntimeError =>
  new RuntimeError('conflict', 'A group of the identity provider says so; change it there.')

/** Every sign-in of the person ends but the one with this hash. */
export async function setPassword(
  session: Session,
  userId: string,
  passwordHash: string,
  keptSignIn: Uint8Array | undefined,
  actor: Actor,
): Promise<void> {
  await session.execute('UPDATE users SET password_hash = $2 WHERE id = $1', [userId, passwordHash])
  await session.execute('DELETE FROM sign_ins WHERE user_id = $1 AND hash IS DISTINCT FROM $2', [
    userId,
    keptSignIn ?? null,
  ])
  await writeAudit(session, actor, { action: 'user.password', subject: userId })
}

const personRow = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  isOperator: z.boolean(),
  passwordHash: z.string().nullable(),
})

/** The account itself, for whoever it belongs to. */
export async function getPerson(
  session: Session,
  userId: string,
): Promise<z.infer<typeof personRow>> {
  const [person] = await session.query(
    personRow,
    `SELECT id, email, name, is_operator AS "isOperator", password_hash AS "passwordHash" FROM users WHERE id = $1`,
    [userId],
  )
  if (person === undefined) throw new RuntimeError('not-found', 'There is no such account.')
  return person
}

/** The tenants of a person, by name. */
export function listTenantsOf(
  session: Session,
  userId: string,
): Promise<readonly { readonly id: string; readonly name: string; readonly role: Role }[]> {
  return session.query(
    z.object({ id: z.string(), name: z.string(), role }),
    `SELECT t.id, t.name, m.role FROM memberships m JOIN tenants t ON t.id = m.tenant_id
     WHERE m.user_id = $1 ORDER BY t.name LIMIT 1000`,
    [userId],
  )
}

/** Whether the tenant's admins may set the person's password: it opens no other tenant and not the platform. */
export async function belongsOnlyTo(
  session: Session,
  tenantId: string,
  userId: string,
): Promise<boolean> {
  const [found] = await session.query(
    z.object({ is: z.boolean() }),
    `SELECT NOT u.is_operator AND NOT EXISTS (
       SELECT FROM memberships m WHERE m.user_id = u.id AND m.tenant_id <> $1) AS is
     FROM users u WHERE u.id = $2`,
    [tenantId, userId],
  )
  return found?.is === true
}
