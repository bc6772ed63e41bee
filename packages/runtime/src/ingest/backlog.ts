// Counts the documents that wait, for the metrics that alerts watch.

import { z } from 'zod'
import type { Records } from '../ports/records.js'

const row = z.object({ tenant: z.string(), documents: z.number(), oldestAgeSeconds: z.number() })

type Tell = (tenant: string, documents: number, oldestAgeSeconds: number) => void

/** Of every tenant, also those for whom nothing waits: a gauge that is not set any more would stay where it was. */
export async function countBacklog(records: Records, tell: Tell): Promise<void> {
  const waiting = await records.query(
    row,
    `SELECT t.name AS tenant, count(d.id)::int AS documents,
       coalesce(max(extract(epoch FROM now() - d.updated_at)), 0)::float8 AS "oldestAgeSeconds"
     FROM tenants t LEFT JOIN documents d ON d.tenant_id = t.id AND d.stage NOT IN ('ready', 'failed')
     GROUP BY t.name`,
  )
  for (const { tenant, documents, oldestAgeSeconds } of waiting) {
    tell(tenant, documents, oldestAgeSeconds)
  }
}
