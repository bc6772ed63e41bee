// Describes a single PostgreSQL server.

import { seconds, secretOf, text, type Workload } from '@llmflow/spec'
import type { Context, PartSizes } from '../../component.js'
import { namespaces } from '../../endpoints.js'
import { buildWorkload } from '../../part.js'
import { commandProbe, tcpProbe } from '../../probe.js'
import { figureBytes } from './figures.js'
import { chosenParameters } from './parameters.js'
import { dataVolumes } from './volumes.js'

export function standaloneWorkload(
  context: Context,
  sizes: PartSizes,
  password = secretOf('postgresql', 'superuser-password'),
): Workload {
  const { figures } = sizes
  const setting = (name: string, value: string) => text`--${name}=${value}`
  const memory = (name: string): string => `${Math.floor(figureBytes(figures, name) / 2 ** 20)}MB`
  return buildWorkload(context, sizes, {
    id: 'postgresql',
    component: 'postgresql',
    part: 'postgresql',
    runsOn: 'cluster',
    namespace: namespaces.infra,
    kind: 'stateful',
    args: [
      ['postgres'],
      setting('max_connections', `${figures['maxConnections']?.value.value ?? 100}`),
      setting('shared_buffers', memory('sharedBuffers')),
      setting('effective_cache_size', memory('effectiveCache')),
      setting('work_mem', memory('workMemory')),
      setting('maintenance_work_mem', memory('maintenanceMemory')),
      ...Object.entries(chosenParameters(context, 'all')).map(([name, value]) =>
        setting(name, `${value}`),
      ),
    ],
    environment: {
      POSTGRES_USER: ['postgres'],
      POSTGRES_PASSWORD: [password],
      POSTGRES_INITDB_ARGS: ['--data-checksums --encoding=UTF8 --auth-host=scram-sha-256'],
      PGDATA: ['/var/lib/postgresql/data/pgdata'],
    },
    ports: [{ name: 'postgresql', number: 5432, scheme: 'postgresql' }],
    volumes: dataVolumes(context, sizes, '/var/lib/postgresql/data'),
    probes: {
      startup: commandProbe(['pg_isready', '--username=postgres'], { failures: 60 }),
      ready: commandProbe(['pg_isready', '--username=postgres']),
      live: tcpProbe('postgresql', { every: 20, failures: 6 }),
    },
    role: 'database',
    spread: { nodes: 'none', zones: 'none' },
    unavailableMax: 1,
    movable: true,
    security: { user: 999, group: 999, volumesGroup: 999, readOnlyRoot: true },
    edges: [],
    stopWithin: seconds(120),
    priority: 950,
  })
}
