// Builds what a tenant's container gets when it asks for nothing, and the most that it may ask for.

import { type PlannedTenant, printCpu, printKubernetesBytes } from '@llmflow/spec'
import type { LimitRange } from 'kubernetes-types/core/v1.js'
import { type Named, tenantMetadata } from './object.js'

export function buildLimitRange(
  tenant: string,
  { namespace, limitRange }: PlannedTenant,
): Named<LimitRange> {
  const { cpuDefault, memoryDefault, cpuRequest, memoryRequest, cpuMax, memoryMax } = limitRange
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: tenantMetadata(tenant, namespace, 'tenant'),
    spec: {
      limits: [
        {
          type: 'Container',
          defaultRequest: {
            cpu: printCpu(cpuRequest),
            memory: printKubernetesBytes(memoryRequest),
          },
          default: { cpu: printCpu(cpuDefault), memory: printKubernetesBytes(memoryDefault) },
          max: { cpu: printCpu(cpuMax), memory: printKubernetesBytes(memoryMax) },
        },
      ],
    },
  }
}
