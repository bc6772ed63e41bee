// Finds values that reach no subchart by their spelling, and switches that no dependency names as its condition.

import { diagnostic, type Diagnostic, type FieldEntry } from '@llmflow/spec'
import type { Chart, Graph, ValuesFile } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'
import { directoryOf } from '../../graph/documents.js'

type Pair = {
  readonly chart: Chart
  readonly subcharts: Chart['subcharts']
  readonly values: ValuesFile
}

/** Charts with the values that are theirs: of the same directory, or of the same document that draws the chart. */
function pairsOf({ charts, values }: Graph): readonly Pair[] {
  return charts.flatMap((chart) =>
    values
      .filter(({ document }) =>
        chart.definition === undefined
          ? document === chart.place.document
          : directoryOf(document) === directoryOf(chart.place.document),
      )
      .map((file) => ({ chart, subcharts: subchartsOf(chart, charts), values: file })),
  )
}

/** Those that Chart.yaml declares, and those that lie below `charts/` without being declared. */
function subchartsOf(chart: Chart, charts: readonly Chart[]): Chart['subcharts'] {
  const folder = `${directoryOf(chart.place.document)}charts/`
  const below = charts.filter(({ place }) => /^[^/]+\/$/.test(folderBelow(place.document, folder)))
  const declared = new Set(
    chart.definition?.get('dependencies').items.flatMap((item) => item.get('name').text ?? []),
  )
  return [...chart.subcharts, ...below.filter(({ name }) => !declared.has(name))]
}

const folderBelow = (document: string, folder: string): string =>
  document.startsWith(folder) ? directoryOf(document).slice(folder.length) : ''

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

export const unreadValues: AuditRule = (graph) =>
  pairsOf(graph).flatMap(({ chart, subcharts, values }) => {
    const isDrawn = chart.definition === undefined
    const { entries } = values.root
    const keys = new Set(entries.map(({ key }) => key))
    const charts = new Set(subcharts.map(({ name }) => name))
    return subcharts.flatMap(({ name, place }): readonly Diagnostic[] => {
      if (keys.has(name)) return []
      const misspelt = entries.find(
        ({ key, field }) =>
          plain(key) === plain(name) && !charts.has(key) && field.entries.length > 0,
      )
      if (misspelt === undefined || isReadByTemplate(graph, misspelt.key)) return []
      const { key, field } = misspelt
      return [
        diagnostic(
          'wiring/unread-values',
          field.keyPlace,
          { key, subchart: name, isDrawn },
          {
            severity: isDrawn ? 'warning' : 'error',
            related: [place],
            advice: [
              ...(isDrawn ? [] : [{ kind: 'diff' as const, remove: key, add: name }]),
              { kind: 'frame', location: place, label: name },
            ],
          },
        ),
      ]
    })
  })

const isReadByTemplate = ({ files }: Graph, key: string): boolean =>
  files.some(({ form, excerpt }) => form === 'template' && excerpt.text.includes(`.Values.${key}`))

export const switchWithoutCondition: AuditRule = (graph) =>
  pairsOf(graph).flatMap(({ chart, subcharts, values }): readonly Diagnostic[] => {
    const conditions = conditionsOf(chart)
    const names = new Set(subcharts.map(({ name }) => plain(name)))
    const switches = values.root.entries.filter(
      ({ key, field }) =>
        names.has(plain(key)) &&
        field.get('enabled').value !== undefined &&
        !conditions.has(`${key}.enabled`),
    )
    const [first, ...others] = switches.map(switchPlace)
    if (first === undefined) return []
    const params = { chart: chart.name, switches: switches.length }
    return [diagnostic('wiring/switch-without-condition', first, params, { related: others })]
  })

const switchPlace = ({ field }: FieldEntry) => field.get('enabled').keyPlace

/** A chart of which only a drawing is here may have its conditions elsewhere: hence a warning. */
function conditionsOf({ definition }: Chart): ReadonlySet<string> {
  const dependencies = definition?.get('dependencies').items ?? []
  return new Set(
    dependencies.flatMap((dependency) =>
      (dependency.get('condition').text ?? '').split(',').map((path) => path.trim()),
    ),
  )
}
