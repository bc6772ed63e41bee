// Collects the values that labels can have here: names of Services and scrape jobs, and served models.

import type { Exporter } from '@llmflow/catalog'
import type { Graph, Process, Word } from '../../graph/graph.js'
import { isTemplate, ofKind } from '../../graph/lookup.js'
import { remembered } from '../../graph/remembered.js'

/** Names of Services; the operator writes them into `service` and, unless told otherwise, into `job`. */
export function serviceNames(graph: Graph): readonly string[] {
  return ofKind(graph, 'Service').map(({ name }) => name)
}

/** Built at the first question, because many matchers ask. */
export const jobNames = remembered(collectJobs)

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

const firstValue = (process: Process, names: readonly string[]): string | undefined =>
  argumentOf(process, names)?.value

/** The first of these arguments that is there, `--name=value` or `--name value`, with the word that holds its value. */
export function argumentOf(
  { command, args }: Process,
  names: readonly string[],
): { readonly value: string; readonly word: Word } | undefined {
  const words = [...command, ...args]
  for (const name of names) {
    for (const [index, word] of words.entries()) {
      const next = words[index + 1]
      if (word.text === `--${name}` && next !== undefined) return { value: next.text, word: next }
      if (word.text.startsWith(`--${name}=`)) {
        return { value: word.text.slice(name.length + 3), word }
      }
    }
  }
  return undefined
}
