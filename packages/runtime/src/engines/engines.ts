// Starts everything that keeps, finds and reads: one after the other, and ends it in the opposite order.

import { mkdir, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { openDiskObjects } from '../adapters/disk/objects.js'
import { makeTableGraph } from '../adapters/graph-tables/graph.js'
import { startIndexProcess, type IndexProcess } from '../adapters/lancedb/index-process.js'
import { startParser } from '../adapters/parser/parser.js'
import { startPglite } from '../adapters/pglite/start.js'
import { connectRecords } from '../adapters/postgresql/records.js'
import type { Configuration } from '../configuration.js'
import type { DataDirectory } from '../data-directory/open.js'
import { describeError, type Log } from '../log.js'
import type { Graph } from '../ports/graph.js'
import type { Objects } from '../ports/objects.js'
import type { Parser } from '../ports/parser.js'
import type { Records } from '../ports/records.js'
import { claimRecords } from '../schema/claim.js'
import { migrate } from '../schema/migrate.js'
import type { Closers } from './closers.js'
import { databaseOf } from './database.js'
import type { EngineStates } from './states.js'

export type Engines = {
  readonly directory: DataDirectory
  readonly records: Records
  readonly objects: Objects
  readonly index: IndexProcess
  readonly graph: Graph
  readonly parser: Parser
  /** Where files lie while they are read; empty at each start. */
  readonly workFolder: string
  /** Documents that are read at the same time. */
  readonly readers: number
}

type Environment = { readonly [name: string]: string | undefined }

/** Adds what it starts to the closers, so that a start that fails half way ends what it had begun. */
export async function startEngines(
  configuration: Configuration,
  environment: Environment,
  directory: DataDirectory,
  closers: Closers,
  states: EngineStates,
): Promise<Engines> {
  const [records, index] = await Promise.all([
    startRecords(configuration, environment, directory, closers),
    startIndex(directory, closers),
  ])
  await migrate(records)
  // Embedded records lie in the directory itself.
  if (configuration.records.engine !== 'pglite') await claimRecords(records, directory.id)
  await directory.markMigrated()
  states.set('records', 'on', configuration.records.engine)
  states.set('text', 'on', configuration.textIndex.engine)
  states.set('graph', 'on', configuration.graph.engine)
  const workFolder = join(directory.path, 'work')
  await rm(workFolder, { recursive: true, force: true })
  await mkdir(workFolder, { recursive: true, mode: 0o700 })
  const readers = Math.max(1, Math.min(4, availableParallelism() - 1))
  const parser = startParser({ processes: readers })
  closers.add('parser', () => parser.close())
  states.set('parser', 'on', 'in this machine')
  return {
    directory,
    records,
    objects: await openDiskObjects(directory.objects),
    index,
    graph: makeTableGraph(records),
    parser,
    workFolder,
    readers,
  }
}

async function startIndex(directory: DataDirectory, closers: Closers): Promise<IndexProcess> {
  const index = await startIndexProcess(directory.index)
  closers.add('index', () => index.close())
  return index
}

async function startRecords(
  { records: { engine, address } }: Configuration,
  environment: Environment,
  directory: DataDirectory,
  closers: Closers,
): Promise<Records> {
  if (engine === 'pglite') {
    const embedded = await startPglite(directory)
    closers.add('records', () => embedded.close())
    return embedded.records
  }
  const records = connectRecords(databaseOf(address, environment))
  closers.add('records', () => records.close())
  return records
}

/** Ends everything; what does not end in order is told, and the rest goes on ending. */
export async function endEngines(closers: Closers, log: Log): Promise<void> {
  await closers.closeAll((name, error) => {
    log.error('did not end in order', { engine: name, error: describeError(error) })
  })
}
