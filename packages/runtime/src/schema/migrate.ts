// Brings a database to the newest tables, one step at a time, and refuses one that is ahead of us.

import { z } from 'zod'
import { RuntimeError } from '../error.js'
import type { Records, Session } from '../ports/records.js'
import { migrations as ours, type Migration } from './migrations.js'

/** Serialises programs that start on one database; any number does that nobody else locks. */
const lock = 7_120_614

/**
 * Applies what is missing, each step in a transaction of its own. Answers with the number of steps applied. Throws
 * `data-directory` when the database has seen a step that this program does not know.
 */
export async function migrate(
  records: Records,
  migrations: readonly Migration[] = ours,
): Promise<number> {
  await records.transaction(async (session) => {
    await session.execute(`SELECT pg_advisory_xact_lock(${lock})`)
    await session.execute(
      `CREATE TABLE IF NOT EXISTS migrations (
        step integer PRIMARY KEY,
        name text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT now()
      )`,
    )
  })
  let applied = 0
  while (await records.transaction((session) => applyNext(session, migrations))) applied += 1
  return applied
}

async function applyNext(session: Session, migrations: readonly Migration[]): Promise<boolean> {
  await session.execute(`SELECT pg_advisory_xact_lock(${lock})`)
  const done = await session.query(appliedStep, 'SELECT step, name FROM migrations ORDER BY step')
  refuseUnknown(done, migrations)
  const next = migrations[done.length]
  if (next === undefined) return false
  for (const statement of next.statements) await session.execute(statement)
  await session.execute('INSERT INTO migrations (step, name) VALUES ($1, $2)', [
    done.length + 1,
    next.name,
  ])
  return true
}

const appliedStep = z.object({ step: z.number(), name: z.string() })

function refuseUnknown(
  done: readonly z.infer<typeof appliedStep>[],
  migrations: readonly Migration[],
): void {
  const unknown = done.find(({ step, name }) => migrations[step - 1]?.name !== name)
  if (unknown === undefined) return
  throw new RuntimeError(
    'data-directory',
    `the records were written by another version of LLMFlow (step ${unknown.step}, "${unknown.name}"): ` +
      'start the version that wrote them, or a newer one; nothing was changed',
    { detail: { step: unknown.step, known: migrations.length } },
  )
}
