// Finds namespaces that objects live in and that nobody makes, where the files make others.

import { diagnostic, type Diagnostic, type Location } from '@llmflow/spec'
import type { Graph, KubernetesObject } from '../../graph/graph.js'
import { isTemplate, ofKind } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'
import { adviceFor, similarTo } from './similar.js'
import { statedNamespace } from '../services/selection.js'
import { grouped } from '../../graph/grouped.js'

/** Every cluster has these. */
const builtIn = /^(?:default|kube-.+)$/

export const missingNamespace: AuditRule = (graph) => {
  const made = namespacesMade(graph)
  if (made === undefined) return []
  const isThere = (namespace: string): boolean =>
    namespace === '' || made.has(namespace) || builtIn.test(namespace) || isTemplate(namespace)
  const missing = grouped(
    graph.objects
      .filter((object) => !isThere(statedNamespace(object)))
      .map((object) => [statedNamespace(object), placeOf(object)] as const),
  )
  return [...missing].flatMap(([namespace, places]) => judge(graph, made, namespace, places))
}

const placeOf = ({ field }: KubernetesObject): Location => field.get('metadata', 'namespace').place

/** Undefined where the files leave their namespaces to somebody else. */
function namespacesMade(graph: Graph): ReadonlySet<string> | undefined {
  const names = ofKind(graph, 'Namespace').map(({ name }) => name)
  if (names.length === 0 || names.some(isTemplate)) return undefined
  return new Set([...names, ...graph.addons.map(({ namespace }) => namespace)])
}

const relatedMax = 3

/** Where more may exist elsewhere, only a name that is nearly one of those here is a fault. */
function judge(
  graph: Graph,
  made: ReadonlySet<string>,
  namespace: string,
  [place, ...others]: readonly Location[],
): readonly Diagnostic[] {
  const similar = similarTo(namespace, made)
  if (place === undefined || (!graph.isComplete && !similar.isCertain)) return []
  return [
    diagnostic(
      'wiring/missing-namespace',
      place,
      { namespace, suggestion: similar.name },
      {
        severity: graph.isComplete ? 'error' : 'warning',
        related: others.slice(0, relatedMax),
        advice: others.length === 0 ? adviceFor(namespace, similar, [...made]) : [],
      },
    ),
  ]
}
