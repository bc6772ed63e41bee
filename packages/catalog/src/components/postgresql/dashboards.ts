// Panels of PostgreSQL for the dashboard of stores.

import type { Dashboard } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { cloudNativePanels } from './cloudnative-pg-watch.js'
import { isCloudNative } from './cloudnative-pg.js'

export function postgresqlDashboards(context: Context): { readonly [name: string]: Dashboard } {
  if (isCloudNative(context)) return { stores: { title: 'Stores', panels: cloudNativePanels } }
  const isCluster = context.topologyOf('postgresql') === 'patroni'
  return { stores: { title: 'Stores', panels: isCluster ? [connections, lag] : [connections] } }
}

const connections: Dashboard['panels'][number] = {
  title: 'PostgreSQL connections in use',
  kind: 'timeseries',
  unit: 'percentunit',
  queries: [
    {
      expression:
        'sum by (instance) (pg_stat_activity_count) / on (instance) max by (instance) (pg_settings_max_connections)',
      legend: '{{instance}}',
    },
  ],
}

const lag: Dashboard['panels'][number] = {
  title: 'PostgreSQL replication lag',
  kind: 'timeseries',
  unit: 's',
  queries: [
    {
      expression: 'pg_replication_lag_seconds and pg_replication_is_replica == 1',
      legend: '{{instance}}',
    },
  ],
}
