// Finds quota items that Kubernetes does not enforce, and grants that no container of the tenant can use.

import { diagnostic, nearest, pointer, type Diagnostic, type Tenant } from '@llmflow/spec'
import type { Subject } from '../input.js'
import type { Rule } from './rule.js'

/** Named by Kubernetes’ evaluators (kubernetes/kubernetes@v1.29.0 pkg/quota/v1/evaluator/core). */
const enforced: readonly string[] = [
  'cpu',
  'memory',
  'ephemeral-storage',
  ...['requests', 'limits'].flatMap((side) =>
    ['cpu', 'memory', 'ephemeral-storage'].map((resource) => `${side}.${resource}`),
  ),
  'requests.storage',
  'persistentvolumeclaims',
  'pods',
  'services',
  'services.loadbalancers',
  'services.nodeports',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'configmaps',
]

const ofStorageClass =
  /^(.+)\.storageclass\.storage\.k8s\.io\/(requests\.storage|persistentvolumeclaims)$/
const hugePages = /^(requests\.)?hugepages-\d+[KMGT]i$/
/** `count/deployments.apps`; for the core group the resource alone. */
const objectCount = /^count\/[a-z]+(\.[a-z0-9.-]+)?$/
/** Requests of extended resources. Those under kubernetes.io count as native, and native ones are all listed. */
const extendedRequest = /^requests\.(?!.*kubernetes\.io\/)[a-z0-9.-]+\/.+$/
const gpuRequest = /^requests\.nvidia\.com\/(gpu|mig-.+)$/

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
  const patterns = [ofStorageClass, hugePages, objectCount, extendedRequest]
  if (enforced.includes(item) || patterns.some((pattern) => pattern.test(item))) return []
  const params = { tenant: name, item, instead: insteadOf(item) }
  return [diagnostic('wiring/quota-item-ignored', placeOf(subject, index, item), params)]
}

/** An extended resource counts by its requests alone; it cannot be overcommitted. */
function insteadOf(item: string): string {
  const resource = item.replace(/^limits\./, '')
  const request = `requests.${resource}`
  return extendedRequest.test(request) ? request : nearest(item, enforced)
}

function storageClass(subject: Subject, index: number, item: string): readonly Diagnostic[] {
  const name = ofStorageClass.exec(item)?.[1]
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
  if (!gpuRequest.test(item) || Number(value) === 0) return []
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
