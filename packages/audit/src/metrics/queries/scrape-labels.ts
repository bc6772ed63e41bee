// Tells which labels series get from their scrape, beside those that programs write.

import type { Field } from '@llmflow/spec'
import type { Graph } from '../../graph/graph.js'
import { ofKind } from '../../graph/lookup.js'
import { remembered } from '../../graph/remembered.js'

/**
 * What Prometheus, its operator and usual scrape configurations add, and what external labels are usually called.
 * (prometheus-operator/prometheus-operator pkg/prometheus/promcfg.go)
 */
const usual = new Set(
  `job instance namespace pod container service endpoint node host hostname Hostname app
  prometheus prometheus_replica replica cluster cluster_id env environment region zone az datacenter dc site tenant team
  stage tier component name release version metrics_path kubernetes_namespace kubernetes_pod_name kubernetes_name
  kubernetes_node pod_name nodename node_name chart heritage __name__ le quantile`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

type ScrapeLabels = {
  readonly has: (label: string) => boolean
  /** All that are told or usual. */
  readonly names: ReadonlySet<string>
  /** Whether a scrape here copies labels whose names are not told. */
  readonly isOpen: boolean
  /** Whether the files tell how anything is scraped. */
  readonly isTold: boolean
}

const monitorKinds = [
  'ServiceMonitor',
  'PodMonitor',
  'Probe',
  'ScrapeConfig',
  'Prometheus',
  'PrometheusAgent',
]

export const scrapeLabelsOf = remembered(build)

function build(graph: Graph): ScrapeLabels {
  const added = new Set<string>()
  let isOpen = false
  const monitors = monitorKinds.flatMap((kind) => ofKind(graph, kind))
  const roots = [
    ...monitors.map(({ field }) => field),
    ...graph.configurations.flatMap(({ software, root }) =>
      software === 'prometheus' && root !== undefined ? [root] : [],
    ),
    ...graph.values.map(({ root }) => root),
  ]
  const look = (field: Field, depth: number): void => {
    if (depth > 12) return
    for (const { key, field: value } of field.entries) {
      if (key === 'targetLabel' || key === 'target_label') addTo(added, value.text)
      else if (key === 'podTargetLabels' || key === 'targetLabels') {
        for (const { text } of value.items) addTo(added, text)
      } else if (key === 'externalLabels' || key === 'external_labels') {
        for (const label of value.entries) added.add(label.key)
      } else if (key === 'action' && value.text?.toLowerCase() === 'labelmap') isOpen = true
      if (key === 'labels' && field.get('targets').items.length > 0) {
        for (const label of value.entries) added.add(label.key)
      }
      look(value, depth + 1)
    }
    for (const item of field.items) look(item, depth + 1)
  }
  for (const root of roots) look(root, 0)
  return {
    has: (label) => usual.has(label) || added.has(label) || label.startsWith('exported_'),
    names: new Set([...usual, ...added]),
    isOpen,
    isTold:
      monitors.length > 0 || graph.configurations.some(({ software }) => software === 'prometheus'),
  }
}

/** Labels of pods and Services become names that PromQL takes. */
function addTo(labels: Set<string>, text: string | undefined): void {
  if (text !== undefined) labels.add(text.replaceAll(/[^A-Za-z0-9_]/g, '_'))
}
