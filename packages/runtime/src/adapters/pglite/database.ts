// PGlite on a directory, with what we ask of it.

import { PGlite } from '@electric-sql/pglite'
import { DurableFiles } from './durable-files.js'

/**
 * Commits that reach the disk, which PGlite's own `-F` would turn off, and a smaller memory than PostgreSQL's usual
 * one: one connection needs no 128 MB of buffers beside the system's own cache.
 */
const settings = [
  'wal_sync_method=fsync',
  'shared_buffers=32MB',
  'wal_buffers=1MB',
  'max_wal_size=128MB',
  'jit=off',
  // Statistics are taken while nobody else is served.
  'default_statistics_target=20',
]

const startParameters = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...settings.flatMap((setting) => ['-c', setting]),
]

/** Opens the database, made if it is not there. Nobody else may have it open: hold its lock. */
export function openDatabase(directory: string): Promise<PGlite> {
  return PGlite.create({ fs: new DurableFiles(directory), startParams: startParameters })
}
