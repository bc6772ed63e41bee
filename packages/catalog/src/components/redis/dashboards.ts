// Panels of Redis for the dashboard of stores.

import type { Dashboard } from '@llmflow/spec'

export function redisDashboards(): { readonly [name: string]: Dashboard } {
  return {
    stores: {
      title: 'Stores',
      panels: [
        {
          title: 'Redis memory in use',
          kind: 'timeseries',
          unit: 'percentunit',
          queries: [
            {
              expression:
                'redis_memory_used_bytes / redis_memory_max_bytes and redis_memory_max_bytes > 0',
              legend: '{{instance}}',
            },
          ],
        },
      ],
    },
  }
}
