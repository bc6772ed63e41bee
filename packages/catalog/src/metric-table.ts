// Reads metric names from compact lists, because an exporter has hundreds that share type and labels.

import type { MetricFact, MetricType } from './facts.js'

/** Series of one type with the same labels; names and labels are separated by white space. */
export type MetricGroup = readonly [type: MetricType, labels: string, names: string]

/** The metrics of all groups; `details` adds what is known of single ones. */
export function metricTable(
  groups: readonly MetricGroup[],
  details: { readonly [name: string]: Partial<Pick<MetricFact, 'help' | 'unit' | 'buckets'>> } = {},
): readonly MetricFact[] {
  return groups.flatMap(([type, labels, names]) =>
    wordsOf(names).map((name) => ({
      name,
      type,
      labels: wordsOf(labels),
      help: '',
      ...details[name],
    })),
  )
}

const wordsOf = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '')
