// Removes files of no document: what an upload had stored when it was killed before its row was.

import { z } from 'zod'
import { timeOfId } from '../identifier.js'
import type { Objects } from '../ports/objects.js'
import type { Records } from '../ports/records.js'

const dataset = z.object({ id: z.string(), tenantId: z.string() })
const stored = z.object({ objectKey: z.string() })

/** Spares what was stored at that time or later: its row may be on its way. Goes on until all is looked at, or aborted. */
export async function sweepObjects(
  { records, objects }: { readonly records: Records; readonly objects: Objects },
  beforeMs: number,
  signal: AbortSignal,
): Promise<void> {
  const datasets = await records.query(dataset, `SELECT id, tenant_id AS "tenantId" FROM datasets`)
  for (const { id, tenantId } of datasets) {
    if (signal.aborted) return
    const keys = await objects.list(`documents/${tenantId}/${id}/`)
    const old = keys.filter((key) => madeAtMs(key) < beforeMs)
    if (old.length === 0) continue
    const sql = `SELECT object_key AS "objectKey" FROM documents WHERE dataset_id = $1`
    const rows = await records.query(stored, sql, [id])
    const wanted = new Set(rows.map(({ objectKey }) => objectKey))
    for (const key of old) if (!wanted.has(key)) await objects.remove(key)
  }
}

/** Keys end with an identifier. */
const madeAtMs = (key: string): number => timeOfId(key.slice(key.lastIndexOf('/') + 1))
