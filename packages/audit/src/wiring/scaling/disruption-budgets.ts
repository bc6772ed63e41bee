// Finds disruption budgets that let no pod go, and pods that two budgets select.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { Graph, KubernetesObject, Pod } from '../../graph/graph.js'
import { isTemplate, ofKind } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'
import { isBeside } from '../../graph/beside.js'
import { podsWith, selectorOf, statedNamespace } from '../services/selection.js'
import { withoutPods } from '../services/without-pods.js'
import { scalersOf } from './autoscalers.js'

/** A drain leaves DaemonSets alone and waits for no Job. */
const evicted: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'Rollout'])

export const disruptionBudgets: AuditRule = (graph) => {
  const budgets = ofKind(graph, 'PodDisruptionBudget').map((object) => ({
    object,
    selected: selectedBy(graph, object),
  }))
  return [
    ...budgets.flatMap(({ object, selected }) =>
      selected.length === 0 ? emptyFault(graph, object) : blockFault(graph, object, selected),
    ),
    ...pairFaults(budgets),
  ]
}

type Budget = { readonly object: KubernetesObject; readonly selected: readonly Pod[] }

/** An empty selector takes every pod of the namespace, a missing one takes none. */
function selectedBy(graph: Graph, object: KubernetesObject): readonly Pod[] {
  const selector = object.field.get('spec', 'selector')
  if (selector.value === undefined) return []
  return podsWith(graph, statedNamespace(object), selectorOf(selector))
}

function emptyFault(graph: Graph, object: KubernetesObject): readonly Diagnostic[] {
  const selector = object.field.get('spec', 'selector')
  const labels = selector.get('matchLabels')
  const isPlain = selector.get('matchExpressions').value === undefined
  return labels.entries.length > 0 && isPlain ? withoutPods(graph, object, labels) : []
}

function blockFault(
  graph: Graph,
  object: KubernetesObject,
  selected: readonly Pod[],
): readonly Diagnostic[] {
  const pods = selected.filter(({ owner }) => evicted.has(owner.kind) && isBeside(owner, object))
  const [first] = pods
  if (first === undefined || pods.length < selected.length) return []
  const counts = pods.map((pod) => leastOf(graph, pod))
  const replicas = counts.reduce((sum, { least }) => sum + least, 0)
  const setting = blockingSetting(object, replicas)
  if (setting === undefined || replicas === 0) return []
  // Between its bounds the autoscaler usually runs more than the minimum.
  const isAlways = counts.every(({ isFixed }) => isFixed) || isZero(setting.field)
  return [
    diagnostic(
      'wiring/drain-blocked',
      setting.field.place,
      {
        budget: object.name,
        workload: first.owner.name,
        replicas,
        setting: `${setting.key}: ${setting.field.text ?? ''}`,
      },
      { severity: isAlways ? 'warning' : 'info' },
    ),
  ]
}

type Count = { readonly least: number; readonly isFixed: boolean }

function leastOf(graph: Graph, pod: Pod): Count {
  const [autoscaler] = scalersOf(graph, pod)
  if (autoscaler === undefined) return { least: pod.replicas ?? 1, isFixed: true }
  const least = autoscaler.minimum.number ?? autoscaler.minimumDefault
  return { least, isFixed: least === autoscaler.maximum.number }
}

type Setting = { readonly key: string; readonly field: Field }

function blockingSetting({ field }: KubernetesObject, replicas: number): Setting | undefined {
  const most = field.get('spec', 'maxUnavailable')
  if (isZero(most)) return { key: 'maxUnavailable', field: most }
  const least = field.get('spec', 'minAvailable')
  const wanted = wantedOf(least, replicas)
  return wanted !== undefined && wanted >= replicas
    ? { key: 'minAvailable', field: least }
    : undefined
}

const isZero = ({ text }: Field): boolean => text === '0' || text === '0%'

/** A share of the pods rounds up. */
function wantedOf({ text, number }: Field, replicas: number): number | undefined {
  const percent = /^(\d+)%$/.exec(text ?? '')?.[1]
  return percent === undefined ? number : Math.ceil((Number(percent) * replicas) / 100)
}

function pairFaults(budgets: readonly Budget[]): readonly Diagnostic[] {
  const first = new Map<Pod, Budget>()
  const told = new Set<string>()
  return budgets.flatMap((budget) =>
    budget.selected.flatMap((pod) => {
      const other = first.get(pod)
      if (other === undefined) first.set(pod, budget)
      if (other === undefined || !clashes(other.object, budget.object, pod)) return []
      const key = `${other.object.name}/${budget.object.name}`
      if (told.has(key)) return []
      told.add(key)
      return [pairFault(other.object, budget.object, pod)]
    }),
  )
}

function clashes(
  first: KubernetesObject,
  second: KubernetesObject,
  { owner, labels }: Pod,
): boolean {
  if (first.name === second.name || Object.values(labels).some(isTemplate)) return false
  if ([first, second].some(hasTemplate)) return false
  return evicted.has(owner.kind) && isBeside(first, owner) && isBeside(second, owner)
}

const hasTemplate = ({ field }: KubernetesObject): boolean =>
  field
    .get('spec', 'selector', 'matchLabels')
    .entries.some((entry) => isTemplate(entry.field.text ?? ''))

function pairFault(first: KubernetesObject, second: KubernetesObject, { owner }: Pod): Diagnostic {
  const location = first.field.get('spec', 'selector').keyPlace
  return diagnostic(
    'wiring/two-budgets',
    second.field.get('spec', 'selector').keyPlace,
    { workload: owner.name, first: first.name, second: second.name },
    { advice: [{ kind: 'frame', location, label: first.name }] },
  )
}
