// Finds items of quotas that Kubernetes accepts and never counts, and what a quota leaves uncounted.

import { isEnforcedQuotaItem, quotaItemInstead } from '@llmflow/catalog'
import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { KubernetesObject } from '../../graph/graph.js'
import { isTemplate, ofKind } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'

export const quotaItems: AuditRule = (graph) =>
  ofKind(graph, 'ResourceQuota').flatMap((quota) => [...ignored(quota), ...gaps(quota)])

function ignored({ namespace, field }: KubernetesObject): readonly Diagnostic[] {
  const hard = field.get('spec', 'hard')
  return hard.entries
    .filter(({ key }) => !isEnforcedQuotaItem(key) && !isTemplate(key))
    .map(({ key, field: item }) => {
      const instead = quotaItemInstead(key)
      // Where the right item is there too, nothing is missing: the line is only superfluous.
      const isThere = instead !== '' && hard.get(instead).value !== undefined
      return diagnostic(
        'wiring/quota-item-ignored',
        item.keyPlace,
        { tenant: namespace, item: key, instead: isThere ? '' : instead },
        { severity: isThere ? 'warning' : 'error' },
      )
    })
}

/** Kinds of Service that cost something outside of the cluster, for who counts Services at all. */
const costly = ['services.loadbalancers', 'services.nodeports'] as const

function gaps({ namespace, field }: KubernetesObject): readonly Diagnostic[] {
  const hard = field.get('spec', 'hard')
  const has = (item: string): boolean => hard.get(item).value !== undefined
  const isScoped = ['scopes', 'scopeSelector'].some(
    (key) => field.get('spec', key).value !== undefined,
  )
  const missing = costly.filter((item) => !has(item))
  if (isScoped || !has('services') || missing.length === 0) return []
  const countsMemory = ['memory', 'requests.memory', 'limits.memory'].some(has)
  const disks = ['requests.ephemeral-storage', 'limits.ephemeral-storage', 'ephemeral-storage']
  const more = countsMemory && !disks.some(has) ? ['requests.ephemeral-storage'] : []
  return [
    diagnostic('capacity/quota-gap', field.get('spec', 'hard').keyPlace, {
      namespace,
      missing: [...missing, ...more],
    }),
  ]
}
