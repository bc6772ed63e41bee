// Finds who exports a series by its name, and who would by the opening of the name.

import type { MetricFact } from '../facts.js'
import { dcgmExporter } from './accelerators.js'
import { storeExporters } from './data-stores.js'
import type { Exporter, ExporterRelease, PastMetric, WrongPrefix } from './exporter.js'
import { infrastructureExporters } from './infrastructure.js'
import { cadvisorExporter, kubeStateMetricsExporter } from './kubernetes.js'
import { logExporters } from './logs.js'
import { monitoringExporters } from './monitoring.js'
import { neo4jExporter } from './neo4j.js'
import { nodeExporter } from './nodes.js'
import { serviceExporters } from './services.js'
import { vllmRouterExporter } from './vllm-router.js'
import { vllmExporter } from './vllm.js'

const exporters: readonly Exporter[] = [
  vllmExporter,
  vllmRouterExporter,
  ...serviceExporters,
  ...storeExporters,
  neo4jExporter,
  dcgmExporter,
  kubeStateMetricsExporter,
  cadvisorExporter,
  nodeExporter,
  ...logExporters,
  ...monitoringExporters,
  ...infrastructureExporters,
]

/** What a histogram or a summary appends to its name. */
export type SeriesEnding = '' | '_bucket' | '_sum' | '_count'

/** A metric of an exporter under a name, at one release or at versions without a list of their own. */
export type KnownSeries = {
  readonly exporter: Exporter
  readonly metric: MetricFact
  readonly ending: SeriesEnding
  readonly release: ExporterRelease | undefined
  readonly past: PastMetric | undefined
}

type Entry = Omit<KnownSeries, 'ending'>

const entries: readonly Entry[] = exporters.flatMap((exporter) => [
  ...exporter.releases.flatMap((release) =>
    release.metrics.metrics.map((metric) => ({ exporter, metric, release, past: undefined })),
  ),
  ...(exporter.past ?? []).map((past) => ({
    exporter,
    metric: past.metric,
    release: undefined,
    past,
  })),
])

const byName = new Map<string, readonly Entry[]>()
for (const entry of entries) {
  byName.set(entry.metric.name, [...(byName.get(entry.metric.name) ?? []), entry])
}

/** Every name that is known, without those that are patterns. */
export const metricNames: readonly string[] = [...byName.keys()].filter(
  (name) => !name.includes('<'),
)

/** Names with words that are known only where it runs: `neo4j_database_<database>_…`. */
const patterns = entries
  .filter(({ metric }) => metric.name.includes('<'))
  .map((entry) => ({ entry, pattern: patternOf(entry.metric.name) }))

function patternOf(name: string): RegExp {
  const source = name.replaceAll(/<\w+>/g, '[A-Za-z0-9_]+')
  return new RegExp(`^${source}$`)
}

const endings = ['', '_bucket', '_sum', '_count'] as const

/** Everything that is known under a name. */
export function findSeries(name: string): readonly KnownSeries[] {
  return endings.flatMap((ending) => {
    if (!name.endsWith(ending)) return []
    const base = name.slice(0, name.length - ending.length)
    return entriesOf(base)
      .filter(({ metric }) => ending === '' || has(metric, ending))
      .map((entry) => ({ ...entry, ending }))
  })
}

const has = ({ type }: MetricFact, ending: SeriesEnding): boolean =>
  type === 'histogram' || (type === 'summary' && ending !== '_bucket')

function entriesOf(name: string): readonly Entry[] {
  const exact = byName.get(name)
  if (exact !== undefined) return exact
  return patterns.filter(({ pattern }) => pattern.test(name)).map(({ entry }) => entry)
}

/** The exporter to whom a name belongs by how it opens. */
export type ClaimedName = {
  readonly exporter: Exporter
  /** Set when nothing opens its names like this, although people write it. */
  readonly wrongPrefix: WrongPrefix | undefined
}

export function exporterClaiming(name: string): ClaimedName | undefined {
  for (const exporter of exporters) {
    const wrongPrefix = exporter.wrongPrefixes?.find(({ written }) => name.startsWith(written))
    if (wrongPrefix !== undefined) return { exporter, wrongPrefix }
    if (exporter.prefixes.some((prefix) => name.startsWith(prefix))) {
      return { exporter, wrongPrefix: undefined }
    }
  }
  return undefined
}
