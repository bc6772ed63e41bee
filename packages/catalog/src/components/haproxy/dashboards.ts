// Panels of HAProxy: who connects, and what stands behind.

import type { Dashboard } from '@llmflow/spec'

export const haproxyDashboards = (): { readonly [name: string]: Dashboard } => ({
  'llmflow-overview': {
    title: 'LLMFlow overview',
    panels: [
      {
        title: 'Connections at the load balancers',
        kind: 'timeseries',
        unit: 'short',
        queries: [
          {
            expression: 'sum by (proxy) (haproxy_frontend_current_sessions{service="haproxy"})',
            legend: '{{proxy}}',
          },
        ],
      },
    ],
  },
})
