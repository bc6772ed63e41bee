// PGlite on a directory, with what we ask of it.

import { PGlite } from '@electric-sql/pglite'
import { DurableFiles } from './durable-files.js'

/**
 * Commits that reach the disk, which PGlite's own `-F` would turn off. A page that is not among the buffers is read
 * through Node, which takes ten times as long as to find it there: with 32 MB a search in the graph of 100,000 chunks
 * took a fifth longer. Buffers take memory when they are used, not before.
 */
const settings = [
  'wal_sync_method=fsync',
  'shared_buffers=128MB',
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
