// Finds pods that the Pod Security level of their namespace refuses, and images that cannot run as they must.

import { softwareOfImage } from '@llmflow/catalog'
import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { Graph, Pod, Process } from '../graph/graph.js'
import { podTemplates } from '../graph/kinds.js'
import { ofKind } from '../graph/lookup.js'
import type { AuditRule } from '../rule.js'
import { statedNamespace } from '../wiring/services/selection.js'
import { isWhole } from '../graph/whole.js'
import { enforcedLevels, enforceLabel, type EnforcedLevel } from './levels.js'
import { violationsOf } from './standards.js'

export const refusedPods: AuditRule = (graph) => {
  const levels = enforcedLevels(graph)
  return graph.pods.filter(isWhole).flatMap((pod) => {
    const enforced = levels.get(statedNamespace(pod.owner))
    const refused = enforced === undefined || isOpenBeside(graph, pod) ? [] : refusal(pod, enforced)
    return refused.length > 0 ? refused : pod.processes.flatMap(rootImage)
  })
}

/** Whether the namespace stands in the pod's own file without a level; what another file says is for another place. */
function isOpenBeside(graph: Graph, { owner }: Pod): boolean {
  const namespace = statedNamespace(owner)
  return (
    !graph.isComplete &&
    ofKind(graph, 'Namespace').some(
      ({ name, labels, field }) =>
        name === namespace &&
        labels[enforceLabel] === undefined &&
        field.place.document === owner.field.place.document,
    )
  )
}

function refusal(pod: Pod, { level, field, isSure }: EnforcedLevel): readonly Diagnostic[] {
  const { owner } = pod
  const violations = violationsOf(templateOf(pod), level)
  if (violations.length === 0) return []
  const settings = (kind: 'forbidden' | 'missing'): readonly string[] => [
    ...new Set(violations.filter((item) => item.kind === kind).map(({ setting }) => setting)),
  ]
  // What is there can be pointed at; what is missing is missing from the whole workload.
  const stated = violations.find(({ field: found }) => found.value !== undefined)
  return [
    diagnostic(
      'security/pod-refused',
      (stated?.field ?? owner.field.get('metadata', 'name')).place,
      {
        workload: owner.name,
        namespace: pod.namespace,
        level,
        forbidden: settings('forbidden'),
        missing: settings('missing'),
      },
      {
        severity: isSure ? 'error' : 'warning',
        advice: [{ kind: 'frame', location: field.place, label: level }],
      },
    ),
  ]
}

const templateOf = ({ owner }: Pod): Field =>
  owner.field.get(...(podTemplates.get(owner.kind) ?? []))

/** The kubelet looks at the user of the image when no number is set. */
function rootImage({ field, image, name, pod }: Process): readonly Diagnostic[] {
  if (image === undefined || pod === undefined) return []
  const contexts = [field.get('securityContext'), pod.spec.get('securityContext')]
  const stated = (key: string): Field | undefined =>
    contexts.map((context) => context.get(key)).find(({ value }) => value !== undefined)
  const nonRoot = stated('runAsNonRoot')
  if (nonRoot?.text !== 'true' || stated('runAsUser') !== undefined) return []
  if (pod.spec.get('hostUsers').text === 'false') return []
  if (softwareOfImage(image.repository)?.image.runsAsRoot !== true) return []
  const params = { workload: name, image: image.reference }
  return [diagnostic('security/image-runs-as-root', nonRoot.place, params)]
}
