// Finds ConfigMaps that look like the configuration of Cluster Autoscaler, which reads none of this kind.

import { clusterAutoscalerConfigMaps } from '@llmflow/catalog'
import { diagnostic } from '@llmflow/spec'
import type { Graph, KubernetesObject } from '../graph/graph.js'
import { ofKind } from '../graph/lookup.js'
import type { AuditRule } from '../rule.js'

const program = 'Cluster Autoscaler'
const known: ReadonlySet<string> = new Set(clusterAutoscalerConfigMaps)

export const autoscalerConfiguration: AuditRule = (graph) =>
  ofKind(graph, 'ConfigMap')
    .filter((object) => looksLikeOne(object) && !isMounted(graph, object))
    .map(({ name, field }) =>
      diagnostic('wiring/unread-configuration', field.get('metadata', 'name').place, {
        program,
        name,
      }),
    )

/** Bounds of node groups under the autoscaler's name. A provider's own file has credentials and no bounds. */
function looksLikeOne({ name, field }: KubernetesObject): boolean {
  return (
    /cluster-?autoscaler/.test(name) &&
    !known.has(name) &&
    field
      .get('data')
      .entries.some(
        ({ field: { text = '' } }) => /\bminSize\b/.test(text) && /\bmaxSize\b/.test(text),
      )
  )
}

function isMounted({ pods }: Graph, { name, namespace }: KubernetesObject): boolean {
  return pods.some(
    (pod) =>
      pod.namespace === namespace &&
      pod.spec.get('volumes').items.some((volume) => volume.get('configMap', 'name').text === name),
  )
}
