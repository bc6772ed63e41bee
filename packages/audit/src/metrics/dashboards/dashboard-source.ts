// Finds dashboards that files cannot provide: wrapped for the HTTP API, or without a name that stays.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { DashboardFile } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'

export const dashboardSource: AuditRule = ({ dashboards }) => dashboards.flatMap(judge)

function judge({ name, root, isWrapped }: DashboardFile): readonly Diagnostic[] {
  const params = { dashboard: name }
  const wrapped = isWrapped ? [diagnostic('metrics/wrapped-dashboard', root.keyPlace, params)] : []
  const uid = root.get('uid').text ?? ''
  if (uid !== '') return wrapped
  const title = root.get('title')
  const place = title.value === undefined ? root.place : title.place
  return [...wrapped, diagnostic('metrics/no-dashboard-uid', place, params)]
}
