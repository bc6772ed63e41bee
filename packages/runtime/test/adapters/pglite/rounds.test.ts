import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inRounds } from '../../../src/adapters/pglite/rounds.js'

/** A message of the protocol: its letter, its length, and fields that end with a zero byte or are numbers of two bytes. */
function message(letter: string, ...fields: readonly (string | number)[]): Uint8Array {
  const body = Buffer.concat(
    fields.map((field) => {
      if (typeof field === 'string') return Buffer.from(`${field}\0`)
      const number = Buffer.alloc(2)
      number.writeInt16BE(field)
      return number
    }),
  )
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(letter), length, body])
}

const parse = (sql: string): Uint8Array => message('P', '', sql, 0)
const bind = message('B', '', '', 0, 0, 0)
const execute = message('E', '', 0, 0)
const sync = message('S')

describe('messages in rounds', () => {
  let database: PGlite
  let calls = 0
  let answers: Buffer[] = []
  let hand: (...messages: readonly Uint8Array[]) => Promise<void>
  beforeAll(async () => {
    database = await PGlite.create()
    const run = inRounds((...input) => {
      calls += 1
      return database.execProtocolRawStream(...input)
    })
    hand = async (...messages) => {
      const onRawData = (data: Uint8Array): void => void answers.push(Buffer.from(data))
      for (const one of messages) await run(one, { onRawData })
    }
  }, 120_000)
  afterAll(() => database.close())
  beforeEach(() => {
    calls = 0
    answers = []
  })

  it('take one call of the engine for a statement, and one answer', async () => {
    await hand(parse("SELECT 'first'"), bind, execute, sync)
    expect(calls).toBe(1)
    expect(answers).toHaveLength(1)
    expect(answers.join()).toContain('first')
  })

  it('answer a statement that fails, and serve the next', async () => {
    await hand(parse('SELECT nothing'), bind, execute, sync)
    expect(answers.join()).toContain('column "nothing" does not exist')
    await hand(parse("SELECT 'next'"), bind, execute, sync)
    expect(answers).toHaveLength(2)
    expect(answers[1]?.toString()).toContain('next')
  })

  it('drop what a connection that broke had not ended', async () => {
    await hand(parse("SELECT 'broken off'"), bind)
    const startup = Buffer.from('\0\0\0\x17\0\x03\0\0user\0postgres\0\0', 'latin1')
    await hand(startup, parse("SELECT 'new'"), bind, execute, sync)
    expect(answers.join()).toContain('new')
    expect(answers.join()).not.toContain('broken off')
  })
})
