// Finds the pods that a selector takes, in its namespace, without holding every pod against every selector.

import type { Field } from '@llmflow/spec'
import type { Graph, KubernetesObject, Labels, Pod } from '../../graph/graph.js'
import { isTemplate } from '../../graph/lookup.js'
import { labelsOf } from '../../graph/objects.js'
import { remembered } from '../../graph/remembered.js'
import { grouped } from '../../graph/grouped.js'

/** Rules hold every object against every other one: walking to the same key each time took most of an audit. */
/** The namespace that an object states; empty when it is left to whoever applies it. */
export const statedNamespace = remembered((object: KubernetesObject): string => {
  // A kustomization may give another one than `default`, which is what is assumed where nobody states any.
  const stated =
    object.namespace === 'default'
      ? (object.field.get('metadata', 'namespace').text ?? '')
      : object.namespace
  return stated
})

type PodIndex = {
  readonly byNamespace: ReadonlyMap<string, readonly Pod[]>
  /** Keyed by `namespace label=value`. */
  readonly byLabel: ReadonlyMap<string, readonly Pod[]>
  /** Pods with a label that is filled in later: they may match anything. */
  readonly open: readonly Pod[]
}

const indexOf = remembered(({ pods }: Graph): PodIndex => ({
  byNamespace: grouped(pods.map((pod) => [statedNamespace(pod.owner), pod] as const)),
  byLabel: grouped(
    pods.flatMap((pod) =>
      Object.entries(pod.labels).map(
        ([label, value]) => [`${statedNamespace(pod.owner)} ${label}=${value}`, pod] as const,
      ),
    ),
  ),
  open: pods.filter(({ labels }) => Object.values(labels).some(isTemplate)),
}))

/** Pods of a namespace and those that state none; for who states none, every pod. */
export function podsIn(graph: Graph, namespace: string): readonly Pod[] {
  const { byNamespace } = indexOf(graph)
  if (namespace === '') return graph.pods
  return [...(byNamespace.get(namespace) ?? []), ...(byNamespace.get('') ?? [])]
}

/** What a selector asks for: equal labels, and expressions over them. */
export type Selector = { readonly labels: Labels; readonly expressions: readonly Field[] }

/** A selector in the form of workloads and budgets; Services have bare labels. */
export function selectorOf(field: Field): Selector {
  return {
    labels: labelsOf(field.get('matchLabels')),
    expressions: field.get('matchExpressions').items,
  }
}

/** The pods that a selector takes. */
export function podsWith(graph: Graph, namespace: string, selector: Selector): readonly Pod[] {
  return candidates(graph, namespace, selector.labels).filter(({ labels }) =>
    takes(selector, labels),
  )
}

/** Whoever can match, found by the rarest of the labels. */
function candidates(graph: Graph, namespace: string, selector: Labels): readonly Pod[] {
  const { byLabel, open } = indexOf(graph)
  if (namespace === '') return graph.pods
  const lists = Object.entries(selector)
    .filter(([label, value]) => !madeByControllers.test(label) && !isTemplate(value))
    .map(([label, value]) => [
      ...(byLabel.get(`${namespace} ${label}=${value}`) ?? []),
      ...(byLabel.get(` ${label}=${value}`) ?? []),
    ])
  const [first] = lists.toSorted((left, right) => left.length - right.length)
  return first === undefined ? podsIn(graph, namespace) : [...new Set([...first, ...open])]
}

/** Labels that controllers write on pods; no template has them. */
const madeByControllers =
  /^(statefulset\.kubernetes\.io\/pod-name|apps\.kubernetes\.io\/pod-index|controller-revision-hash|pod-template-hash|pod-template-generation|rollouts-pod-template-hash|(batch\.kubernetes\.io\/)?(controller-uid|job-name|job-completion-index))$/

export function takes({ labels: wanted, expressions }: Selector, labels: Labels): boolean {
  return (
    Object.entries(wanted).every(
      ([label, value]) => madeByControllers.test(label) || isAlike(labels[label], value),
    ) && expressions.every((expression) => holds(expression, labels))
  )
}

export function isAlike(found: string | undefined, wanted: string): boolean {
  if (found === undefined) return false
  return found === wanted || isTemplate(found) || isTemplate(wanted)
}

function holds(expression: Field, labels: Labels): boolean {
  const key = expression.get('key').text ?? ''
  const found = labels[key]
  const values = expression.get('values').items.map(({ text }) => text ?? '')
  if (madeByControllers.test(key)) return true
  switch (expression.get('operator').text) {
    case 'In':
      return values.some((value) => isAlike(found, value))
    case 'NotIn':
      return found === undefined || !values.includes(found)
    case 'Exists':
      return found !== undefined
    case 'DoesNotExist':
      return found === undefined
    default:
      return true
  }
}
