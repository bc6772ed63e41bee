// Sizes Keycloak: replicas from the availability, connections to its database from its pool.

import { explained, fromFact, gibibytes, printBytes, printCpu, threads } from '@llmflow/spec'
import type { ComponentSizes, Context } from '../../component.js'
import { byDefault, sizePart } from '../../part.js'
import { standingReplicas } from '../../standing.js'

const guide = 'infrastructure guide 4.2 values.yaml, keycloak'

/** Connections of one replica. Keycloak's own default of 100 would take a whole PostgreSQL with three replicas. */
export const poolMax = 30

export function sizeKeycloak(context: Context): ComponentSizes {
  const single = context.topologyOf('keycloak') === 'single'
  const minimum = single
    ? byDefault(1, 'topology single: one replica, caches of its own')
    : standingReplicas(context.platform, 3, guide)
  const sizes = sizePart(context, 'keycloak', 'server', {
    minimum,
    cpu: byDefault(threads(1), guide, printCpu),
    cpuLimit: byDefault(threads(2), guide, printCpu),
    memory: byDefault(gibibytes(2), guide, printBytes),
    memoryLimit: byDefault(gibibytes(4), guide, printBytes),
  })
  const databaseConnections = explained(
    { value: poolMax, unit: 'count' } as const,
    'keycloak/database-connections',
    'connections of a pool, one for each replica',
    [
      fromFact(
        'connections of a pool',
        `${poolMax}`,
        'KC_DB_POOL_MAX_SIZE as set here; the default is 100 (keycloak 23.0.7 DatabaseOptions)',
      ),
    ],
  )
  return { server: { ...sizes, figures: { databaseConnections } } }
}
