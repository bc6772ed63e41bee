// Finds programs that are only named here, in namespaces whose level they cannot pass as they usually run.

import { findSoftware, type Software } from '@llmflow/catalog'
import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { Graph, KubernetesObject, Pod } from '../graph/graph.js'
import { findObject, ofKind } from '../graph/index.js'
import type { AuditRule } from '../rule.js'
import { autoscalersOf, type Autoscaler } from '../wiring/scaling/autoscalers.js'
import { enforcedLevels, type EnforcedLevel } from './levels.js'

export const namedWorkloadsRule: AuditRule = (graph) => [
  ...autoscalersOf(graph).flatMap((autoscaler) => rootTarget(graph, autoscaler)),
  ...ofKind(graph, 'ConfigMap').flatMap((object) => logAgent(graph, object)),
]

/** An autoscaler names a workload that is not here; one that is here is judged by itself. */
function rootTarget(graph: Graph, autoscaler: Autoscaler): readonly Diagnostic[] {
  const { object, targetKind, targetName } = autoscaler
  const enforced = enforcedLevels(graph).get(object.namespace)
  if (enforced?.level !== 'restricted') return []
  if (findObject(graph, targetKind, object.namespace, targetName) !== undefined) return []
  const software = rootProgram(targetName)
  if (software === undefined) return []
  return [refusal(object, targetName, software.title, enforced, 'root')]
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

/** The kubelet keeps the logs of containers here; who reads them mounts the directory of the node. */
const logFiles = /\/var\/log\/(containers|pods)\//

function logAgent(graph: Graph, object: KubernetesObject): readonly Diagnostic[] {
  const enforced = enforcedLevels(graph).get(object.namespace)
  if (enforced === undefined || enforced.level === 'privileged') return []
  const configuration = graph.configurations.find(
    ({ namespace, name, excerpt }) =>
      namespace === object.namespace &&
      object.field.get('data', name).value !== undefined &&
      logFiles.test(excerpt.text),
  )
  // A pod that is here and mounts the directory is judged by itself.
  const isHere = graph.pods.some((pod) => pod.namespace === object.namespace && mountsHost(pod))
  if (configuration === undefined || isHere) return []
  const { software } = configuration
  const program = findSoftware(software)?.title ?? software
  return [refusal(object, object.name, program, enforced, 'host-path')]
}

const mountsHost = ({ spec }: Pod): boolean =>
  spec.get('volumes').items.some((volume) => volume.get('hostPath').value !== undefined)

function refusal(
  object: KubernetesObject,
  workload: string,
  program: string,
  { level, field }: EnforcedLevel,
  cause: 'root' | 'host-path',
): Diagnostic {
  return diagnostic(
    'security/named-workload-refused',
    object.field.get('metadata', 'namespace').place,
    { workload, program, namespace: object.namespace, level, cause },
    { advice: [{ kind: 'frame', location: field.place, label: level }] },
  )
}
