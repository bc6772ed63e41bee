// The series of the log pipeline: the agent on every node and the stores behind it.

import { fluentBitMetrics } from '../components/fluent-bit/metrics.js'
import { lokiMetrics } from '../components/loki/metrics.js'
import { opensearchMetrics } from '../components/opensearch/metrics.js'
import type { Exporter } from './exporter.js'

/** The lists hold what alerts and panels use; an unlisted name of theirs says nothing, so no opening is claimed. */
export const logExporters: readonly Exporter[] = [
  {
    software: 'fluent-bit',
    title: 'Fluent Bit',
    prefixes: [],
    releases: [{ from: '3.2', to: '3.2', metrics: fluentBitMetrics }],
  },
  {
    software: 'opensearch',
    part: 'exporter',
    title: 'elasticsearch_exporter',
    prefixes: [],
    releases: [{ from: '1.8', to: '1.8', metrics: opensearchMetrics }],
  },
  {
    software: 'loki',
    title: 'Loki',
    prefixes: [],
    releases: [{ from: '3.3', to: '3.3', metrics: lokiMetrics }],
  },
]
