// The process that makes a new directory of records, and ends.

import { rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncPath, syncTree } from '../../data-directory/durable.js'
import { lockRecords } from '../../data-directory/lock.js'
import { serve } from '../process/serve.js'
import { openDatabase } from './database.js'

const [directory = ''] = process.argv.slice(2)

process.umask(0o077)

/** It becomes what it is called when it is whole: a start that is killed leaves no ruin in its place. */
await serve(async () => {
  const lock = await lockRecords(directory)
  const fresh = `${directory}.new`
  await rm(fresh, { recursive: true, force: true })
  const database = await openDatabase(fresh)
  await database.close()
  await syncTree(fresh)
  await rename(fresh, directory)
  await syncPath(dirname(directory))
  lock.release()
  return {}
})
