// Knows which items of a ResourceQuota Kubernetes enforces; it accepts any other and counts nothing.

import { nearest } from '@llmflow/spec'

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
const patterns = [ofStorageClass, hugePages, objectCount, extendedRequest]

export function isEnforcedQuotaItem(item: string): boolean {
  return enforced.includes(item) || patterns.some((pattern) => pattern.test(item))
}

/** What to write for an item that is not enforced: an extended resource counts by its requests alone. */
export function quotaItemInstead(item: string): string {
  const resource = item.replace(/^limits\./, '')
  const request = `requests.${resource}`
  return extendedRequest.test(request) ? request : nearest(item, enforced)
}

/** The storage class that an item speaks of. */
export function storageClassOfQuotaItem(item: string): string | undefined {
  return ofStorageClass.exec(item)?.[1]
}

export const isGpuRequestItem = (item: string): boolean =>
  /^requests\.nvidia\.com\/(gpu|mig-.+)$/.test(item)
