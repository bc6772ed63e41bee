// Starts the embedded records: a process on a directory, and a connection to it.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Records } from '../../ports/records.js'
import { connectRecords } from '../postgresql/records.js'
import { startChild } from '../process/child.js'
import { superviseChild } from '../process/supervise.js'
import { keepMaintained } from './maintain.js'

export type EmbeddedRecords = {
  readonly records: Records
  /** The process that serves now; undefined while it is started again. */
  pid(): number | undefined
  close(): Promise<void>
}

type Places = {
  /** The folder that PGlite owns; made when it is not there. */
  readonly records: string
  /** A folder of mode 0700 with a path of at most 85 bytes. */
  readonly sockets: string
}

type Options = {
  /** Of one statement. */
  readonly timeoutMs?: number
}

/** Part of the socket's name, as PostgreSQL's clients want it. */
const port = 5432

/** Starts it within seconds; a process that dies is started again, and calls in between are `unavailable`. */
export async function startPglite(
  { records: directory, sockets }: Places,
  { timeoutMs }: Options = {},
): Promise<EmbeddedRecords> {
  if (!existsSync(directory)) await create(directory)
  const child = await superviseChild({
    name: 'records',
    module: new URL('./main.js', import.meta.url),
    // Its start takes half a second: that is pause enough.
    settledAfterMs: 50,
    arguments: [directory, join(sockets, `.s.PGSQL.${port}`)],
  })
  const records = connectRecords({
    host: sockets,
    port,
    database: 'postgres',
    user: 'postgres',
    connectionsMax: 1,
    keepsStatements: true,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    // Nothing can interrupt a statement in it, so it is the process that ends.
    onStuck: () => kill(child.pid()),
  })
  const stopMaintaining = keepMaintained(records)
  return {
    records,
    pid: () => child.pid(),
    async close() {
      stopMaintaining()
      await records.close()
      await child.close()
    },
  }
}

/** In a process of its own, because it takes much memory and gives none back. */
async function create(directory: string): Promise<void> {
  const child = await startChild({
    name: 'records',
    module: new URL('./create.js', import.meta.url),
    arguments: [directory],
    startWithinMs: 180_000,
  })
  await child.close()
}

function kill(pid: number | undefined): void {
  if (pid !== undefined) process.kill(pid, 'SIGKILL')
}
