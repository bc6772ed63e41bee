// The process that holds the embedded records: PGlite on a directory, served on a unix socket to one connection.

import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { rm } from 'node:fs/promises'
import { serve } from '../process/serve.js'
import { DurableFiles } from './durable-files.js'

const [directory = '', socket = ''] = process.argv.slice(2)

// Nobody but the owner may connect, and files that PGlite makes are the owner's alone.
process.umask(0o077)

/**
 * Synchronous commits that reach the disk, which PGlite's own `-F` would turn off, and a smaller memory than
 * PostgreSQL's usual one: one connection needs no 128 MB of buffers beside the system's own cache.
 */
const settings = [
  'wal_sync_method=fsync',
  'shared_buffers=32MB',
  'wal_buffers=1MB',
  'max_wal_size=128MB',
  'jit=off',
]

const startParameters = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...settings.flatMap((setting) => ['-c', setting]),
]

await serve(async () => {
  const database = await PGlite.create({
    fs: new DurableFiles(directory),
    startParams: startParameters,
  })
  if (socket === '') return { close: () => database.close() }
  await rm(socket, { force: true })
  const server = new PGLiteSocketServer({ db: database, path: socket, maxConnections: 1 })
  await server.start()
  return {
    async close() {
      await server.stop()
      await database.close()
    },
  }
})
