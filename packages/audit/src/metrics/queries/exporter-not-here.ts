// Reports metrics that only LLMFlow's own runtime exports, where nothing runs it.

import { diagnostic } from '@llmflow/spec'
import type { AuditRule } from '../../rule.js'
import { contractOf } from './contract.js'

/** Other programs have exporters that may run elsewhere; a runtime that is a part of the platform runs with it. */
const ownRuntime = 'llmflow'

export const exporterNotHere: AuditRule = (graph) => {
  const contract = contractOf(graph)
  return contract.queries.flatMap(({ expression, uses }) =>
    uses.flatMap(({ name, status }) => {
      if (status.kind !== 'known') return []
      const exporter = status.series[0]?.exporter
      if (exporter === undefined || exporter.software !== ownRuntime) return []
      if (contract.runs(exporter)) return []
      return [
        diagnostic(
          'metrics/exporter-not-here',
          expression.excerpt.place(name.start, name.end - name.start),
          { metric: name.text, program: exporter.title },
        ),
      ]
    }),
  )
}
