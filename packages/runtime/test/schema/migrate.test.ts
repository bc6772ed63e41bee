import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { migrate } from '../../src/schema/migrate.js'
import { migrations } from '../../src/schema/migrations.js'
import { startTestRecords } from '../embedded-records.js'

let embedded: Awaited<ReturnType<typeof startTestRecords>>
beforeAll(async () => {
  embedded = await startTestRecords()
}, 60_000)
afterAll(() => embedded.close())

const named = z.object({ name: z.string() })
const steps = async (): Promise<readonly string[]> => {
  const rows = await embedded.records.query(named, 'SELECT name FROM migrations ORDER BY step')
  return rows.map(({ name }) => name)
}

describe('migrations', () => {
  it('are applied once, in order, and are remembered', async () => {
    const names = migrations.map(({ name }) => name)
    expect(await steps()).toEqual(names)
    expect(await migrate(embedded.records)).toBe(0)
    expect(await steps()).toEqual(names)
  })

  it('take only what is missing', async () => {
    const more = [...migrations, { name: 'more', statements: ['CREATE TABLE more (id integer)'] }]
    expect(await migrate(embedded.records, more)).toBe(1)
    expect(await embedded.records.execute('INSERT INTO more VALUES (1)')).toBe(1)
  })

  it('refuse a database that has seen a step that they lack, and change nothing', async () => {
    const before = await steps()
    const refused = migrate(embedded.records)
    await expect(refused).rejects.toThrow(`step ${before.length}, "more"`)
    await expect(refused).rejects.toMatchObject({ code: 'data-directory' })
    expect(await steps()).toEqual(before)
  })

  it('leave nothing of a step that fails', async () => {
    const broken = { name: 'broken', statements: ['CREATE TABLE half (id integer)', 'SELEC'] }
    const more = { name: 'more', statements: [] }
    await expect(migrate(embedded.records, [...migrations, more, broken])).rejects.toThrow('SELEC')
    await expect(embedded.records.execute('INSERT INTO half VALUES (1)')).rejects.toThrow('half')
  })
})
