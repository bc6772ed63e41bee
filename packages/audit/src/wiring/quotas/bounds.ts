// Finds the LimitRanges and quotas that hold for a namespace.

import type { Field } from '@llmflow/spec'
import type { Graph, KubernetesObject } from '../../graph/graph.js'
import { ofKind } from '../../graph/lookup.js'
import { isBeside } from '../../graph/beside.js'

/** The bounds of a type: `Container`, `Pod`, `PersistentVolumeClaim`. */
export function limitsFor(graph: Graph, object: KubernetesObject, type: string): readonly Field[] {
  return ofKind(graph, 'LimitRange')
    .filter((range) => isBeside(range, object))
    .flatMap(({ field }) => field.get('spec', 'limits').items)
    .filter((limit) => limit.get('type').text === type)
}
