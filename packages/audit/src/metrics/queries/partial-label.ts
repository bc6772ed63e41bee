// Reports texts that name a label which repeats, without one that tells the repeated ones apart.

import { diagnostic } from '@llmflow/spec'
import type { AuditRule } from '../../rule.js'
import { contractOf } from './contract.js'
import { exporterOf } from './known-labels.js'
import { labelReferences } from './templates.js'

export const partialLabel: AuditRule = (graph) =>
  contractOf(graph).queries.flatMap(({ expression, uses }) => {
    const partial = uses.map(({ status }) => exporterOf(status)?.partialLabels ?? {})
    return labelReferences(expression).flatMap((references) => {
      const named = new Set(references.map(({ label }) => label))
      return references.flatMap(({ label, place }) => {
        const others = partial.find((labels) => Object.hasOwn(labels, label))?.[label]
        // A matcher on one of them leaves a single series for each value.
        const isFixed = uses.every(({ selector }) =>
          selector.matchers.some((matcher) => others?.includes(matcher.label.text) === true),
        )
        if (others === undefined || isFixed || others.some((other) => named.has(other))) return []
        return [
          diagnostic('metrics/partial-label', place, {
            label,
            others: others.slice(0, 1).join(', '),
          }),
        ]
      })
    })
  })
