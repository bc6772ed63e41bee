// People whom an identity provider vouches for: their account here, and the memberships that their groups give.

import { z } from 'zod'
import { RuntimeError } from '../error.js'
import { makeId } from '../identifier.js'
import type { Session } from '../ports/records.js'
import { system, writeAudit } from './audit.js'
import type { Granted } from './groups.js'

/** What the provider says of a person, checked. */
export type Claims = {
  readonly issuer: string
  readonly subject: string
  readonly email: string | undefined
  readonly isEmailVerified: boolean
  readonly name: string | undefined
  /** When the provider said so. */
  readonly saidAtMs: number
}

const userRow = z.object({
  id: z.string(),
  isDisabled: z.boolean(),
  isOperator: z.boolean(),
  groupsAtMs: z.number().nullable(),
})

const columns = `id, is_disabled AS "isDisabled", is_operator AS "isOperator",
  (extract(epoch FROM groups_at) * 1000)::float8 AS "groupsAtMs"`

export type ProviderAccount = {
  readonly userId: string
  /** Whoever is known must be looked up again. */
  readonly hasChanged: boolean
}

/**
 * The account of the person, made when there is none, with exactly the memberships of the groups: those that were given
 * by a group and are no longer, end. Memberships that an admin gave stay. What the provider said before it said what is
 * known already changes nothing: an old token gives no group back. Throws `forbidden` when the account is disabled, or
 * its address belongs to another.
 */
export async function keepProviderAccount(
  session: Session,
  claims: Claims,
  granted: Granted,
): Promise<ProviderAccount> {
  const user = await findOrMake(session, claims)
  if (user.isDisabled) throw new RuntimeError('forbidden', 'This account is disabled.')
  if (claims.saidAtMs < (user.groupsAtMs ?? 0)) return { userId: user.id, hasChanged: false }
  const changes = await keepMemberships(session, user.id, granted)
  const hasChanged = changes > 0 || user.isOperator !== granted.isOperator
  if (hasChanged || claims.saidAtMs !== user.groupsAtMs) {
    await session.execute('UPDATE users SET is_operator = $2, groups_at = $3 WHERE id = $1', [
      user.id,
      granted.isOperator,
      new Date(claims.saidAtMs),
    ])
  }
  if (hasChanged) {
    const roles = [...granted.roles].map(([tenant, role]) => `${tenant}:${role}`)
    const detail = { roles, isOperator: granted.isOperator }
    await writeAudit(session, system, { action: 'user.groups', subject: user.id, detail })
  }
  return { userId: user.id, hasChanged }
}

async function findOrMake(session: Session, claims: Claims): Promise<z.infer<typeof userRow>> {
  const { issuer, subject } = claims
  const known = `SELECT ${columns} FROM users WHERE issuer = $1 AND subject = $2`
  const [found] = await session.query(userRow, known, [issuer, subject])
  if (found !== undefined) return found
  const email = claims.email?.toLowerCase() ?? `${subject}@${new URL(issuer).hostname}`
  const name = claims.name ?? email
  // An account that an admin made for this address waits for its person; one with a password is somebody's already.
  if (claims.email !== undefined && claims.isEmailVerified) {
    const [linked] = await session.query(
      userRow,
      `UPDATE users SET issuer = $1, subject = $2 WHERE email = $3 AND issuer IS NULL AND password_hash IS NULL
       RETURNING ${columns}`,
      [issuer, subject, email],
    )
    if (linked !== undefined) return linked
  }
  const [made] = await session.query(
    userRow,
    `INSERT INTO users (id, email, name, issuer, subject) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING ${columns}`,
    [makeId(), email, name, issuer, subject],
  )
  if (made === undefined) throw taken(email)
  const detail = { email }
  await writeAudit(session, system, { action: 'user.create', subject: made.id, detail })
  return made
}

/** How many memberships came, changed or went. */
async function keepMemberships(
  session: Session,
  userId: string,
  { roles }: Granted,
): Promise<number> {
  const names = [...roles.keys()]
  const ended = await session.execute(
    `DELETE FROM memberships m USING tenants t WHERE t.id = m.tenant_id AND m.user_id = $1 AND m.is_from_group
       AND NOT (t.name = ANY($2::text[]))`,
    [userId, names],
  )
  const given = await session.execute(
    `INSERT INTO memberships (tenant_id, user_id, role, is_from_group)
     SELECT t.id, $1, granted.role, true
     FROM unnest($2::text[], $3::text[]) AS granted (name, role) JOIN tenants t ON t.name = granted.name
     ON CONFLICT (tenant_id, user_id) DO UPDATE SET role = excluded.role
       WHERE memberships.is_from_group AND memberships.role <> excluded.role`,
    [userId, names, [...roles.values()]],
  )
  return ended + given
}

const taken = (email: string): RuntimeError =>
  new RuntimeError('forbidden', `The account ${email} belongs to a sign-in of another kind.`)
