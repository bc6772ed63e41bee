// What records have to do, whichever engine serves them; each check is a function, so that broken ones can be held against it.

import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { RuntimeError } from '../../src/error.js'
import { makeId } from '../../src/identifier.js'
import type { Records, Session } from '../../src/ports/records.js'

export type OpenRecords = {
  /** With all tables, and a statement's time-out of a few seconds. */
  readonly records: Records
  /** Ends the engine without warning; it comes back by itself. */
  readonly crash: () => Promise<void>
  readonly close: () => Promise<void>
}

type Check = (open: OpenRecords) => Promise<void>

const named = z.object({ name: z.string() })

/** A tenant is the simplest row that there is. */
async function insert(session: Session, name: string): Promise<string> {
  const id = makeId()
  await session.execute(
    `INSERT INTO tenants (id, name, requests_per_minute, tokens_per_minute, models) VALUES ($1, $2, 0, 0, '{}')`,
    [id, name],
  )
  return id
}

async function namesOf(session: Session, names: readonly string[]): Promise<readonly string[]> {
  const sql = 'SELECT name FROM tenants WHERE name = ANY($1)'
  return (await session.query(named, sql, [names])).map(({ name }) => name).toSorted()
}

const makeNames = (count: number): readonly string[] =>
  Array.from({ length: count }, () => makeId()).toSorted()

/** Calls until the engine is back. Every failure on the way says that it may be tried again. */
async function whenBack<Result>(act: () => Promise<Result>): Promise<Result> {
  for (const endMs = Date.now() + 30_000; ;) {
    try {
      return await act()
    } catch (error) {
      expect(error).toMatchObject({ code: 'unavailable', isRetryable: true })
      if (Date.now() > endMs) throw error
      await pause(20)
    }
  }
}

const raise = (code: string): string =>
  `DO $$ BEGIN RAISE EXCEPTION 'made for a test' USING ERRCODE = '${code}'; END $$`

export const recordsChecks: { readonly [behaviour: string]: Check } = {
  'give back what was put in': async ({ records }) => {
    const values = {
      text: `Ünïcödé 한글 ' " \\ $1 \n`,
      list: ['a', 'b "c"', 'd,e', '{f}', ''],
      numbers: [1, 2, 3],
      json: { nested: { list: [1, 'two', null] } },
      time: new Date('2026-02-28T23:59:59.123Z'),
      bytes: Buffer.from([0, 1, 255]),
      large: Number.MAX_SAFE_INTEGER,
      nothing: null,
      yes: true,
    }
    const [row] = await records.query(
      z.record(z.string(), z.unknown()),
      `SELECT $1::text AS text, $2::text[] AS list, $3::int[] AS numbers, $4::jsonb AS json,
        $5::timestamptz AS time, $6::bytea AS bytes, $7::bigint AS large, $8::text AS nothing, $9::boolean AS yes`,
      Object.values(values),
    )
    expect(row).toEqual(values)
  },
  'count the rows that a statement touched': async ({ records }) => {
    const names = makeNames(3)
    for (const name of names) await insert(records, name)
    const sql = 'UPDATE tenants SET models = $2 WHERE name = ANY($1)'
    expect(await records.execute(sql, [names, ['m']])).toBe(3)
    expect(await records.execute(sql, [['nobody'], ['m']])).toBe(0)
  },
  'throw on a row that is not what was expected, and go on': async ({ records }) => {
    await expect(records.query(named, 'SELECT 1 AS other')).rejects.toThrow('name')
    expect(await records.query(named, `SELECT 'x' AS name`)).toEqual([{ name: 'x' }])
  },
  'say `conflict` when something is there already': async ({ records }) => {
    const name = makeId()
    await insert(records, name)
    const again = insert(records, name)
    await expect(again).rejects.toMatchObject({ code: 'conflict', isRetryable: false })
    expect(await namesOf(records, [name])).toEqual([name])
  },
  'say `invalid-request` to values that cannot be kept': async ({ records }) => {
    const code = 'invalid-request'
    const id = records.query(named, 'SELECT name FROM tenants WHERE id = $1', ['../etc'])
    await expect(id).rejects.toMatchObject({ code })
    await expect(insert(records, 'a\u0000b')).rejects.toMatchObject({ code })
    const large = records.execute('SELECT $1::int', ['99999999999'])
    await expect(large).rejects.toMatchObject({ code })
  },
  'keep all of a transaction': async ({ records }) => {
    const names = makeNames(3)
    await records.transaction(async (session) => {
      for (const name of names) await insert(session, name)
      expect(await namesOf(session, names)).toEqual(names)
    })
    expect(await namesOf(records, names)).toEqual(names)
  },
  'keep nothing of a transaction whose work throws': async ({ records }) => {
    const name = makeId()
    const failure = new RuntimeError('forbidden', 'no')
    const work = records.transaction(async (session) => {
      await insert(session, name)
      throw failure
    })
    await expect(work).rejects.toBe(failure)
    expect(await namesOf(records, [name])).toEqual([])
  },
  'keep nothing of a transaction in which a statement fails': async ({ records }) => {
    const name = makeId()
    const work = records.transaction(async (session) => {
      await insert(session, name)
      await insert(session, name)
    })
    await expect(work).rejects.toMatchObject({ code: 'conflict' })
    expect(await namesOf(records, [name])).toEqual([])
  },
  'do a transaction again that the database would not serialise': async ({ records }) => {
    const name = makeId()
    let attempts = 0
    await records.transaction(async (session) => {
      attempts += 1
      await insert(session, name)
      if (attempts < 3) await session.execute(raise(attempts === 1 ? '40001' : '40P01'))
    })
    expect(attempts).toBe(3)
    expect(await namesOf(records, [name])).toEqual([name])
  },
  'end trying at some time': async ({ records }) => {
    const work = records.transaction((session) => session.execute(raise('40001')))
    await expect(work).rejects.toMatchObject({ code: 'conflict', isRetryable: true })
  },
  'lose no change of many that change the same row at once': async ({ records }) => {
    const name = makeId()
    await insert(records, name)
    const count = z.object({ count: z.number() })
    const increment = (): Promise<void> =>
      records.transaction(async (session) => {
        const read = `SELECT requests_per_minute AS count FROM tenants WHERE name = $1 FOR UPDATE`
        const [row] = await session.query(count, read, [name])
        await session.execute('UPDATE tenants SET requests_per_minute = $2 WHERE name = $1', [
          name,
          (row?.count ?? 0) + 1,
        ])
      })
    await Promise.all(Array.from({ length: 30 }, increment))
    const sql = 'SELECT requests_per_minute AS count FROM tenants WHERE name = $1'
    expect(await records.query(count, sql, [name])).toEqual([{ count: 30 }])
  },
  'end a statement that takes too long, and serve the next': async ({ records }) => {
    const name = makeId()
    const slow = records.transaction(async (session) => {
      await insert(session, name)
      await session.execute('SELECT pg_sleep(60)')
    })
    await expect(slow).rejects.toMatchObject({ code: 'timed-out' })
    expect(await whenBack(() => namesOf(records, [name]))).toEqual([])
  },
  'have what they acknowledged after a crash, and nothing of what was cut short': async ({
    records,
    crash,
  }) => {
    const [kept, cut] = [makeId(), makeId()]
    await insert(records, kept)
    const work = records.transaction(async (session) => {
      await insert(session, cut)
      await crash()
      await insert(session, makeId())
    })
    await expect(work).rejects.toMatchObject({ code: 'unavailable', isRetryable: true })
    expect(await whenBack(() => namesOf(records, [kept, cut]))).toEqual([kept])
  },
  'run a statement again: with other values, after it failed, and on a new connection': async ({
    records,
    crash,
  }) => {
    const counted = z.object({ count: z.number() })
    const count = (text: string): Promise<unknown> =>
      records.query(counted, 'SELECT count(*) AS count FROM unnest($1::int[])', [text])
    const run = async (): Promise<void> => {
      for (const [text, expected] of Object.entries({ '{}': 0, '{1}': 1, '{1,2}': 2 })) {
        expect(await count(text)).toEqual([{ count: expected }])
      }
      await expect(count('{none}')).rejects.toMatchObject({ code: 'invalid-request' })
      expect(await count('{7}')).toEqual([{ count: 1 }])
    }
    await run()
    await crash()
    await whenBack(() => records.execute('SELECT 1'))
    await run()
  },
  'lose nothing that they acknowledged over crashes in the middle of writing': async ({
    records,
    crash,
  }) => {
    const acknowledged: string[] = []
    const writing = { isDone: false }
    const write = async (): Promise<void> => {
      while (!writing.isDone) {
        const name = makeId()
        await insert(records, name).then(
          () => acknowledged.push(name),
          () => pause(5),
        )
      }
    }
    const writers = [write(), write(), write()]
    for (let crashes = 0; crashes < 3; crashes += 1) {
      const before = acknowledged.length
      while (acknowledged.length < before + 10) await pause(5)
      await pause(Math.random() * 50)
      await crash()
    }
    writing.isDone = true
    await Promise.all(writers)
    const found = await whenBack(() => namesOf(records, acknowledged))
    expect(found).toEqual(acknowledged.toSorted())
  },
}

/** One engine serves all checks: each makes rows of its own. */
export function describeRecords(name: string, make: () => Promise<OpenRecords>): void {
  describe(`${name} as records`, () => {
    let open: OpenRecords
    beforeAll(async () => {
      open = await make()
    }, 120_000)
    afterAll(() => open.close())

    it.each(Object.entries(recordsChecks))(
      '%s',
      (_, assertBehaviour) => assertBehaviour(open),
      60_000,
    )
  })
}
