// Compares two plans: what is created, resized, restarted, moved, changed and deleted.

import type { Placement, Plan, Workload } from '@llmflow/spec'
import type { ChangedKind } from '../words/words.js'
import { differingLeaves, type Leaf } from './leaves.js'

export const effects = ['created', 'resized', 'restarted', 'moved', 'changed', 'deleted'] as const

export type Effect = (typeof effects)[number]

export type Change = {
  readonly effect: Effect
  readonly kind: ChangedKind
  readonly name: string
  readonly leaves: readonly Leaf[]
}

/** Changes in the order of their effects; a workload that is resized and moved comes twice. */
export function compare(before: Plan, after: Plan): readonly Change[] {
  const changes = [
    ...platformChanges(before, after),
    ...workloadChanges(before, after),
    ...kinds.flatMap(({ kind, read }) => namedChanges(kind, read(before), read(after))),
  ]
  return changes.toSorted(
    (one, other) => effects.indexOf(one.effect) - effects.indexOf(other.effect),
  )
}

type Named = { readonly [name: string]: unknown }

/** What is compared by name, and changes as a whole. */
const kinds: readonly { readonly kind: ChangedKind; readonly read: (plan: Plan) => Named }[] = [
  { kind: 'addon', read: ({ addons }) => addons },
  { kind: 'namespace', read: ({ namespaces }) => namespaces },
  { kind: 'node', read: nodesOf },
  { kind: 'name', read: ({ names }) => names },
  { kind: 'certificate', read: ({ certificates }) => certificates },
  { kind: 'secret', read: ({ secrets }) => secrets },
  { kind: 'tenant', read: ({ tenants }) => tenants },
  { kind: 'schedule', read: ({ schedules }) => schedules },
  {
    kind: 'alert',
    read: ({ alerts }) => Object.fromEntries(alerts.map((alert) => [alert.name, alert])),
  },
  { kind: 'dashboard', read: ({ dashboards }) => dashboards },
]

/** Nodes without what lies on them, because that is what workloads say. */
function nodesOf({ nodes }: Plan): Named {
  const keys = ['pool', 'zone', 'rack', 'address', 'cpu', 'memory', 'gpus'] as const
  return Object.fromEntries(Object.entries(nodes).map(([name, node]) => [name, pick(node, keys)]))
}

const pick = <Of extends object>(object: Of, keys: readonly (keyof Of)[]): object =>
  Object.fromEntries(keys.map((key) => [key, object[key]]))

function namedChanges(kind: ChangedKind, before: Named, after: Named): readonly Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted()
  return names.flatMap((name): readonly Change[] => {
    if (!(name in before)) return [{ effect: 'created', kind, name, leaves: [] }]
    if (!(name in after)) return [{ effect: 'deleted', kind, name, leaves: [] }]
    return changeWhere('changed', kind, name, differingLeaves(before[name], after[name]))
  })
}

function changeWhere(
  effect: Effect,
  kind: ChangedKind,
  name: string,
  leaves: readonly Leaf[],
): readonly Change[] {
  return leaves.length === 0 ? [] : [{ effect, kind, name, leaves }]
}

function platformChanges(before: Plan, after: Plan): readonly Change[] {
  const read = ({ release, kubernetesMinor, domain, registry, podSecurity, network }: Plan) => ({
    release,
    kubernetesMinor,
    domain,
    registry,
    podSecurity,
    network,
  })
  return changeWhere('changed', 'platform', after.name, differingLeaves(read(before), read(after)))
}

function workloadChanges(before: Plan, after: Plan): readonly Change[] {
  const ids = [...new Set([...Object.keys(before.workloads), ...Object.keys(after.workloads)])]
  return ids.toSorted().flatMap((id): readonly Change[] => {
    const old = before.workloads[id]
    const now = after.workloads[id]
    if (old === undefined) return [{ effect: 'created', kind: 'workload', name: id, leaves: [] }]
    if (now === undefined) return [{ effect: 'deleted', kind: 'workload', name: id, leaves: [] }]
    return [
      ...facets.flatMap(({ effect, keys }) =>
        changeWhere(effect, 'workload', id, differingLeaves(pick(old, keys), pick(now, keys))),
      ),
      ...moved(id, before.placement[id], after.placement[id]),
    ]
  })
}

/** What a change of each field of a workload does. */
const facets: readonly { readonly effect: Effect; readonly keys: readonly (keyof Workload)[] }[] = [
  { effect: 'resized', keys: ['replicas', 'resources', 'volumes'] },
  {
    /** What stands in the pod: a change replaces every replica. */
    effect: 'restarted',
    keys: [
      'image',
      'command',
      'args',
      'environment',
      'files',
      'ports',
      'probes',
      'security',
      'kind',
      'runsOn',
      'namespace',
      'tolerations',
      'nodeSelector',
      'stopWithin',
    ],
  },
  {
    effect: 'changed',
    keys: [
      'scaling',
      'spread',
      'unavailableMax',
      'movable',
      'schedule',
      'edges',
      'priority',
      'role',
    ],
  },
]

/** Replicas that go on elsewhere; those that are added or taken away do not move. */
function moved(
  name: string,
  before: Placement | undefined,
  after: Placement | undefined,
): readonly Change[] {
  if (before === undefined || after === undefined) return []
  const left = nodesOfReplicas(before)
  const came = [...nodesOfReplicas(after)]
  const gone = left.filter((node) => {
    const index = came.indexOf(node)
    if (index >= 0) came.splice(index, 1)
    return index < 0
  })
  const count = Math.min(gone.length, came.length)
  if (count === 0) return []
  const nodes = { before: gone.slice(0, count).join(', '), after: came.slice(0, count).join(', ') }
  return [{ effect: 'moved', kind: 'workload', name, leaves: [{ path: '/nodes', ...nodes }] }]
}

const nodesOfReplicas = ({ replicas }: Placement): readonly string[] =>
  replicas.map(({ node }) => node).toSorted()
