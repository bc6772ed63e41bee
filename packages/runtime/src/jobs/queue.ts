// Orders for work that survive everything: one per kind and subject, held by one worker at a time.

import { z } from 'zod'
import { makeId } from '../identifier.js'
import type { Records, Session } from '../ports/records.js'

export type JobKey = {
  readonly tenantId: string
  readonly kind: string
  /** What the work is for: the id of a document, say. */
  readonly subject: string
}

const claimedJob = z.object({
  id: z.string(),
  tenantId: z.string(),
  kind: z.string(),
  subject: z.string(),
  /** Unique to this claim: who lost the job can do nothing to it any more. */
  owner: z.string(),
  /** How often it failed. */
  attempts: z.number(),
  /** How often it was begun, this time included: a process that dies of a job counts no failure. */
  starts: z.number(),
  lastFailure: z.string().nullable(),
})

export type ClaimedJob = z.infer<typeof claimedJob>

/** Asks for the work, within the caller's transaction. Asking again while it runs means: once more afterwards. */
export async function enqueue(session: Session, job: JobKey): Promise<void> {
  await session.execute(
    `INSERT INTO jobs (id, tenant_id, kind, subject) VALUES ($1, $2, $3, $4)
     ON CONFLICT (kind, subject) DO UPDATE SET
       is_wanted_again = jobs.owner IS NOT NULL,
       attempts = CASE WHEN jobs.owner IS NULL THEN 0 ELSE jobs.attempts END,
       starts = CASE WHEN jobs.owner IS NULL THEN 0 ELSE jobs.starts END,
       not_before = CASE WHEN jobs.owner IS NULL THEN now() ELSE jobs.not_before END`,
    [makeId(), job.tenantId, job.kind, job.subject],
  )
}

/** `$1` kinds. A lease that ended is nobody's. */
const due = `kind = ANY($1) AND not_before <= now() AND (lease_until IS NULL OR lease_until < now())`

const waitingTenant = z.object({ tenantId: z.string(), running: z.number() })

type WaitingTenant = z.infer<typeof waitingTenant>

/** Tenants with work that may begin, and how much of theirs runs; it costs by tenants, not by jobs. */
export function listWaitingTenants(
  session: Session,
  kinds: readonly string[],
): Promise<readonly WaitingTenant[]> {
  const sql = `WITH RECURSIVE waiting(id) AS (
      (SELECT tenant_id FROM jobs WHERE ${due} ORDER BY tenant_id LIMIT 1)
      UNION ALL
      SELECT next.tenant_id FROM waiting, LATERAL (
        SELECT tenant_id FROM jobs WHERE tenant_id > waiting.id AND ${due} ORDER BY tenant_id LIMIT 1
      ) next
    )
    SELECT id AS "tenantId", (
      SELECT count(*)::int FROM jobs
      WHERE tenant_id = waiting.id AND owner IS NOT NULL AND lease_until >= now()
    ) AS running FROM waiting`
  return session.query(waitingTenant, sql, [kinds])
}

/** The tenant's oldest work that may begin, held until the lease ends. */
export async function claim(
  session: Session,
  kinds: readonly string[],
  tenantId: string,
  worker: string,
  leaseMs: number,
): Promise<ClaimedJob | undefined> {
  const sql = `UPDATE jobs SET owner = $3, starts = starts + 1, is_wanted_again = false,
      lease_until = now() + $4 * interval '1 millisecond'
    WHERE id = (
      SELECT id FROM jobs WHERE tenant_id = $2 AND ${due}
      ORDER BY not_before, id LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING id, tenant_id AS "tenantId", kind, subject, owner, attempts, starts,
      last_failure AS "lastFailure"`
  const owner = `${worker}/${makeId()}`
  const [job] = await session.query(claimedJob, sql, [kinds, tenantId, owner, leaseMs])
  return job
}

/** Holds it for longer; false when it is somebody else's by now. */
export async function heartbeat(
  session: Session,
  { id, owner }: ClaimedJob,
  leaseMs: number,
): Promise<boolean> {
  const sql = `UPDATE jobs SET lease_until = now() + $3 * interval '1 millisecond'
    WHERE id = $1 AND owner = $2`
  return (await session.execute(sql, [id, owner, leaseMs])) === 1
}

const wanted = z.object({ isWantedAgain: z.boolean() })

/** The work is done, or is given up: forgets the order, unless it was asked for again in the meantime. */
export async function complete(records: Records, { id, owner }: ClaimedJob): Promise<void> {
  await records.transaction(async (session) => {
    const [held] = await session.query(
      wanted,
      `SELECT is_wanted_again AS "isWantedAgain" FROM jobs WHERE id = $1 AND owner = $2 FOR UPDATE`,
      [id, owner],
    )
    if (held === undefined) return
    const sql = held.isWantedAgain
      ? `UPDATE jobs SET ${idle}, attempts = 0, starts = 0, not_before = now() WHERE id = $1`
      : `DELETE FROM jobs WHERE id = $1`
    await session.execute(sql, [id])
  })
}

const idle = `owner = NULL, lease_until = NULL, is_wanted_again = false`

/**
 * It failed for good, which says nothing of what was asked for meanwhile. True when there is nothing to give up: that
 * begins anew, or the job is somebody else's by now.
 */
export function beginAnew(records: Records, { id, owner }: ClaimedJob): Promise<boolean> {
  return records.transaction(async (session) => {
    const [held] = await session.query(
      wanted,
      `SELECT is_wanted_again AS "isWantedAgain" FROM jobs WHERE id = $1 AND owner = $2 FOR UPDATE`,
      [id, owner],
    )
    if (held?.isWantedAgain === false) return false
    const sql = `UPDATE jobs SET ${idle}, attempts = 0, starts = 0, not_before = now()
      WHERE id = $1 AND owner = $2`
    await session.execute(sql, [id, owner])
    return true
  })
}

/** It did not work: to be tried again after a pause. */
export async function postpone(
  session: Session,
  { id, owner }: ClaimedJob,
  failure: string,
  pauseMs: number,
): Promise<void> {
  const sql = `UPDATE jobs SET ${idle}, last_failure = $3,
      attempts = CASE WHEN is_wanted_again THEN 0 ELSE attempts + 1 END,
      not_before = CASE WHEN is_wanted_again THEN now()
        ELSE now() + $4 * interval '1 millisecond' END
    WHERE id = $1 AND owner = $2`
  await session.execute(sql, [id, owner, failure, pauseMs])
}

/** Puts it back as if it had not been begun. */
export async function putBack(session: Session, { id, owner }: ClaimedJob): Promise<void> {
  const sql = `UPDATE jobs SET ${idle}, starts = starts - 1 WHERE id = $1 AND owner = $2`
  await session.execute(sql, [id, owner])
}

/** Frees what earlier processes held. Only for who is the only one on these records: a data directory's owner. */
export function putBackAll(session: Session): Promise<number> {
  return session.execute(`UPDATE jobs SET ${idle} WHERE owner IS NOT NULL`)
}

/** Milliseconds until some work may begin; undefined when none waits. */
export async function nextDueMs(
  session: Session,
  kinds: readonly string[],
): Promise<number | undefined> {
  const sql = `SELECT (extract(epoch FROM min(greatest(not_before, coalesce(lease_until, not_before)))
      - now()) * 1000)::float8 AS "dueMs" FROM jobs WHERE kind = ANY($1)`
  const [row] = await session.query(z.object({ dueMs: z.number().nullable() }), sql, [kinds])
  return row?.dueMs === null || row === undefined ? undefined : Math.max(0, row.dueMs)
}
