// Step: tenants with their quotas, priorities and schedules.

import type { Context } from '@llmflow/catalog'
import {
  fromPlatform,
  gibibytes,
  mebibytes,
  pointer,
  printDuration,
  threads,
  type PlannedSchedule,
  type Plan,
  type PlannedTenant,
  type Platform,
  type Tenant,
  type Workload,
} from '@llmflow/spec'
import { priorityClassOf } from './placement.js'
import type { Reasons } from './step.js'

type Workloads = { readonly [id: string]: Workload }

/** Quota of a tenant that declares none (guide 3.4, without the items that Kubernetes ignores). */
const quotaDefaults: PlannedTenant['quota'] = {
  'requests.cpu': '100',
  'requests.memory': '200Gi',
  'limits.cpu': '200',
  'limits.memory': '400Gi',
  'requests.storage': '500Gi',
  persistentvolumeclaims: '20',
  pods: '100',
  services: '20',
  'services.loadbalancers': '0',
  'services.nodeports': '0',
  secrets: '50',
  configmaps: '50',
}

export function planTenants(
  platform: Platform,
  reasons: Reasons,
): { readonly [name: string]: PlannedTenant } {
  return Object.fromEntries(
    platform.tenants.map((tenant, index): [string, PlannedTenant] => {
      reasons.add('tenants', pointer('tenants', tenant.name), {
        rule: 'declared',
        formula: '',
        terms: [fromPlatform('tenant', tenant.name, pointer('tenants', index, 'name'))],
      })
      return [tenant.name, plannedTenant(tenant, platform)]
    }),
  )
}

function plannedTenant(tenant: Tenant, platform: Platform): PlannedTenant {
  const quota = Object.entries(tenant.quota ?? {}).map(([item, value]): [string, string] => [
    item,
    `${value}`,
  ])
  return {
    namespace: `tenant-${tenant.name}`,
    department: tenant.department ?? '',
    people: tenant.people,
    models: tenant.models ?? platform.models.map(({ name }) => name),
    requestsPerMinute: tenant.limits.requestsPerMinute,
    tokensPerMinute: tenant.limits.tokensPerMinute,
    quota: { ...quotaDefaults, ...Object.fromEntries(quota) },
    limitRange: {
      cpuDefault: threads(0.5),
      memoryDefault: mebibytes(512),
      cpuRequest: threads(0.1),
      memoryRequest: mebibytes(128),
      cpuMax: threads(8),
      memoryMax: gibibytes(32),
    },
  }
}

export function planPriorities(workloads: Workloads): { readonly [name: string]: number } {
  const values = new Set(Object.values(workloads).map(({ priority }) => priority))
  return Object.fromEntries(
    [...values]
      .filter((priority) => priority !== 0)
      .toSorted((left, right) => left - right)
      .map((priority) => [priorityClassOf(priority), priority]),
  )
}

export function planSchedules(
  context: Context,
  recovery: Plan['recovery'],
  reasons: Reasons,
): { readonly [name: string]: PlannedSchedule } {
  const { stores } = context.platform.backup
  return Object.fromEntries(
    Object.entries(stores).map(([store, { every, keep, log }]): [string, PlannedSchedule] => {
      const path = pointer('backup', 'stores', store)
      reasons.add('schedules', pointer('schedules', store), {
        rule: 'declared',
        formula: '',
        terms: [
          fromPlatform('every', printDuration(every), `${path}/every`),
          fromPlatform('keep', printDuration(keep), `${path}/keep`),
          ...(log === undefined
            ? []
            : [fromPlatform('log every', printDuration(log.every), `${path}/log/every`)]),
        ],
      })
      const workload = recovery[store]?.workload
      return [
        store,
        { store, every, keep, purpose: 'backup', ...(workload === undefined ? {} : { workload }) },
      ]
    }),
  )
}
