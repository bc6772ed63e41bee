// Builds what a tenant's container gets when it asks for nothing, and the most that it may ask for.

import type { PlannedTenant } from '@llmflow/spec'
import type { LimitRange } from 'kubernetes-types/core/v1.js'
import type { Parameter } from '../template/template.js'
import { type Named, tenantMetadata } from './object.js'
import { limitsOf, tenantField } from './parameters.js'

export function buildLimitRange(tenant: string, planned: PlannedTenant): Named<LimitRange> {
  const limits = limitsOf(planned)
  const limit = (field: keyof typeof limits): Parameter<string> =>
    tenantField(tenant, ['limitRange', field], limits[field])
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: tenantMetadata(tenant, planned, 'tenant'),
    spec: {
      limits: [
        {
          type: 'Container',
          defaultRequest: { cpu: limit('cpuRequest'), memory: limit('memoryRequest') },
          default: { cpu: limit('cpuDefault'), memory: limit('memoryDefault') },
          max: { cpu: limit('cpuMax'), memory: limit('memoryMax') },
        },
      ],
    },
  }
}
