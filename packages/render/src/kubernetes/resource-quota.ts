// Builds the quota of a tenant's namespace.

import type { PlannedTenant } from '@llmflow/spec'
import type { ResourceQuota } from 'kubernetes-types/core/v1.js'
import { type Named, tenantMetadata } from './object.js'

export function buildResourceQuota(
  tenant: string,
  { namespace, quota }: PlannedTenant,
): Named<ResourceQuota> {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: tenantMetadata(tenant, namespace, 'tenant'),
    spec: { hard: quota },
  }
}
