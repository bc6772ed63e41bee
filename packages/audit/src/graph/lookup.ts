// Finds objects by kind, namespace and name without looking at all of them.

import type { Graph, KubernetesObject, Labels } from './graph.js'
import { remembered } from './remembered.js'
import { grouped } from './grouped.js'

/** Objects of a kind, in the order of the files. */
export function ofKind(graph: Graph, kind: string): readonly KubernetesObject[] {
  return indexOf(graph).get(kind) ?? []
}

export function findObject(
  graph: Graph,
  kind: string,
  namespace: string,
  name: string,
): KubernetesObject | undefined {
  return indexOf(graph).get(keyOf(kind, namespace, name))?.[0]
}

/** Built at the first question: a graph never changes. */
const indexOf = remembered(({ objects }: Graph) =>
  grouped(
    objects.flatMap((object) => {
      const { kind, namespace, name } = object
      return [[kind, object] as const, [keyOf(kind, namespace, name), object] as const]
    }),
  ),
)

/** A slash is in no kind, so that keys of kinds and of objects never meet. */
const keyOf = (kind: string, namespace: string, name: string): string =>
  `${kind}/${namespace}/${name}`

/** Whether labels have all that a selector by equality asks for. An empty selector takes everything. */
export function hasLabels(labels: Labels, selector: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value)
}

/** Text that a program fills in later: nothing can be said about what it names. */
export function isTemplate(text: string): boolean {
  return /\{[^}]*\}|<[^<>\s]+>|\$\([^)]*\)|\$\w/.test(text)
}

/** Names of images, objects and hosts have no capitals: a name of nothing else stands for one, such as IMAGE_URL. */
export const isPlaceholder = (text: string): boolean => /^[^a-z]*[A-Z][^a-z]*$/.test(text)
