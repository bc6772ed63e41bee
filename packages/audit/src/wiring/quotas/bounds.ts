// Finds the LimitRanges and quotas that hold for a namespace.

import type { Field } from '@llmflow/spec'
import type { Graph, KubernetesObject } from '../../graph/graph.js'
import { ofKind } from '../../graph/index.js'
import { statedNamespace } from '../selection.js'

/** Objects that state no namespace belong together only where they are applied together: in one file. */
export function isBeside(left: KubernetesObject, right: KubernetesObject): boolean {
  const namespace = statedNamespace(left)
  if (namespace !== statedNamespace(right)) return false
  return namespace !== '' || left.field.place.document === right.field.place.document
}

/** The bounds of a type: `Container`, `Pod`, `PersistentVolumeClaim`. */
export function limitsFor(graph: Graph, object: KubernetesObject, type: string): readonly Field[] {
  return ofKind(graph, 'LimitRange')
    .filter((range) => isBeside(range, object))
    .flatMap(({ field }) => field.get('spec', 'limits').items)
    .filter((limit) => limit.get('type').text === type)
}
