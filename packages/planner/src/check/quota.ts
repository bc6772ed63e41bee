// Finds quota items that Kubernetes does not enforce, and grants that no container of the tenant can use.

import {
  isEnforcedQuotaItem,
  isGpuRequestItem,
  quotaItemInstead,
  storageClassOfQuotaItem,
} from '@llmflow/catalog'
import { diagnostic, nearest, pointer, type Diagnostic, type Tenant } from '@llmflow/spec'
import type { Subject } from '../input.js'
import type { Rule } from './rule.js'

export const quota: Rule = (subject) =>
  subject.platform.tenants.flatMap((tenant, index) =>
    Object.entries(tenant.quota ?? {}).flatMap(([item, value]) => [
      ...ignored(subject, tenant, index, item),
      ...storageClass(subject, index, item),
      ...beyondLimit(subject, tenant, index, item, value),
    ]),
  )

const placeOf = ({ inPlatform }: Subject, index: number, item: string) =>
  inPlatform(pointer('tenants', index, 'quota', item), 'key')

function ignored(
  subject: Subject,
  { name }: Tenant,
  index: number,
  item: string,
): readonly Diagnostic[] {
  if (isEnforcedQuotaItem(item)) return []
  const params = { tenant: name, item, instead: quotaItemInstead(item) }
  return [diagnostic('wiring/quota-item-ignored', placeOf(subject, index, item), params)]
}

function storageClass(subject: Subject, index: number, item: string): readonly Diagnostic[] {
  const name = storageClassOfQuotaItem(item)
  if (name === undefined || subject.inventory === undefined) return []
  const known = subject.inventory.storageClasses.map((entry) => entry.name)
  if (known.includes(name)) return []
  const params = { kind: 'storage-class', name, suggestion: nearest(name, known) } as const
  return [diagnostic('spec/unknown-name', placeOf(subject, index, item), params)]
}

function beyondLimit(
  subject: Subject,
  { name }: Tenant,
  index: number,
  item: string,
  value: string | number,
): readonly Diagnostic[] {
  const limit = subject.draft.plan.tenants[name]?.limitRange.memoryMax
  const needed = smallestWithGpu(subject)
  if (!isGpuRequestItem(item) || Number(value) === 0) return []
  if (limit === undefined || needed === undefined || limit >= needed) return []
  const params = { tenant: name, item, limit, needed }
  return [diagnostic('wiring/quota-exceeds-limit', placeOf(subject, index, item), params)]
}

/** Memory of the smallest workload of the platform that runs on a GPU. */
function smallestWithGpu({ draft }: Subject): number | undefined {
  const sizes = Object.values(draft.plan.workloads).flatMap(({ resources }) =>
    (resources.gpus ?? 0) > 0 ? [resources.memory] : [],
  )
  return sizes.length === 0 ? undefined : Math.min(...sizes)
}
