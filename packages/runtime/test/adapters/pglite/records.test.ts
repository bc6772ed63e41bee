import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { describeRecords, recordsChecks } from '../../conformance/records.js'
import { startTestRecords, type TestRecords } from '../../embedded-records.js'

describeRecords('PGlite', () => startTestRecords({ timeoutMs: 2000 }))

describe('embedded records', () => {
  let embedded: TestRecords
  beforeAll(async () => {
    embedded = await startTestRecords({ timeoutMs: 2000 })
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

  it('are served by another process after a crash', async () => {
    const before = embedded.pid()
    await embedded.crash()
    expect(embedded.pid()).not.toBe(before)
  })

  it('would be caught losing a row', async () => {
    const check =
      recordsChecks['lose nothing that they acknowledged over crashes in the middle of writing']
    assert(check !== undefined)
    let writes = 0
    const { records } = embedded
    const forgetful = {
      ...records,
      execute: (...input: Parameters<typeof records.execute>) => {
        writes += 1
        return writes === 7 ? Promise.resolve(1) : records.execute(...input)
      },
    }
    await expect(check({ ...embedded, records: forgetful })).rejects.toThrow('to deeply equal')
  }, 60_000)
})
