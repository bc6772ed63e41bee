// Asks whether dashboards in files reach Grafana: by a provider in its folder, or by the label that its sidecar wants.

import { diagnostic, readFields, type Diagnostic, type Field } from '@llmflow/spec'
import type { Graph, KubernetesObject, Process } from '../../graph/graph.js'
import { ofKind } from '../../graph/lookup.js'
import { volumesOf } from '../../read/compose-service.js'
import type { AuditRule } from '../../rule.js'

export const dashboardProvider: AuditRule = (graph) => [
  ...(hasProvider(graph)
    ? []
    : graph.compositions.flatMap(({ processes }) => processes.flatMap(mountedFolders))),
  ...uncollected(graph),
]

const providersFolder = /\/provisioning\/dashboards\/?$/

/** A YAML file that names folders of dashboards. */
const hasProvider = ({ files }: Graph): boolean =>
  files.some(
    ({ excerpt: { text } }) =>
      text.includes('providers') &&
      /^[ \t]*(?:-[ \t]*)?providers[ \t]*:/m.test(text) &&
      /^[ \t]*apiVersion[ \t]*:[ \t]*1\b/m.test(text),
  )

/** What lies in a folder of the host is not here to be read, so this stays a warning. */
function mountedFolders(process: Process): readonly Diagnostic[] {
  const isGrafana =
    process.software?.software.name === 'grafana' ||
    /(?:^|\/)grafana(?:-[\w-]+)?$/.test(process.image?.repository ?? '')
  if (!isGrafana) return []
  const volumes = volumesOf(process.field)
  const folder = volumes.find(
    ({ source, target, isNamed }) =>
      source !== '' && !isNamed && providersFolder.test(target) && !/\.ya?ml$/.test(source),
  )
  if (folder === undefined) return []
  return [
    diagnostic('metrics/no-dashboard-provider', folder.place, {
      folder: folder.target.replace(/\/$/, ''),
    }),
  ]
}

/** Only where the values of the chart are here is the label of its sidecar known. */
function uncollected(graph: Graph): readonly Diagnostic[] {
  const [sidecar] = graph.addons
    .filter(({ chart }) => /(?:^|\/)kube-prometheus-stack$/.test(chart))
    .map(({ values }) => values.get('grafana', 'sidecar', 'dashboards'))
  if (sidecar === undefined || sidecar.get('enabled').value === false) return []
  const label = sidecar.get('label').text ?? 'grafana_dashboard'
  const value = sidecar.get('labelValue').text ?? '1'
  return ofKind(graph, 'ConfigMap')
    .filter((object) => object.labels[label] !== value && holdsDashboard(object))
    .map((object) =>
      diagnostic('metrics/uncollected-dashboard', nameOf(object).place, {
        configMap: object.name,
        label,
        value,
      }),
    )
}

const nameOf = ({ field }: KubernetesObject): Field => field.get('metadata', 'name')

const holdsDashboard = ({ field }: KubernetesObject): boolean =>
  field
    .get('data')
    .entries.some(
      ({ key, field: entry }) =>
        key.endsWith('.json') &&
        readFields(entry.excerpt).documents.some((root) => root.get('panels').items.length > 0),
    )
