// Reads what LanceDB found.

import { z } from 'zod'
import type { Hit } from '../../ports/text-index.js'

const foundRow = z.object({
  chunk_id: z.string(),
  _score: z.number().optional(),
  _distance: z.number().optional(),
})

/** The best first; a chunk that stands twice, because its replacement was cut short, counts once. */
export function hitsOf(
  rows: readonly unknown[],
  scoreOf: (row: z.infer<typeof foundRow>) => number,
): readonly Hit[] {
  const hits = rows.map((row) => {
    const found = foundRow.parse(row)
    return { chunkId: found.chunk_id, score: scoreOf(found) }
  })
  const best = new Map<string, Hit>()
  for (const hit of hits.toSorted(byScore)) if (!best.has(hit.chunkId)) best.set(hit.chunkId, hit)
  return [...best.values()]
}

const byScore = (left: Hit, right: Hit): number =>
  right.score - left.score || (left.chunkId < right.chunkId ? -1 : 1)
