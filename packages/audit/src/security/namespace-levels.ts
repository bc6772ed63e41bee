// Finds namespaces without a Pod Security level beside others that have one.

import { diagnostic } from '@llmflow/spec'
import { directoryOf } from '../graph/documents.js'
import { isTemplate, ofKind } from '../graph/lookup.js'
import type { AuditRule } from '../rule.js'
import { enforcedLevels, enforceLabel } from './levels.js'

/** Namespaces of Kubernetes itself, whose pods may need anything. */
const ofKubernetes = /^(default|kube-.*)$/

export const namespaceLevels: AuditRule = (graph) => {
  const enforced = new Set(
    [...enforcedLevels(graph).values()].map(({ field }) => directoryOf(field.place.document)),
  )
  if (enforced.size === 0) return []
  return (
    ofKind(graph, 'Namespace')
      .filter(({ name, labels }) => labels[enforceLabel] === undefined && !ofKubernetes.test(name))
      .filter(({ name }) => !isTemplate(name) && !enforcedLevels(graph).has(name))
      // Another folder is another installation.
      .filter(({ field }) => graph.isComplete || enforced.has(directoryOf(field.place.document)))
      .map(({ name, field }) =>
        diagnostic('security/no-level', field.get('metadata', 'name').place, { namespace: name }),
      )
  )
}
