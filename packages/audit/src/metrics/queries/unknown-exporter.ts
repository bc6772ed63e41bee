// Says once for each file which metrics it could not judge.

import { diagnostic, type Location } from '@llmflow/spec'
import type { AuditRule } from '../../rule.js'
import { contractOf } from './contract.js'

/** Most names that one notice lists. */
const listedMax = 20

export const unknownExporter: AuditRule = (graph) => {
  const byDocument = new Map<string, Map<string, Location>>()
  for (const { expression, uses } of contractOf(graph).queries) {
    for (const { name, status } of uses) {
      // A colon is what recording rules put into names; they may stand in other files.
      if (status.kind !== 'unknown' || name.text.includes(':')) continue
      const place = expression.excerpt.place(name.start, name.end - name.start)
      const names = byDocument.get(place.document) ?? new Map<string, Location>()
      if (!names.has(name.text)) names.set(name.text, place)
      byDocument.set(place.document, names)
    }
  }
  return [...byDocument.values()].flatMap((names) => {
    const [first] = names
    if (first === undefined) return []
    const [metric, place] = first
    const items = [...names.keys()].slice(0, listedMax)
    return [
      diagnostic(
        'metrics/unknown-exporter',
        place,
        { metric, count: names.size },
        {
          // Where the files are all there is, nothing else could export them.
          severity: graph.isComplete ? 'warning' : 'info',
          advice: names.size === 1 ? [] : [{ kind: 'list', items }],
        },
      ),
    ]
  })
}
