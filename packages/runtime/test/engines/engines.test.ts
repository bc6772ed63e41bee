// Starts the engines on a PostgreSQL at an address: the embedded one, reached by TCP.

import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, assert, beforeAll, expect, it } from 'vitest'
import { embeddedConfiguration } from '../../src/configuration.js'
import { openDataDirectory } from '../../src/data-directory/open.js'
import { makeClosers } from '../../src/engines/closers.js'
import { startEngines } from '../../src/engines/engines.js'
import { makeEngineStates } from '../../src/engines/states.js'
import { startTestRecords, type TestRecords } from '../embedded-records.js'

let embedded: TestRecords
let server: Server
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'llmflow-engines-'))
  embedded = await startTestRecords()
  server = await listenFor(join(embedded.folder, '.s.PGSQL.5432'))
}, 60_000)

afterAll(async () => {
  server.close()
  await embedded.close()
  await rm(folder, { recursive: true, force: true })
})

async function listenFor(socket: string): Promise<Server> {
  const listening = createServer((client) => {
    const database = connect(socket)
    client.pipe(database).pipe(client)
    client.on('error', () => database.destroy())
    database.on('error', () => client.destroy())
  })
  listening.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  return listening
}

const environment = {
  LLMFLOW_DATABASE_USER: 'postgres',
  LLMFLOW_DATABASE_NAME: 'postgres',
  LLMFLOW_DATABASE_CONNECTIONS: '1',
}

/** Starts them on a data directory and ends them again. */
async function startOnce(name: string): Promise<void> {
  const address = server.address()
  assert(typeof address === 'object' && address !== null)
  const records = { engine: 'postgresql', address: `127.0.0.1:${address.port}` }
  const closers = makeClosers()
  const directory = await openDataDirectory(join(folder, name))
  closers.add('data directory', () => directory.close())
  const configuration = { ...embeddedConfiguration, records }
  try {
    await startEngines(configuration, environment, directory, closers, makeEngineStates())
  } finally {
    await closers.closeAll((engine, error) => expect.fail(`${engine}: ${String(error)}`))
  }
}

it('serve the records of one data directory, each time it starts, and no other’s', async () => {
  await startOnce('first')
  await expect(startOnce('second')).rejects.toMatchObject({ code: 'data-directory' })
  await startOnce('first')
}, 60_000)
