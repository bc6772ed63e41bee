// The first account: made by a link that works once, or by a password that the environment gives.

import { z } from 'zod'
import { RuntimeError } from '../error.js'
import { makeId } from '../identifier.js'
import type { Records, Session } from '../ports/records.js'
import { system, writeAudit } from './audit.js'
import { passwordLengths, type Passwords } from './password.js'
import { bytesOf, fingerprintOf, makeSecret } from './secret.js'
import { startSignIn } from './sign-in.js'
import { findTenant } from './tenants.js'

/** Long enough to find the terminal, too short to lie in a scrollback for days. */
const linkMs = 3_600_000

/** Who signs in with the password of the environment. */
const environmentAccount = { email: 'admin', name: 'Administrator' }

export type NewOperator = {
  readonly token: string
  readonly email: string
  readonly name: string
  readonly password: string
  readonly address: string
}

type FirstRun = {
  readonly records: Records
  readonly passwords: Passwords
  readonly now: () => number
}

/**
 * Makes the first account with the password, when there is one and nobody is there. Else answers with the token of a
 * link that makes it, when nobody is there; only its fingerprint is kept, and links from before end.
 */
export async function prepareFirstRun(
  { records, passwords, now }: FirstRun,
  password: string | undefined,
): Promise<string | undefined> {
  if (await hasUsers(records)) return undefined
  if (password !== undefined) {
    if (password.length < passwordLengths.min) throw tooShort()
    const hash = await passwords.hash(password)
    await records.transaction((session) => insertOperator(session, environmentAccount, hash))
    return undefined
  }
  const token = makeSecret()
  await records.transaction(async (session) => {
    await session.execute('DELETE FROM first_run_links')
    await session.execute('INSERT INTO first_run_links (hash, expires_at) VALUES ($1, $2)', [
      bytesOf(fingerprintOf(token)),
      new Date(now() + linkMs),
    ])
  })
  return token
}

/** Answers with the secret of the operator's first sign-in. Throws `forbidden` when the link was used, is too old or was never made. */
export async function finishFirstRun(
  { records, passwords, now }: FirstRun,
  operator: NewOperator,
): Promise<string> {
  const fingerprint = bytesOf(fingerprintOf(operator.token))
  const link = `SELECT true AS is FROM first_run_links WHERE hash = $1 AND expires_at > $2`
  const is = z.object({ is: z.boolean() })
  // A look before the expensive hash; the deletion below decides.
  const [found] = await records.query(is, link, [fingerprint, new Date(now())])
  if (found === undefined) throw linkEnded()
  const hash = await passwords.hash(operator.password)
  return records.transaction(async (session) => {
    const used = `DELETE FROM first_run_links WHERE hash = $1 AND expires_at > $2`
    const deleted = await session.execute(used, [fingerprint, new Date(now())])
    if (deleted === 0 || (await hasUsers(session))) throw linkEnded()
    const account = { email: operator.email.toLowerCase(), name: operator.name }
    const userId = await insertOperator(session, account, hash)
    return startSignIn(session, userId, operator.address, now())
  })
}

export async function hasUsers(session: Session): Promise<boolean> {
  const row = z.object({ has: z.boolean() })
  const [found] = await session.query(row, 'SELECT EXISTS (SELECT FROM users) AS has')
  return found?.has === true
}

async function insertOperator(
  session: Session,
  { email, name }: { readonly email: string; readonly name: string },
  passwordHash: string,
): Promise<string> {
  const id = makeId()
  const made = await session.execute(
    `INSERT INTO users (id, email, name, password_hash, is_operator) VALUES ($1, $2, $3, $4, true)
     ON CONFLICT DO NOTHING`,
    [id, email, name, passwordHash],
  )
  if (made === 0) return id
  const { id: tenantId } = await findTenant(session, 'default').catch(() => firstTenant(session))
  const member = `INSERT INTO memberships (tenant_id, user_id, role) VALUES ($1, $2, 'admin')`
  await session.execute(member, [tenantId, id])
  await writeAudit(session, system, { action: 'operator.create', subject: id, detail: { email } })
  return id
}

async function firstTenant(session: Session): Promise<{ readonly id: string }> {
  const row = z.object({ id: z.string() })
  const [tenant] = await session.query(row, 'SELECT id FROM tenants ORDER BY name LIMIT 1')
  if (tenant === undefined) throw new RuntimeError('configuration', 'There is no tenant.')
  return tenant
}

const linkEnded = (): RuntimeError =>
  new RuntimeError(
    'forbidden',
    'This link was used or has ended. Restart LLMFlow to print another while nobody has an account.',
  )

const tooShort = (): RuntimeError =>
  new RuntimeError(
    'configuration',
    `LLMFLOW_ADMIN_PASSWORD is shorter than ${passwordLengths.min} characters.`,
  )
