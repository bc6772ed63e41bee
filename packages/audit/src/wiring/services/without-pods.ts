// Judges a selector that takes no pod: whether it misses pods that are here, or pods that may be elsewhere.

import { diagnostic, distance, type Diagnostic, type Field } from '@llmflow/spec'
import { areTogether } from '../../graph/beside.js'
import type { Graph, KubernetesObject, Labels, Pod } from '../../graph/graph.js'
import { isTemplate } from '../../graph/lookup.js'
import { labelsOf } from '../../graph/objects.js'
import { isBesideTemplates, isOverlaid, mayHavePods } from '../objects/makers.js'
import { isAlike, podsIn, podsWith, statedNamespace } from './selection.js'

/** Labels by which people say which program a pod runs. */
const identities = /^(app|k8s-app|name|app\.kubernetes\.io\/(name|instance))$/

/** Labels that programs write on their own pods while they run, such as who leads. */
const writtenAtRunTime = /role|leader|primary|master|state|slot|active|color|track|revision/i

export function withoutPods(
  graph: Graph,
  object: KubernetesObject,
  selector: Field,
): readonly Diagnostic[] {
  const wanted = labelsOf(selector)
  if (Object.values(wanted).some(isTemplate)) return []
  const namespace = statedNamespace(object)
  if (isOverlaid(graph) && podsWith(graph, '', { labels: wanted, expressions: [] }).length > 0) {
    return []
  }
  const pods = podsIn(graph, namespace)
  const near = nearestMiss(pods, wanted)
  if (near !== undefined) {
    const isError = graph.isComplete || contradicts(object, near)
    return [findingOf(object, selector, near, isError ? 'error' : 'warning')]
  }
  if (mayHavePods(graph, object.namespace)) return []
  if (isBesideTemplates(graph, object.field.place.document)) return []
  // Manifests often come without what an operator makes of them; only a namespace with pods can tell.
  if (pods.length === 0 && !graph.isComplete) return []
  return [findingOf(object, selector, undefined, severityOf(graph, object))]
}

/** A folder without pods speaks of pods that come from somewhere else, such as a chart. */
function severityOf(
  { isComplete, pods }: Graph,
  object: KubernetesObject,
): 'error' | 'warning' | 'info' {
  if (isComplete) return 'error'
  return pods.some(({ owner }) => areTogether(owner, object)) ? 'warning' : 'info'
}

/** A label of the selector that almost matches, on pods that match otherwise. */
type Miss = {
  readonly key: string
  readonly value: string
  readonly foundKey: string
  readonly found: string
  readonly isMisspelt: boolean
  readonly pod: Pod
}

function nearestMiss(pods: readonly Pod[], wanted: Labels): Miss | undefined {
  const entries = Object.entries(wanted)
  for (const pod of pods) {
    const missed = entries.filter(([key, value]) => !isAlike(pod.labels[key], value))
    const [only] = missed
    if (only === undefined || missed.length > 1) continue
    const miss = missOf(pod, only)
    if (miss.isMisspelt) return miss
    const isIdentified = entries.some(([key]) => identities.test(key) && key !== miss.key)
    if (isIdentified && !writtenAtRunTime.test(miss.key)) return miss
  }
  return undefined
}

function missOf(pod: Pod, [key, value]: readonly [string, string]): Miss {
  const found = Object.hasOwn(pod.labels, key) ? pod.labels[key] : undefined
  if (found !== undefined) {
    return { key, value, foundKey: key, found, isMisspelt: isNear(found, value), pod }
  }
  const renamed = Object.entries(pod.labels).find(
    ([label, other]) => other === value && isNear(label, key),
  )
  const [foundKey, other] = renamed ?? ['', '']
  return { key, value, foundKey, found: other, isMisspelt: renamed !== undefined, pod }
}

/** Two letters apart, but no two of a numbered row: `shard-1` and `shard-2`, `v1` and `v2`. */
function isNear(left: string, right: string): boolean {
  if (Math.min(left.length, right.length) < 4 || Math.abs(left.length - right.length) > 2) {
    return false
  }
  if (left.replaceAll(/\d/g, '') === right.replaceAll(/\d/g, '')) return false
  return distance(left, right) <= 2
}

/** Pods of another part may be elsewhere; a misspelt label, or another one on the workload of this name, is wrong. */
const contradicts = ({ name }: KubernetesObject, { isMisspelt, found, pod }: Miss): boolean =>
  isMisspelt || (found !== '' && pod.owner.name === name)

function findingOf(
  { kind, name }: KubernetesObject,
  selector: Field,
  miss: Miss | undefined,
  severity: 'error' | 'warning' | 'info',
): Diagnostic {
  const text = selector.entries.map(({ key, field }) => `${key}=${field.text ?? ''}`).join(', ')
  if (miss === undefined) {
    const params = { kind, name, selector: text, label: '' }
    return diagnostic('wiring/selector-without-pods', selector.keyPlace, params, { severity })
  }
  const field = selector.get(miss.key)
  const isValue = miss.foundKey === miss.key
  const remove = isValue ? miss.value : miss.key
  const add = isValue ? miss.found : miss.foundKey
  const label = miss.foundKey === '' ? '' : `${miss.foundKey}=${miss.found}`
  return diagnostic(
    'wiring/selector-without-pods',
    isValue ? field.place : field.keyPlace,
    { kind, name, selector: text, label },
    {
      severity,
      related: [miss.pod.owner.field.get('metadata', 'name').place],
      advice: miss.isMisspelt ? [{ kind: 'diff', remove, add }] : [],
    },
  )
}
