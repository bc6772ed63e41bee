// Finds heatmaps whose query is a plain gauge, so that there are no buckets to show.

import { findSeries } from '@llmflow/catalog'
import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { Expression } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'

export const heatmap: AuditRule = ({ expressions }) =>
  expressions
    .filter(({ use, field }) => use === 'panel' && field.get('type').text === 'heatmap')
    .flatMap(plainGauge)

/** Panels may be told to count values into buckets themselves. */
function plainGauge({ excerpt, field }: Expression): readonly Diagnostic[] {
  const metric = /^\s*([a-zA-Z_:][\w:]*)\s*(?:\{[^{}]*\})?\s*$/.exec(excerpt.text)?.[1]
  if (metric === undefined || !isGauge(metric)) return []
  if (field.get('options', 'calculate').value === true) return []
  const start = excerpt.text.indexOf(metric)
  return [
    diagnostic('metrics/heatmap-without-buckets', excerpt.place(start, metric.length), { metric }),
  ]
}

/** Everybody who exports the name must mean a gauge by it. */
function isGauge(name: string): boolean {
  const known = findSeries(name)
  return known.length > 0 && known.every(({ metric }) => metric.type === 'gauge')
}
