// Reads every query of the graph once, and looks up its metrics at the versions that run here.

import {
  compareVersions,
  exporterClaiming,
  findSeries,
  metricNames,
  versionIn,
  type Bilingual,
  type ClaimedName,
  type Exporter,
  type KnownSeries,
} from '@llmflow/catalog'
import type { Expression, Graph } from '../../graph/graph.js'
import { isTemplate } from '../../graph/lookup.js'
import { adapterQueries } from './adapter-queries.js'
import { nearNames, typoOf, type Candidate } from './near-names.js'
import { parseQuery } from '../promql/parse.js'
import type { Name, ParsedQuery, Selector } from '../promql/query.js'
import { urlQueries } from './url-queries.js'
import { remembered } from '../../graph/remembered.js'

/** What is known of a name where it is used. */
export type MetricStatus =
  /** A recording rule here makes it. */
  | { readonly kind: 'recorded' }
  | {
      readonly kind: 'known'
      readonly series: readonly KnownSeries[]
      /** Whether the series are those of the versions that run here, and not of any version. */
      readonly isExact: boolean
    }
  /** Other versions have it, and those that run here do not. */
  | {
      readonly kind: 'gone'
      readonly series: KnownSeries
      readonly version: string
      readonly until: string
      /** Its name here; empty when there is none. */
      readonly successor: string
      readonly note: Bilingual | undefined
    }
  /** The program that such a name belongs to has none like it. */
  | {
      readonly kind: 'absent'
      readonly exporter: Exporter
      readonly version: string
      /** Whether the whole list of the version that runs here is known. */
      readonly isCertain: boolean
      /** The right name when only the opening of this one is wrong, or what it says for a typo. */
      readonly correction: string
      readonly near: readonly string[]
    }
  /** A histogram's or summary's ending on a metric that is none. */
  | { readonly kind: 'wrong-ending'; readonly series: KnownSeries; readonly base: string }
  | { readonly kind: 'not-listed'; readonly exporter: Exporter; readonly near: readonly string[] }
  | { readonly kind: 'silent'; readonly exporter: Exporter; readonly version: string }
  /** Its program is known and its list is not complete. */
  | { readonly kind: 'unlisted'; readonly exporter: Exporter }
  | { readonly kind: 'unknown' }

/** A metric that a query uses, with the place of its name in the query. */
export type MetricUse = {
  readonly selector: Selector
  readonly name: Name
  readonly status: MetricStatus
}

export type Query = {
  readonly expression: Expression
  readonly parsed: ParsedQuery
  readonly uses: readonly MetricUse[]
}

type Contract = {
  readonly queries: readonly Query[]
  readonly find: (name: string) => MetricStatus
  /** The versions of a program that run here. */
  readonly versionsOf: (exporter: Exporter) => readonly string[]
  readonly runs: (exporter: Exporter) => boolean
}

/** Built at the first question: a graph never changes. */
export const contractOf = remembered(buildContract)

/** What is known of a metric by its name, for those who use one outside of a query. */
export function findMetric(graph: Graph, name: string): MetricStatus {
  return contractOf(graph).find(name)
}

function buildContract(graph: Graph): Contract {
  const recorded = new Set(
    graph.expressions.filter(({ use }) => use === 'recording').map(({ name }) => name),
  )
  const running = runningVersions(graph)
  const versionsOf = (exporter: Exporter): readonly string[] =>
    running.get(keyOf(exporter.software, exporter.part)) ?? []
  const found = new Map<string, MetricStatus>()
  const find = (name: string): MetricStatus => {
    const cached = found.get(name)
    if (cached !== undefined) return cached
    const status = statusOf(name, recorded, versionsOf)
    found.set(name, status)
    return status
  }
  return {
    queries: [...graph.expressions, ...urlQueries(graph), ...adapterQueries(graph)].map(
      (expression) => queryOf(expression, find),
    ),
    find,
    versionsOf,
    runs: ({ software }) => running.has(keyOf(software, undefined)),
  }
}

function queryOf(expression: Expression, find: (name: string) => MetricStatus): Query {
  const parsed = parseQuery(expression.excerpt.text)
  const uses = parsed.selectors.flatMap((selector) => {
    const { metric } = selector
    if (metric === undefined || metric.isTemplate || isTemplate(metric.text)) return []
    return [{ selector, name: metric, status: find(metric.text) }]
  })
  return { expression, parsed, uses }
}

const keyOf = (software: string, part: string | undefined): string => `${software}/${part ?? ''}`

/** Versions by program, and by program and part. A program whose version nothing states has none. */
function runningVersions({ processes }: Graph): ReadonlyMap<string, readonly string[]> {
  const versions = new Map<string, string[]>()
  for (const { software, image } of processes) {
    if (software === undefined) continue
    const version = image === undefined ? undefined : versionIn(image.tag)
    for (const part of new Set([undefined, software.part])) {
      const key = keyOf(software.software.name, part)
      const list = versions.get(key) ?? []
      if (version !== undefined && !list.includes(version)) list.push(version)
      versions.set(key, list)
    }
  }
  return versions
}

function statusOf(
  name: string,
  recorded: ReadonlySet<string>,
  versionsOf: (exporter: Exporter) => readonly string[],
): MetricStatus {
  if (recorded.has(name)) return { kind: 'recorded' }
  const series = findSeries(name)
  const [first] = series
  if (first !== undefined)
    return ownersHere(series, versionsOf) ?? standing(series, first, versionsOf(first.exporter))
  const claimed = exporterClaiming(name)
  const ending = wrongEnding(name)
  if (ending !== undefined) return ending
  return claimed === undefined
    ? misspelt(name)
    : unlisted(name, claimed, versionsOf(claimed.exporter))
}

/** A name that opens like those of a program and that no list of it has. */
function unlisted(
  name: string,
  { exporter, wrongPrefix }: ClaimedName,
  versions: readonly string[],
): MetricStatus {
  const listed = exporter.releases.filter(({ metrics }) => metrics.isComplete === true)
  const [version = ''] = versions
  const isCertain =
    version !== '' &&
    versions.every((running) => listed.some((release) => covers(release, running)))
  if (listed.length > 0 && listed.every(({ metrics }) => metrics.metrics.length === 0)) {
    return isCertain ? { kind: 'silent', exporter, version } : { kind: 'unlisted', exporter }
  }
  const right =
    wrongPrefix === undefined ? name : wrongPrefix.right + name.slice(wrongPrefix.written.length)
  const candidates = candidatesOf(exporter, version)
  const near = nearNames(right, candidates)
  if (exporter.listedBy !== undefined) return { kind: 'not-listed', exporter, near }
  const correction = correctionOf(exporter, right, candidates)
  // A version whose list is not known may have it.
  const isFalse = isCertain || wrongPrefix !== undefined || exporter.knowsAllVersions === true
  return isFalse || correction !== ''
    ? { kind: 'absent', exporter, version, isCertain, correction, near }
    : { kind: 'unlisted', exporter }
}

/** The name itself when its opening alone was wrong, or the name of which it is a misspelling. */
function correctionOf(exporter: Exporter, right: string, candidates: readonly Candidate[]): string {
  const names = candidates.map(({ name }) => name)
  const isOwn = findSeries(right).some((series) => series.exporter.title === exporter.title)
  return isOwn ? right : typoOf(right, names)
}

/** A name that no program claims may be one letter away from a name that is known. */
function misspelt(name: string): MetricStatus {
  const correction = typoOf(name, metricNames)
  const [series] = correction === '' ? [] : findSeries(correction)
  if (series === undefined) return { kind: 'unknown' }
  const { exporter } = series
  return { kind: 'absent', exporter, version: '', isCertain: false, correction, near: [] }
}

/** Libraries give many programs the same names: such a name is of those that run here and have it. */
function ownersHere(
  series: readonly KnownSeries[],
  versionsOf: (exporter: Exporter) => readonly string[],
): MetricStatus | undefined {
  const exporters = [...new Set(series.map(({ exporter }) => exporter))]
  if (exporters.length < 2) return undefined
  const known = exporters.flatMap((exporter) => {
    const own = series.filter((one) => one.exporter === exporter)
    const versions = versionsOf(exporter)
    if (!versions.some((version) => mayHave(own, version))) return []
    const status = atVersions(own, versions)
    return status.kind === 'known' ? [status] : []
  })
  if (known.length === 0) return undefined
  return {
    kind: 'known',
    series: known.flatMap((status) => status.series),
    isExact: known.every(({ isExact }) => isExact),
  }
}

/** Known names count at the versions that run here; where none is told, at any. */
function standing(
  series: readonly KnownSeries[],
  first: KnownSeries,
  versions: readonly string[],
): MetricStatus {
  const known: MetricStatus = { kind: 'known', series, isExact: false }
  const [version] = versions
  if (version === undefined) return known
  const isThere = versions.some((running) => mayHave(series, running))
  if (isThere) return atVersions(series, versions)
  const { exporter, metric, ending } = first
  const past = series.find(({ past: gone }) => gone?.until !== undefined)?.past
  const successor = series.find((one) => one.metric.successor !== undefined)?.metric.successor
  const name = successor === undefined ? '' : successor + ending
  return {
    kind: 'gone',
    series: first,
    version,
    note: past?.note,
    until: past?.until !== undefined && isFrom(version, past.until) ? past.until : '',
    successor:
      name !== '' && !isAbsentAt(exporter, name, version)
        ? name
        : replacedBy(metric.name, exporter, version, ending),
  }
}

/** The name here of what a later version calls otherwise: the way back of a renaming. */
function replacedBy(name: string, exporter: Exporter, version: string, ending: string): string {
  const before = (exporter.past ?? []).find(
    ({ metric }) => metric.successor === name && !isAbsentAt(exporter, metric.name, version),
  )
  return before === undefined ? '' : before.metric.name + ending
}

function isAbsentAt(exporter: Exporter, name: string, version: string): boolean {
  const series = findSeries(name).filter((one) => one.exporter === exporter)
  return !mayHave(series, version)
}

/** Whether a version has a name: its list says so, or it has no list and nothing says otherwise. */
function mayHave(series: readonly KnownSeries[], version: string): boolean {
  const [first] = series
  if (first === undefined) return false
  const covering = first.exporter.releases.filter((release) => covers(release, version))
  if (series.some(({ release }) => release !== undefined && covering.includes(release))) return true
  if (covering.some(({ metrics }) => metrics.isComplete === true)) return false
  const since = first.exporter.introduced?.[first.metric.name]
  if (since !== undefined && !isFrom(version, since)) return false
  return !series.some(({ past }) => past?.until !== undefined && isFrom(version, past.until))
}

/** What is known of a name, at the versions that run here where their lists are known. */
function atVersions(series: readonly KnownSeries[], versions: readonly string[]): MetricStatus {
  const exact = series.filter(
    ({ release }) => release !== undefined && versions.some((version) => covers(release, version)),
  )
  const isExact = exact.length > 0
  return { kind: 'known', series: isExact ? exact : series, isExact }
}

const covers = ({ from, to }: { from: string; to: string }, version: string): boolean =>
  version !== '' && compareVersions(version, from) >= 0 && compareVersions(version, to) <= 0

const isFrom = (version: string, first: string): boolean => compareVersions(version, first) >= 0

/** `x_bucket` where `x` is no histogram. */
function wrongEnding(name: string): MetricStatus | undefined {
  if (!name.endsWith('_bucket')) return undefined
  const base = name.slice(0, -'_bucket'.length)
  // Only lists that were read as a whole are trusted with types.
  const series = findSeries(base).find(
    ({ ending, release }) => ending === '' && release?.metrics.isComplete === true,
  )
  return series === undefined ? undefined : { kind: 'wrong-ending', series, base }
}

/** Names of the version that runs here, or of all. Histograms by the names that their series have. */
function candidatesOf(exporter: Exporter, version: string): readonly Candidate[] {
  const here = exporter.releases.filter((release) => covers(release, version))
  const releases = here.length > 0 ? here : exporter.releases
  const candidates = releases.flatMap(({ metrics }) =>
    metrics.metrics.flatMap(({ name, type, help, values = {} }) => {
      const about = [help, ...Object.values(values).flat()].join(' ')
      const endings = type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']
      return endings.map((ending) => ({ name: name + ending, about, ending }))
    }),
  )
  return [...new Map(candidates.map((candidate) => [candidate.name, candidate])).values()]
}
