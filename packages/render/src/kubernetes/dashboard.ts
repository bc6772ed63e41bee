// Builds the ConfigMaps from which Grafana takes its dashboards.

import type { Plan } from '@llmflow/spec'
import type { ConfigMap } from 'kubernetes-types/core/v1.js'
import { dashboardText } from '../grafana-dashboard.js'
import { prometheusOf } from './monitoring.js'
import { type Named, platformLabels } from './object.js'

export function buildDashboards(plan: Plan): readonly Named<ConfigMap>[] {
  const prometheus = prometheusOf(plan)
  if (prometheus === undefined) return []
  return Object.entries(plan.dashboards).map(([name, dashboard]) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: `dashboard-${name}`,
      namespace: prometheus.namespace,
      labels: { ...platformLabels, grafana_dashboard: '1' },
    },
    data: { [`${name}.json`]: dashboardText(name, dashboard) },
  }))
}
