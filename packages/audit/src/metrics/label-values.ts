// Collects the values that labels can have here: names of Services and scrape jobs, and served models.

import type { Exporter } from '@llmflow/catalog'
import type { Graph, Process } from '../graph/graph.js'
import { isTemplate, ofKind } from '../graph/index.js'

/** Names of Services; the operator writes them into `service` and, unless told otherwise, into `job`. */
export function serviceNames(graph: Graph): readonly string[] {
  return ofKind(graph, 'Service').map(({ name }) => name)
}

const jobs = new WeakMap<Graph, ReadonlySet<string>>()

/** Built at the first question, because many matchers ask. */
export function jobNames(graph: Graph): ReadonlySet<string> {
  const names = jobs.get(graph) ?? collectJobs(graph)
  jobs.set(graph, names)
  return names
}

/** Everything that may stand in `job`: Services, labels that a monitor takes it from, and jobs of Prometheus' own. */
function collectJobs(graph: Graph): ReadonlySet<string> {
  const monitored = ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig']
    .flatMap((kind) => ofKind(graph, kind))
    .flatMap(({ name, namespace, field }) => [
      name,
      `${namespace}/${name}`,
      field.get('spec', 'jobName').text ?? name,
    ])
  const labels = [
    ...ofKind(graph, 'Service').map((service) => service.labels),
    ...graph.pods.map((pod) => pod.labels),
  ]
  const scraped = graph.configurations.flatMap(({ root }) =>
    (root?.get('scrape_configs').items ?? []).flatMap((job) => job.get('job_name').text ?? []),
  )
  return new Set([
    ...serviceNames(graph),
    ...monitored,
    ...labels.flatMap((map) => Object.values(map)),
    ...scraped,
  ])
}

/** The values of a label that arguments decide; undefined when one of the processes does not tell. */
export function valuesFromArguments(
  graph: Graph,
  exporter: Exporter,
): readonly string[] | undefined {
  const { labelFromArguments } = exporter
  const processes = graph.processes.filter(
    ({ software }) => software?.software.name === exporter.software,
  )
  if (labelFromArguments === undefined || processes.length === 0) return undefined
  const values = processes.map((process) => firstValue(process, labelFromArguments.arguments))
  return values.some((value) => value === undefined || isTemplate(value))
    ? undefined
    : values.flatMap((value) => value ?? [])
}

/** The value of the first of these arguments that is there: `--name=value` or `--name value`. */
export function firstValue(process: Process, names: readonly string[]): string | undefined {
  const words = [...process.command, ...process.args].map(({ text }) => text)
  for (const name of names) {
    for (const [index, word] of words.entries()) {
      if (word === `--${name}`) return words[index + 1]
      if (word.startsWith(`--${name}=`)) return word.slice(name.length + 3)
    }
  }
  return undefined
}
