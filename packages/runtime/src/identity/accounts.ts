// Accounts of the platform, for whoever operates it: closing them, and saying who else operates.

import { z } from 'zod'
import { RuntimeError } from '../error.js'
import type { Session } from '../ports/records.js'
import { writeAudit, type Actor } from './audit.js'

export const accountSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  /** Absent for an account with a password. */
  issuer: z.string().nullable(),
  isOperator: z.boolean(),
  isDisabled: z.boolean(),
  tenants: z.array(z.string()),
  createdAtMs: z.number(),
})

type Account = z.infer<typeof accountSchema>

const columns = `u.id, u.email, u.name, u.issuer, u.is_operator AS "isOperator", u.is_disabled AS "isDisabled",
  ARRAY(SELECT t.name FROM memberships m JOIN tenants t ON t.id = m.tenant_id WHERE m.user_id = u.id ORDER BY t.name)
    AS tenants,
  (extract(epoch FROM u.created_at) * 1000)::float8 AS "createdAtMs"`

/** By e-mail; `after` is the last e-mail of the page before. */
export function listAccounts(
  session: Session,
  { after = '', limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly Account[]> {
  const sql = `SELECT ${columns} FROM users u WHERE u.email > $1 ORDER BY u.email LIMIT $2`
  return session.query(accountSchema, sql, [after, limit])
}

type AccountChange = {
  readonly isDisabled?: boolean | undefined
  readonly isOperator?: boolean | undefined
}

/** A closed account signs in no more, and its keys and sign-ins end. Throws `conflict` when nobody would operate the platform. */
export async function changeAccount(
  session: Session,
  id: string,
  change: AccountChange,
  actor: Actor,
): Promise<Account> {
  const before = await getAccount(session, id)
  const { isDisabled = before.isDisabled, isOperator = before.isOperator } = change
  if (isOperator !== before.isOperator && before.issuer !== null) throw saidByProvider()
  await session.execute('UPDATE users SET is_disabled = $2, is_operator = $3 WHERE id = $1', [
    id,
    isDisabled,
    isOperator,
  ])
  if (isDisabled) await session.execute('DELETE FROM sign_ins WHERE user_id = $1', [id])
  await mustHaveOperator(session)
  const detail = { isDisabled, isOperator }
  await writeAudit(session, actor, { action: 'account.change', subject: id, detail })
  return getAccount(session, id)
}

async function getAccount(session: Session, id: string): Promise<Account> {
  const sql = `SELECT ${columns} FROM users u WHERE u.id = $1`
  const [account] = await session.query(accountSchema, sql, [id])
  if (account === undefined) throw new RuntimeError('not-found', 'There is no such account.')
  return account
}

async function mustHaveOperator(session: Session): Promise<void> {
  const [found] = await session.query(
    z.object({ has: z.boolean() }),
    'SELECT EXISTS (SELECT FROM users WHERE is_operator AND NOT is_disabled) AS has',
  )
  if (found?.has !== true) {
    throw new RuntimeError('conflict', 'Nobody would operate the platform; name another first.')
  }
}

const saidByProvider = (): RuntimeError =>
  new RuntimeError(
    'conflict',
    'The identity provider says who of its people operates; change it there.',
  )
