// A real PostgreSQL for tests: in a folder of its own, on a unix socket, as an unprivileged user.

import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { assert } from 'vitest'
import { z } from 'zod'
import { connectRecords } from '../src/adapters/postgresql/records.js'
import { migrate } from '../src/schema/migrate.js'
import type { Records } from '../src/ports/records.js'

export type RealPostgresql = {
  readonly records: Records
  /** A further connection, as of another process. */
  connect(): Records
  /** Ends all its processes without a word to the disk, and starts it again. */
  crash(): Promise<void>
  close(): Promise<void>
}

const debian = '/usr/lib/postgresql'

/** The folder with its programs, of the newest release that is installed; undefined where none is. */
export function findPostgresql(): string | undefined {
  if (!existsSync(debian)) return undefined
  return readdirSync(debian)
    .toSorted((one, other) => Number(other) - Number(one))
    .map((release) => join(debian, release, 'bin'))
    .find((folder) => existsSync(join(folder, 'postgres')))
}

/** PostgreSQL refuses to run as root: the account of nobody does, which every system has. */
const nobody = 65_534

export async function startPostgresql(programs: string): Promise<RealPostgresql> {
  const folder = mkdtempSync(join(tmpdir(), 'llmflow-pg-'))
  const isRoot = process.getuid?.() === 0
  const account = isRoot ? { uid: nobody, gid: nobody } : {}
  if (isRoot) chownSync(folder, nobody, nobody)
  const data = join(folder, 'data')
  const initialise = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8']
  const how = { ...account, cwd: folder, stdio: 'ignore' } as const
  execFileSync(join(programs, 'initdb'), initialise, how)
  const start = (): ChildProcess => {
    const settings = ['-c', 'listen_addresses=', '-c', 'max_connections=50']
    return spawn(join(programs, 'postgres'), ['-D', data, '-k', folder, ...settings], how)
  }
  let server = start()
  const connect = (): Records =>
    connectRecords({
      host: folder,
      port: 5432,
      database: 'postgres',
      user: 'postgres',
      connectionsMax: 8,
      timeoutMs: 2000,
    })
  const records = connect()
  await untilServing(records)
  await migrate(records)
  return {
    records,
    connect,
    async crash() {
      const ended = once(server, 'exit')
      server.kill('SIGQUIT')
      await ended
      server = start()
    },
    async close() {
      await records.close()
      const ended = once(server, 'exit')
      server.kill('SIGINT')
      await ended
      await rm(folder, { recursive: true })
    },
  }
}

async function untilServing(records: Records): Promise<void> {
  for (const endMs = Date.now() + 30_000; ;) {
    try {
      await records.query(z.unknown(), 'SELECT 1')
      return
    } catch (error) {
      assert(Date.now() < endMs, `PostgreSQL does not start: ${String(error)}`)
      await pause(50)
    }
  }
}
