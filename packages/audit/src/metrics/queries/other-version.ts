// Reports metrics that other versions of a program export than those that run here.

import { findSeries, type KnownSeries } from '@llmflow/catalog'
import { diagnostic } from '@llmflow/spec'
import type { AuditRule } from '../../rule.js'
import { contractOf } from './contract.js'

export const metricOfOtherVersion: AuditRule = (graph) =>
  contractOf(graph).queries.flatMap((query) =>
    query.uses.flatMap(({ name, status }) => {
      if (status.kind !== 'gone' || hasAlternative(query.expression.excerpt.text)) return []
      const { series, version, until, successor, note } = status
      const metric = name.text
      const isCertain =
        successor !== '' && !successor.includes('<') && isSameKind(series, successor)
      return [
        diagnostic(
          'metrics/other-version',
          query.expression.excerpt.place(name.start, name.end - name.start),
          {
            metric,
            program: series.exporter.title,
            version,
            until,
            successor,
            ...(note === undefined ? {} : { note }),
          },
          {
            advice: isCertain ? [{ kind: 'diff', remove: metric, add: successor }] : [],
          },
        ),
      ]
    }),
  )

/** `a or b` asks for the names of two versions on purpose. */
const hasAlternative = (text: string): boolean => /\bor\b/i.test(text)

/** A gauge of a rate and the counter behind it say the same, but not in the same query. */
const isSameKind = (series: KnownSeries, successor: string): boolean =>
  findSeries(successor).some(({ metric }) => metric.type === series.metric.type)
