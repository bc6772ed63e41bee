// What was acknowledged is counted once, whatever ends the process and however long the records are away.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, assert, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { RuntimeError } from '../../src/error.js'
import { makeId } from '../../src/identifier.js'
import { openUsageJournal, usageEntry, type UsageEntry } from '../../src/gateway/usage.js'
import { startTestRecords } from '../embedded-records.js'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'usage-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const entryOf = (promptTokens: number): UsageEntry => ({
  id: makeId(),
  at: new Date().toISOString(),
  tenantId: makeId(),
  keyId: null,
  userId: makeId(),
  model: 'small',
  promptTokens,
  completionTokens: 2,
  isEstimated: false,
  status: 200,
})

const rowsIn = (text: string): readonly UsageEntry[] =>
  text
    .split('\n')
    .filter((line) => line.endsWith(']'))
    .flatMap((line) => usageEntry.array().parse(JSON.parse(line)))

/** Writes until it is killed at a random moment; gives back what it acknowledged. */
async function writeUntilKilled(records: string, loses = ''): Promise<readonly string[]> {
  const writer = fileURLToPath(new URL('usage-writer.mjs', import.meta.url))
  const child = spawn(process.execPath, [writer, join(folder, 'journal'), records, loses], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  const ended = once(child, 'close')
  await once(child.stdout, 'data')
  await sleep(Math.random() * 60)
  child.kill('SIGKILL')
  await ended
  return output.split('\n').slice(0, -1)
}

/** Moves what the killed process left, and says which identifiers the records have. */
async function recover(records: string): Promise<ReadonlySet<string>> {
  await appendFile(records, '')
  const faults: unknown[] = []
  const journal = await openUsageJournal({
    directory: join(folder, 'journal'),
    flushMs: 0,
    onFault: (error) => faults.push(error),
    records: {
      execute: async (_sql, parameters) => {
        const text = z.string().parse(parameters?.[0])
        await appendFile(records, `\n${text}\n`)
        return 1
      },
    },
  })
  await journal.close()
  expect(faults).toEqual([])
  expect(await readdir(join(folder, 'journal'))).toEqual([])
  return new Set(rowsIn(await readFile(records, 'utf8')).map(({ id }) => id))
}

describe('usage under kills', () => {
  it('loses nothing that was acknowledged', async () => {
    const records = join(folder, 'records')
    const acknowledged: string[] = []
    for (let kills = 0; kills < 5; kills += 1) {
      acknowledged.push(...(await writeUntilKilled(records)))
    }
    const kept = await recover(records)
    expect(acknowledged.length).toBeGreaterThan(20)
    expect(new Set(acknowledged).size).toBe(acknowledged.length)
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
  }, 30_000)

  it('would be found out if it acknowledged before it wrote', async () => {
    const records = join(folder, 'records')
    let lost = 0
    for (let kills = 0; kills < 10 && lost === 0; kills += 1) {
      const acknowledged = await writeUntilKilled(records, 'loses')
      const kept = await recover(records)
      lost = acknowledged.filter((id) => !kept.has(id)).length
    }
    expect(lost).toBeGreaterThan(0)
  }, 30_000)
})

describe('the journal', () => {
  it('keeps everything while the records are away, says when it is full, and goes on', async () => {
    let isAway = true
    const kept: UsageEntry[] = []
    const journal = await openUsageJournal({
      directory: folder,
      flushMs: 0,
      sizeBytesMax: 2000,
      onFault: () => undefined,
      records: {
        execute: (_sql, parameters) => {
          if (isAway) return Promise.reject(new RuntimeError('unavailable', 'away'))
          kept.push(...rowsIn(z.string().parse(parameters?.[0])))
          return Promise.resolve(1)
        },
      },
    })
    const entries = Array.from({ length: 8 }, (_, index) => entryOf(index))
    for (const entry of entries) {
      await journal.record(entry)
      await expect(journal.flush()).rejects.toThrow('away')
    }
    expect(journal.isFull).toBe(true)
    isAway = false
    await journal.flush()
    expect(journal.isFull).toBe(false)
    expect(kept).toEqual(entries)
    await journal.close()
  })

  it('passes over a line that a kill cut, and tells of one that is damaged', async () => {
    const whole = entryOf(1)
    const text = `${JSON.stringify(whole)}\n{"damaged":\n${JSON.stringify(entryOf(2)).slice(0, 40)}`
    await writeFile(join(folder, '000000000007.jsonl'), text)
    const faults: unknown[] = []
    const kept: UsageEntry[] = []
    const journal = await openUsageJournal({
      directory: folder,
      flushMs: 0,
      onFault: (error) => faults.push(error),
      records: {
        execute: (_sql, parameters) => {
          kept.push(...rowsIn(z.string().parse(parameters?.[0])))
          return Promise.resolve(1)
        },
      },
    })
    await journal.close()
    expect(kept).toEqual([whole])
    expect(faults).toHaveLength(1)
  })

  it('counts an entry once that is moved twice', async () => {
    const embedded = await startTestRecords()
    const { records } = embedded
    try {
      const entry = entryOf(3)
      const line = `${JSON.stringify(entry)}\n`
      for (const name of ['000000000001.jsonl', '000000000002.jsonl']) {
        await writeFile(join(folder, name), line)
      }
      const journal = await openUsageJournal({
        directory: folder,
        flushMs: 0,
        onFault: (error) => assert.fail(String(error)),
        records,
      })
      await journal.flush()
      await journal.close()
      const row = z.object({ id: z.string(), prompt_tokens: z.number(), key_id: z.null() })
      expect(await records.query(row, 'SELECT id, prompt_tokens, key_id FROM usage')).toEqual([
        { id: entry.id, prompt_tokens: 3, key_id: null },
      ])
    } finally {
      await embedded.close()
    }
  }, 30_000)
})

describe('an entry that the records refuse', () => {
  it('keeps nothing back that comes after it', async () => {
    const embedded = await startTestRecords()
    const { records } = embedded
    const faults: unknown[] = []
    const journal = await openUsageJournal({
      directory: join(folder, 'journal'),
      flushMs: 0,
      onFault: (error) => faults.push(error),
      records,
    })
    await journal.record({ ...entryOf(1), model: 'assistant/\0' })
    await journal.record({ ...entryOf(2), model: 'assistant/\ud800' })
    await journal.record(entryOf(2 ** 40))
    await journal.record(entryOf(3))
    await journal.flush()
    const row = z.object({ model: z.string(), tokens: z.number() })
    const sql = 'SELECT model, prompt_tokens AS tokens FROM usage ORDER BY prompt_tokens'
    expect(await records.query(row, sql)).toEqual([
      { model: 'assistant/\ufffd', tokens: 1 },
      { model: 'assistant/\ufffd', tokens: 2 },
      { model: 'small', tokens: 3 },
    ])
    expect(faults).toHaveLength(1)
    await journal.close()
    await embedded.close()
  }, 30_000)
})
