import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, assert, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { keepMaintained } from '../../../src/adapters/pglite/maintain.js'
import { describeRecords, recordsChecks } from '../../conformance/records.js'
import { startTestRecords, type TestRecords } from '../../embedded-records.js'

describeRecords('PGlite', () => startTestRecords({ timeoutMs: 2000 }))

describe('embedded records', () => {
  let embedded: TestRecords
  beforeAll(async () => {
    embedded = await startTestRecords()
  }, 120_000)
  afterAll(() => embedded.close())

  const setting = async (name: string): Promise<unknown> => {
    const sql = 'SELECT setting FROM pg_settings WHERE name = $1'
    const [row] = await embedded.records.query(z.object({ setting: z.string() }), sql, [name])
    return row?.setting
  }

  it('commit to the disk', async () => {
    expect(await setting('fsync')).toBe('on')
    expect(await setting('synchronous_commit')).toBe('on')
    // The engine answers `fdatasync` without doing it.
    expect(await setting('wal_sync_method')).toBe('fsync')
  })

  it('let nobody connect but the owner', async () => {
    const { mode } = await stat(join(embedded.folder, '.s.PGSQL.5432'))
    expect(mode & 0o077).toBe(0)
  })

  it('are kept in order: the log short, dead rows swept, statistics taken', async () => {
    const { records } = embedded
    const size = z.object({ end: z.number(), log: z.number(), dead: z.number() })
    const look = async (): Promise<z.infer<typeof size>> => {
      const [row] = await records.query(
        size,
        `SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 AS end, n_dead_tup AS dead,
          pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::float8 AS log
        FROM pg_control_checkpoint(), pg_stat_user_tables WHERE relname = 'spans'`,
      )
      assert(row !== undefined)
      return row
    }
    const before = await look()
    await records.execute(`INSERT INTO spans SELECT n, n, NULL, gen_random_uuid(), x, 0, 0, false, '{}'
      FROM generate_series(1, 20000) n,
        LATERAL (SELECT string_agg(md5(n::text || i), '') x FROM generate_series(1, 40) i) long`)
    await records.execute('UPDATE spans SET end_ms = 1')
    const after = await look()
    const most = 48 * 1024 * 1024
    expect(after.end - before.end).toBeGreaterThan(most)
    const stop = keepMaintained(records, 50)
    await vi.waitFor(
      async () => {
        const { log, dead } = await look()
        expect({ isShort: log < most, dead }).toEqual({ isShort: true, dead: 0 })
      },
      { timeout: 20_000 },
    )
    stop()
  }, 60_000)

  it('are served by another process after a crash', async () => {
    const before = embedded.pid()
    await embedded.crash()
    expect(embedded.pid()).not.toBe(before)
  })

  it('would be caught losing a row', async () => {
    const check =
      recordsChecks['have what they acknowledged after a crash, and nothing of what was cut short']
    assert(check !== undefined)
    const { records } = embedded
    const forgetful = { ...records, execute: () => Promise.resolve(1) }
    await expect(check({ ...embedded, records: forgetful })).rejects.toThrow('to deeply equal')
  }, 60_000)
})
