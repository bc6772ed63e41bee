// A database belongs to one data directory: its records name files and passages that lie in that one alone.

import { z } from 'zod'
import { RuntimeError } from '../error.js'
import type { Records } from '../ports/records.js'

/** Throws `data-directory` when the records are another directory's. */
export async function claimRecords(records: Records, directoryId: string): Promise<void> {
  await records.execute('INSERT INTO data_directory (id) VALUES ($1) ON CONFLICT DO NOTHING', [
    directoryId,
  ])
  const [owner] = await records.query(ownerRow, 'SELECT id FROM data_directory')
  if (owner?.id === directoryId) return
  throw new RuntimeError(
    'data-directory',
    `the database holds the records of another data directory (${owner?.id ?? 'unknown'}): start with that directory, ` +
      'or name an empty database with LLMFLOW_DATABASE_NAME',
  )
}

const ownerRow = z.object({ id: z.string() })
