// Shows the metrics that the catalog knows of a program: what the audit holds every expression against.

import {
  components,
  findComponent,
  findSoftware,
  software,
  type MetricFact,
  type MetricFacts,
} from '@llmflow/catalog'
import { outcomeOf, textOf, type Context, type Outcome } from '../command.js'
import { left, indent, right, tableOf } from '../terminal/table.js'

type VersionMetrics = MetricFacts & { readonly version: string }

type Program = {
  readonly name: string
  readonly title: string
  readonly versions: readonly VersionMetrics[]
}

/** Every program and component with metrics, by its name. */
function programs(): readonly Program[] {
  const names = [...software, ...components].map(({ name }) => name)
  return [...new Set(names)]
    .toSorted()
    .flatMap((name) => programOf(name) ?? [])
    .filter(({ versions }) => versions.length > 0)
}

/** What a program is called in the catalog; a component that is several programs has metrics of its own. */
function programOf(name: string): Program | undefined {
  const program = findSoftware(name)
  const component = findComponent(name)
  const known = program ?? component
  if (known === undefined) return undefined
  const versions = [...(program?.versions ?? []), ...Object.values(component?.versions ?? {})]
  const seen = new Set<string>()
  return {
    name: known.name,
    title: known.title,
    versions: versions.flatMap(({ version, metrics }) => {
      if (metrics === undefined || seen.has(version)) return []
      seen.add(version)
      return [{ version, ...metrics }]
    }),
  }
}

/** The metrics of one program; undefined when the catalog does not know it. */
export function metricsOf(name: string, context: Context): Outcome | undefined {
  const program = programOf(name)
  if (program === undefined) return undefined
  const { words, style } = context
  if (program.versions.length === 0)
    return outcomeOf({ result: program, text: `${words.catalog.noMetrics(program.title)}\n` })
  const lines = program.versions.flatMap((version, index) => [
    ...(index === 0 ? [] : ['']),
    style.title(`${program.title} ${version.version}`),
    `${words.catalog.source}: ${version.source}`,
    ...indent(tableOfMetrics(version, context)),
  ])
  return outcomeOf({ result: program, text: textOf(lines) })
}

function tableOfMetrics({ metrics }: MetricFacts, { words, style }: Context): readonly string[] {
  const { metric, type, unit, labels, help } = words.catalog.columns
  const columns = [left(metric), left(type), left(unit), left(labels), left(help)]
  return tableOf(columns, metrics.map(cellsOf), style.dim)
}

const cellsOf = ({ name, type, unit, labels, help }: MetricFact): readonly string[] => [
  name,
  type,
  unit ?? '',
  labels.join(', '),
  help,
]

/** Which programs have metrics, and how many. */
export function listMetrics({ words, style }: Context): Outcome {
  const all = programs()
  const { component, versions, metrics } = words.catalog
  const rows = all.flatMap(({ name, versions: known }) =>
    known.map((one) => [name, one.version, `${one.metrics.length}`]),
  )
  const lines = tableOf([left(component), left(versions), right(metrics)], rows, style.dim)
  return outcomeOf({ result: { programs: all }, text: textOf(lines) })
}
