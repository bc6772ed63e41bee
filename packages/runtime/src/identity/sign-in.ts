// Signing in with a password, and what a sign-in is: a random secret in a cookie, kept as its fingerprint.

import { z } from 'zod'
import { RuntimeError } from '../error.js'
import type { Records, Session } from '../ports/records.js'
import { writeAudit } from './audit.js'
import type { Passwords } from './password.js'
import { bytesOf, fingerprintOf, makeSecret } from './secret.js'
import { makeThrottle, type Throttle } from './throttle.js'

/** However much it is used: whoever finds a machine signed in does not stay for ever. */
export const signInMs = 7 * 24 * 3_600_000

export type SignInAttempt = {
  readonly email: string
  readonly password: string
  readonly address: string
}

type SignIns = {
  /** The secret of the cookie. Throws `unauthenticated`, or `limit-reached` after many wrong passwords. */
  withPassword(attempt: SignInAttempt): Promise<string>
}

const accountRow = z.object({
  id: z.string(),
  passwordHash: z.string().nullable(),
  isDisabled: z.boolean(),
})

export function makeSignIns(records: Records, passwords: Passwords, now: () => number): SignIns {
  const throttles = makeThrottles(now)
  return {
    withPassword: async ({ email, password, address }) => {
      const account = email.toLowerCase()
      const waitMs = throttles.waitMs(account, address)
      if (waitMs > 0) throw tooManyGuesses(waitMs)
      // Counted before it is checked, so that many attempts at once are not all let in.
      throttles.fail(account, address)
      const [user] = await records.query(
        accountRow,
        `SELECT id, password_hash AS "passwordHash", is_disabled AS "isDisabled" FROM users WHERE email = $1`,
        [account],
      )
      const isRight = await passwords.verify(password, user?.passwordHash ?? undefined)
      if (user === undefined || !isRight || user.isDisabled) {
        // Not the name that was typed: people type passwords there.
        const subject = user?.id ?? 'unknown'
        const actor = { actor: 'unknown', address }
        await writeAudit(records, actor, { action: 'session.refuse', subject })
        throw wrong()
      }
      throttles.forgive(account, address)
      return records.transaction((session) => startSignIn(session, user.id, address, now()))
    },
  }
}

/** Three counts: of one account from one address, of an address, and of an account, which an attacker from many addresses may fill and so is the most lenient: its owner waits seconds, not hours. */
function makeThrottles(now: () => number) {
  const pair = makeThrottle({ burst: 5, perMinute: 2, now })
  const byAddress = makeThrottle({ burst: 30, perMinute: 10, now })
  const byAccount = makeThrottle({ burst: 60, perMinute: 12, now })
  const each = (account: string, address: string): readonly (readonly [Throttle, string])[] => [
    [pair, `${address} ${account}`],
    [byAddress, address],
    [byAccount, account],
  ]
  return {
    waitMs: (account: string, address: string): number =>
      Math.max(...each(account, address).map(([throttle, subject]) => throttle.waitMs(subject))),
    fail: (account: string, address: string): void => {
      for (const [throttle, subject] of each(account, address)) throttle.fail(subject)
    },
    /** Whoever knows one password may still be guessing others. */
    forgive: (account: string, address: string): void => {
      pair.forgive(`${address} ${account}`)
      byAddress.undo(address)
      byAccount.undo(account)
    },
  }
}

/** A new secret each time, so that nobody can have planted it; old ones of the person that have ended go. */
export async function startSignIn(
  session: Session,
  userId: string,
  address: string,
  nowMs: number,
): Promise<string> {
  const secret = makeSecret()
  const at = new Date(nowMs)
  await session.execute('DELETE FROM sign_ins WHERE user_id = $1 AND expires_at < $2', [userId, at])
  await session.execute(
    `INSERT INTO sign_ins (hash, user_id, created_at, seen_at, expires_at) VALUES ($1, $2, $3, $3, $4)`,
    [bytesOf(fingerprintOf(secret)), userId, at, new Date(nowMs + signInMs)],
  )
  const actor = { actor: `user:${userId}`, address }
  await writeAudit(session, actor, { action: 'session.start', subject: userId })
  return secret
}

export async function endSignIn(records: Records, secret: string, address: string): Promise<void> {
  await records.transaction(async (session) => {
    const [ended] = await session.query(
      z.object({ userId: z.string() }),
      'DELETE FROM sign_ins WHERE hash = $1 RETURNING user_id AS "userId"',
      [bytesOf(fingerprintOf(secret))],
    )
    if (ended === undefined) return
    const actor = { actor: `user:${ended.userId}`, address }
    await writeAudit(session, actor, { action: 'session.end', subject: ended.userId })
  })
}

/** The person works in another of their tenants from now on. Throws `not-found` when they are no member of it. */
export async function chooseTenant(
  records: Records,
  secret: string,
  tenantId: string,
): Promise<void> {
  const chosen = await records.execute(
    `UPDATE sign_ins s SET tenant_id = $2 WHERE hash = $1
       AND EXISTS (SELECT FROM memberships m WHERE m.user_id = s.user_id AND m.tenant_id = $2)`,
    [bytesOf(fingerprintOf(secret)), tenantId],
  )
  if (chosen === 0) throw new RuntimeError('not-found', 'You are a member of no such tenant.')
}

const wrong = (): RuntimeError =>
  new RuntimeError('unauthenticated', 'The name or the password is wrong.')

export const tooManyGuesses = (retryAfterMs: number): RuntimeError =>
  new RuntimeError('limit-reached', 'Too many wrong passwords; try again later.', {
    isRetryable: true,
    detail: { limit: 'wrong-passwords', retryAfterMs },
  })
