// What PostgreSQL's background processes do, which PGlite has none of: checkpoints, vacuum and statistics.

import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Records } from '../../ports/records.js'

/** Without checkpoints the log would grow for ever, and a start after a crash would read all of it. */
const logBytesMax = 48 * 1024 * 1024

const lookEveryMs = 10_000

/** Nobody else is served meanwhile: tables beyond it, seconds of work, only get statistics. */
const vacuumBytesMax = 1024 ** 3

/** As autovacuum has it: a fifth of the rows dead, or a tenth changed, beyond a number that is not worth it. */
const wantedSql = `SELECT relname AS name, dead > enough AND pg_table_size(relid) < ${vacuumBytesMax} AS "isVacuumed"
  FROM pg_stat_user_tables,
    LATERAL (SELECT reltuples AS rows FROM pg_class WHERE oid = relid) class,
    LATERAL (SELECT n_dead_tup AS dead, 500 + 0.2 * rows AS enough) counted
  WHERE dead > enough OR n_mod_since_analyze > 500 + 0.1 * rows
  ORDER BY dead + n_mod_since_analyze DESC LIMIT 1`

const wanted = z.object({ name: z.string().regex(/^[a-z_]+$/), isVacuumed: z.boolean() })

const logSql = `SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::float8 AS bytes
  FROM pg_control_checkpoint()`

/** Looks from time to time whether there is something to do, one thing at a time; ends when the answer is called. */
export function keepMaintained(records: Records, everyMs: number = lookEveryMs): () => void {
  const ended = new AbortController()
  const { signal } = ended
  const look = async (): Promise<void> => {
    for (;;) {
      await pause(everyMs, undefined, { signal, ref: false }).catch(() => undefined)
      if (signal.aborted) return
      // Records that are away for the moment are looked at the next time.
      await maintain(records).catch(() => undefined)
    }
  }
  void look()
  return () => ended.abort()
}

async function maintain(records: Records): Promise<void> {
  const [log] = await records.query(z.object({ bytes: z.number() }), logSql)
  if (log !== undefined && log.bytes > logBytesMax) await records.execute('CHECKPOINT')
  const [table] = await records.query(wanted, wantedSql)
  if (table === undefined) return
  const { name, isVacuumed } = table
  await records.execute(isVacuumed ? `VACUUM (ANALYZE) ${name}` : `ANALYZE ${name}`)
}
