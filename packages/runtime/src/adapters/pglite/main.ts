// The process that holds the embedded records: PGlite on a directory, served on a unix socket.

import type { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { rm } from 'node:fs/promises'
import { lockRecords } from '../../data-directory/lock.js'
import { serve } from '../process/serve.js'
import { openDatabase } from './database.js'
import { inRounds } from './rounds.js'

const [directory = '', socket = ''] = process.argv.slice(2)

// Nobody but the owner may connect, and files that PGlite makes are the owner's alone.
process.umask(0o077)

/** One serves; the second may already knock while the server takes leave of the first. */
const connectionsMax = 2

await serve(async () => {
  const lock = await lockRecords(directory)
  const database = await openDatabase(directory)
  database.execProtocolRawStream = inRounds(database.execProtocolRawStream.bind(database))
  endWhenBroken(database)
  await rm(socket, { force: true })
  const server = new PGLiteSocketServer({
    db: database,
    path: socket,
    maxConnections: connectionsMax,
  })
  await server.start()
  return {
    async close() {
      await server.stop()
      await database.close()
      lock.release()
    },
  }
})

/** Whatever a statement does wrong is answered in the protocol; an engine that throws is lost, and is started again. */
function endWhenBroken(database: PGlite): void {
  const execute = database.execProtocolRawStream.bind(database)
  database.execProtocolRawStream = async (...input) => {
    try {
      await execute(...input)
    } catch (error) {
      console.error('the engine of the records broke:', error)
      process.exit(70)
    }
  }
}
