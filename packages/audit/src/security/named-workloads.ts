// Finds programs that are only named here and start as root, in namespaces that forbid it.

import { findSoftware, type Software } from '@llmflow/catalog'
import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { Graph } from '../graph/graph.js'
import { findObject } from '../graph/lookup.js'
import type { AuditRule } from '../rule.js'
import { autoscalersOf, type Autoscaler } from '../wiring/scaling/autoscalers.js'
import { enforcedLevels } from './levels.js'

export const namedWorkloads: AuditRule = (graph) =>
  autoscalersOf(graph).flatMap((autoscaler) => rootTarget(graph, autoscaler))

/** An autoscaler names a workload that is not here; one that is here is judged by itself. */
function rootTarget(graph: Graph, autoscaler: Autoscaler): readonly Diagnostic[] {
  const { object, targetKind, targetName } = autoscaler
  const enforced = enforcedLevels(graph).get(object.namespace)
  if (enforced?.level !== 'restricted') return []
  if (findObject(graph, targetKind, object.namespace, targetName) !== undefined) return []
  const software = rootProgram(targetName)
  if (software === undefined) return []
  const { level, field } = enforced
  return [
    diagnostic(
      'security/named-workload-refused',
      object.field.get('metadata', 'namespace').place,
      { workload: targetName, program: software.title, namespace: object.namespace, level },
      { advice: [{ kind: 'frame', location: field.place, label: level }] },
    ),
  ]
}

/** `dify-api` is the part api of dify. An unknown part may have an image of its own, such as an exporter. */
function rootProgram(name: string): Software | undefined {
  const words = name.split('-')
  return words
    .map((_, index) => ({
      software: findSoftware(words.slice(0, index + 1).join('-')),
      part: words.slice(index + 1).join('-'),
    }))
    .find(({ software, part }) => software !== undefined && startsAsRoot(software, part))?.software
}

function startsAsRoot({ images }: Software, part: string): boolean {
  const ofPart = images.filter((image) => (part === '' ? true : image.part === part))
  return ofPart.length > 0 && ofPart.every(({ runsAsRoot }) => runsAsRoot === true)
}
