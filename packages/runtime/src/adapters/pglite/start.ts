// Starts the embedded records: a process on a directory, and a connection to it.

import { rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { RuntimeError } from '../../error.js'
import type { Records } from '../../ports/records.js'
import { connectRecords } from '../postgresql/records.js'
import { startChild } from '../process/child.js'
import { superviseChild } from '../process/supervise.js'

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

const main = new URL('./main.js', import.meta.url)

/** Part of the socket's name, as PostgreSQL's clients want it. */
const port = 5432

/** Starts it within seconds; a process that dies is started again, and calls in between are `unavailable`. */
export async function startPglite({
  records: directory,
  sockets,
}: Places): Promise<EmbeddedRecords> {
  await initialise(directory)
  const child = await superviseChild({
    name: 'records',
    module: main,
    arguments: [directory, join(sockets, `.s.PGSQL.${port}`)],
  })
  const records = connectRecords({
    host: sockets,
    port,
    database: 'postgres',
    user: 'postgres',
    connectionsMax: 1,
    // Nothing can interrupt a statement in it, so it is the process that ends.
    onStuck: () => kill(child.pid()),
  })
  return {
    records,
    pid: () => child.pid(),
    async close() {
      await records.close()
      await child.close()
    },
  }
}

/**
 * Makes a new directory aside and moves it to its place when it is whole; so a start that is killed is no ruin. In a
 * process of its own, because it takes much memory.
 */
async function initialise(directory: string): Promise<void> {
  if (await exists(directory)) return
  const fresh = `${directory}.new`
  await rm(fresh, { recursive: true, force: true })
  const child = await startChild({ name: 'records', module: main, arguments: [fresh] })
  await child.close(60_000)
  if (!(await exists(join(fresh, 'PG_VERSION')))) {
    throw new RuntimeError('data-directory', `the records cannot be made in ${directory}`)
  }
  await rename(fresh, directory)
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

function kill(pid: number | undefined): void {
  if (pid !== undefined) process.kill(pid, 'SIGKILL')
}
