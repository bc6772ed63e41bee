// Embedded records for tests: a copy of one prepared directory, since making a new one takes seconds.

import { cp, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, assert } from 'vitest'
import { z } from 'zod'
import { startPglite, type EmbeddedRecords } from '../src/adapters/pglite/start.js'
import { migrate } from '../src/schema/migrate.js'

const { dependencies } = z
  .object({ dependencies: z.record(z.string(), z.string()) })
  .parse(createRequire(import.meta.url)('../package.json'))

/** Another version of PGlite makes a template of its own. */
const template = join(
  tmpdir(),
  `llmflow-test-records-${userInfo().uid}-${dependencies['@electric-sql/pglite'] ?? ''}`,
)

export type TestRecords = EmbeddedRecords & {
  readonly folder: string
  /** Kills the engine; it is started again, and calls in the meantime are unavailable. */
  crash(): Promise<void>
}

/** Starts records with all tables in a folder of their own; `close` also removes the folder. */
export async function startTestRecords(
  options: Parameters<typeof startPglite>[1] = {},
): Promise<TestRecords> {
  const folder = await mkdtemp(join(tmpdir(), 'llmflow-records-'))
  await copyTemplate(join(folder, 'records'))
  const places = { records: join(folder, 'records'), sockets: folder }
  const embedded = await startPglite(places, options)
  await migrate(embedded.records)
  return {
    ...embedded,
    folder,
    async crash() {
      const pid = embedded.pid()
      assert(pid !== undefined)
      process.kill(pid, 'SIGKILL')
      while (embedded.pid() === pid) await pause(5)
    },
    async close() {
      await embedded.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** One engine for all suites of a file: it starts when the first asks and ends with the file. */
export function shareTestRecords(): () => Promise<TestRecords> {
  let started: Promise<TestRecords> | undefined
  afterAll(async () => {
    await (await started)?.close()
  })
  return async () => {
    started ??= startTestRecords()
    return { ...(await started), close: () => Promise.resolve() }
  }
}

async function copyTemplate(directory: string): Promise<void> {
  const isThere = await stat(template).then(
    () => true,
    () => false,
  )
  if (!isThere) await makeTemplate()
  await cp(template, directory, { recursive: true })
}

/** Several test files may do so at once: the first one's stays. */
async function makeTemplate(): Promise<void> {
  const folder = await mkdtemp(`${template}-`)
  const embedded = await startPglite({ records: join(folder, 'records'), sockets: folder })
  await embedded.close()
  await rename(join(folder, 'records'), template).catch(() => undefined)
  await rm(folder, { recursive: true, force: true })
}
