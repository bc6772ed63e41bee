// Finds programs that get one object store from values and install another one by a custom resource.

import { findSoftware, softwareOfKind } from '@llmflow/catalog'
import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import { groupOf } from '../../graph/kinds.js'
import type { Graph, KubernetesObject } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'

/** milvus-io/milvus-operator apis/milvus.io/v1beta1/dependencies_types.go: `inCluster` installs, `external` does not. */
export const twoObjectStores: AuditRule = (graph) =>
  graph.objects.flatMap((object) => {
    const storage = object.field.get('spec', 'dependencies', 'storage')
    const installed = storage.get('inCluster')
    if (installed.value === undefined || storage.get('external').text === 'true') return []
    return againstValues(graph, object, installed)
  })

function againstValues(
  { values }: Graph,
  { apiVersion, kind }: KubernetesObject,
  installed: Field,
): readonly Diagnostic[] {
  const software = softwareOfKind(groupOf(apiVersion), kind)
  if (software === undefined) return []
  for (const { root } of values) {
    const block = root.entries.find(({ key }) => findSoftware(key) === software)?.field
    const endpoint = block === undefined ? undefined : endpointOf(block)
    if (endpoint?.text === undefined || block?.get('enabled').text === 'false') continue
    const params = { program: software.title, endpoint: endpoint.text }
    return [
      diagnostic('wiring/two-object-stores', installed.keyPlace, params, {
        related: [endpoint.place],
        advice: [{ kind: 'frame', location: endpoint.place, label: endpoint.text }],
      }),
    ]
  }
  return []
}

/** Where charts take the address of a store that is there already. */
const endpointPaths: readonly (readonly string[])[] = [
  ['storage', 'endpoint'],
  ['storage', 'host'],
  ['externalS3', 'host'],
]

function endpointOf(block: Field): Field | undefined {
  return endpointPaths
    .map((path) => block.get(...path))
    .find(({ text }) => text !== undefined && text !== '')
}
