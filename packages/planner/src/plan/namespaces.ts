// Step: the namespaces of the platform, its addons and tenants, with what each may take.

import {
  bytes,
  cpuMillis,
  fromPlan,
  pointer,
  printCpu,
  printKubernetesBytes,
  type Addon,
  type PlannedNamespace,
  type PlannedTenant,
  type Platform,
  type Workload,
} from '@llmflow/spec'
import type { Reasons } from './step.js'

type Workloads = { readonly [id: string]: Workload }

/** A rollout runs a quarter more replicas for a while, unless they hold GPUs: Kubernetes' default maxSurge. */
const surge = 1.25
/** Room for the containers of operators and for debugging. */
const spare = { pods: 10, cpu: 2000, memory: 4 * 2 ** 30 }

export function planNamespaces(
  platform: Platform,
  workloads: Workloads,
  addons: { readonly [name: string]: Addon },
  tenants: { readonly [name: string]: PlannedTenant },
  reasons: Reasons,
): { readonly [name: string]: PlannedNamespace } {
  const level = platform.security.podSecurity
  const own = [...new Set(Object.values(workloads).map(({ namespace }) => namespace))].map(
    (name): [string, PlannedNamespace] => [
      name,
      {
        podSecurity: levelFor(name, workloads, level),
        purpose: 'platform',
        quota: quotaFor(name, workloads, reasons),
      },
    ],
  )
  const ofAddons = Object.values(addons).map((addon): [string, PlannedNamespace] => [
    addon.namespace,
    { podSecurity: addon.podSecurity, purpose: addon.purpose },
  ])
  const ofTenants = Object.entries(tenants).map(
    ([tenant, { namespace }]): [string, PlannedNamespace] => [
      namespace,
      { podSecurity: 'baseline', purpose: 'tenant', tenant },
    ],
  )
  return Object.fromEntries(
    [...own, ...ofAddons, ...ofTenants].toSorted(([left], [right]) => (left < right ? -1 : 1)),
  )
}

/** The platform's level, or baseline where a workload must be root: such have a namespace of their own. */
function levelFor(
  namespace: string,
  workloads: Workloads,
  level: PlannedNamespace['podSecurity'],
): PlannedNamespace['podSecurity'] {
  const isPrivileged = Object.values(workloads).some(
    ({ namespace: own, security }) =>
      own === namespace &&
      (security.user === 0 ||
        (security.capabilities ?? []).some((capability) => capability !== 'NET_BIND_SERVICE')),
  )
  return isPrivileged && level === 'restricted' ? 'baseline' : level
}

/** What the workloads of a namespace take at their maxima while they roll out; GPUs exactly. */
function quotaFor(
  namespace: string,
  workloads: Workloads,
  reasons: Reasons,
): NonNullable<PlannedNamespace['quota']> {
  const own = Object.values(workloads).filter(
    (workload) => workload.namespace === namespace && workload.runsOn === 'cluster',
  )
  const sum = (read: (workload: Workload) => number): number =>
    own.reduce((total, workload) => total + atMost(workload) * read(workload), 0)
  const gpus = own.reduce(
    (total, { replicas, resources }) => total + replicas.maximum * (resources.gpus ?? 0),
    0,
  )
  const quota = {
    pods: `${sum(() => 1) + spare.pods}`,
    'requests.cpu': printCpu(cpuMillis(sum(({ resources }) => resources.cpu) + spare.cpu)),
    'requests.memory': printKubernetesBytes(
      bytes(sum(({ resources }) => resources.memory) + spare.memory),
    ),
    'requests.nvidia.com/gpu': `${gpus}`,
  }
  reasons.add('namespaces', pointer('namespaces', namespace, 'quota'), {
    rule: 'namespaces/quota',
    formula: 'Σ ⌈maximum × 1.25⌉ × requests + a little to spare; GPUs without surge',
    terms: own.map(({ id, replicas }) =>
      fromPlan(
        `${id} at most`,
        `${replicas.maximum}`,
        pointer('workloads', id, 'replicas', 'maximum'),
      ),
    ),
  })
  return quota
}

function atMost({ kind, replicas, resources }: Workload): number {
  const rolls = kind === 'stateless' && (resources.gpus ?? 0) === 0
  return rolls ? Math.ceil(replicas.maximum * surge) : replicas.maximum
}
