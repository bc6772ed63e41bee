// Builds the quotas of namespaces: of tenants, and of the platform's own.

import type { PlannedNamespace, PlannedTenant } from '@llmflow/spec'
import type { ResourceQuota } from 'kubernetes-types/core/v1.js'
import { type Named, platformLabels, tenantMetadata } from './object.js'

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

export function buildNamespaceQuota(
  namespace: string,
  { quota }: PlannedNamespace,
): Named<ResourceQuota> | undefined {
  if (quota === undefined) return undefined
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'platform', namespace, labels: platformLabels },
    spec: { hard: quota },
  }
}
