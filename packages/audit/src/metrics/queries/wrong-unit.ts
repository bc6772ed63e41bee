// Reports alerts whose text calls milliseconds seconds.

import { diagnostic } from '@llmflow/spec'
import type { AuditRule } from '../../rule.js'
import { contractOf } from './contract.js'
import { exporterOf } from './known-labels.js'
import { comparisonOf, quantityOf } from './quantity.js'
import { printedSeconds } from './templates.js'

export const wrongUnit: AuditRule = (graph) =>
  contractOf(graph).queries.flatMap((query) => {
    const { root } = query.parsed
    const place = printedSeconds(query.expression)
    if (root === undefined || place === undefined) return []
    if (quantityOf(query, root)?.unit !== 'milliseconds') return []
    const exporter = query.uses
      .map(({ status }) => exporterOf(status))
      .find((found) => found?.timeUnit === 'milliseconds')
    const comparison = comparisonOf(root)
    const threshold = comparison === undefined ? '' : `${comparison.threshold}`
    return [
      diagnostic('metrics/wrong-unit', place, {
        program: exporter?.title ?? query.uses[0]?.name.text ?? '',
        threshold,
      }),
    ]
  })
