// Finds panels in files that lack what Grafana adds when a dashboard is built in the browser.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import { panelsOf } from '../../graph/expressions.js'
import type { DashboardFile } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'
import { showsData } from './panels.js'

export const panelKeys: AuditRule = ({ dashboards }) => dashboards.flatMap(incompletePanels)

/** One finding for each dashboard, at the first panel: who writes them by hand leaves the same out in all. */
function incompletePanels({ name, root }: DashboardFile): readonly Diagnostic[] {
  // Dashboards of old schemas place panels in rows, by their widths.
  if (root.get('rows').items.length > 0) return []
  const lacking = panelsOf(root)
    .filter(showsData)
    .map((panel) => ({ panel, missing: missingIn(panel) }))
    .filter(({ missing }) => missing.length > 0)
  const [first] = lacking
  if (first === undefined) return []
  const missing = [...new Set(lacking.flatMap((one) => one.missing))]
  const place =
    first.panel.get('title').value === undefined
      ? first.panel.place
      : first.panel.get('title').place
  const params = { dashboard: name, count: lacking.length, missing }
  return [diagnostic('metrics/incomplete-panels', place, params)]
}

/** A data source may stand at each query instead. */
function missingIn(panel: Field): readonly string[] {
  const targets = panel.get('targets').items
  const hasSource =
    panel.get('datasource').value !== undefined ||
    targets.every((target) => target.get('datasource').value !== undefined)
  return [
    ...(hasSource ? [] : ['datasource']),
    ...(panel.get('gridPos').value === undefined ? ['gridPos'] : []),
  ]
}
