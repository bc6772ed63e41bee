// Builds the quotas of namespaces: of tenants, and of the platform's own.

import type { PlannedNamespace, PlannedTenant } from '@llmflow/spec'
import type { ResourceQuota } from 'kubernetes-types/core/v1.js'
import { type Named, platformLabels, tenantMetadata } from './object.js'
import { namespaceQuota, tenantField } from './parameters.js'

export function buildResourceQuota(tenant: string, planned: PlannedTenant): Named<ResourceQuota> {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: tenantMetadata(tenant, planned, 'tenant'),
    spec: { hard: tenantField(tenant, ['quota'], planned.quota) },
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
    spec: { hard: namespaceQuota(namespace, quota) },
  }
}
