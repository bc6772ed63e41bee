// Finds images that come from elsewhere than the registry that the files state as theirs.

import { softwareOfKind } from '@llmflow/catalog'
import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import { isTemplate } from '../graph/lookup.js'
import { groupOf } from '../graph/kinds.js'
import type { Graph, Process } from '../graph/graph.js'
import type { AuditRule } from '../rule.js'
import { directoryOf, isBelow } from '../graph/documents.js'

/** A registry that values state for all their charts, and the directory that it speaks for. */
type Stated = { readonly registry: string; readonly directory: string }

function statedIn({ values, registry: demanded }: Graph): readonly Stated[] {
  if (demanded !== undefined) return [{ registry: demanded, directory: '' }]
  return values.flatMap(({ root, document }) => {
    const registry = root.get('global', 'imageRegistry').text?.replace(/\/+$/, '') ?? ''
    if (registry === '' || isTemplate(registry) || isPublic(registry)) return []
    return [{ registry, directory: directoryOf(document) }]
  })
}

/** Values that name a public registry say where images come from, not that the site is closed. */
const isPublic = (registry: string): boolean =>
  /^(docker\.io|index\.docker\.io|ghcr\.io|quay\.io|gcr\.io|registry\.k8s\.io|public\.ecr\.aws)$/.test(
    registry,
  )

export const outsideRegistry: AuditRule = (graph) => {
  const stated = statedIn(graph)
  if (stated.length === 0) return []
  return graph.processes.flatMap((process): readonly Diagnostic[] => {
    const { image } = process
    if (image === undefined || isTemplate(image.reference)) return []
    if (!isJudged(graph, process)) return []
    const own = stated.find(({ directory }) => isBelow(process.field.place.document, directory))
    if (own === undefined || `${image.repository}/`.startsWith(`${own.registry}/`)) return []
    const params = { image: image.reference, registry: own.registry }
    return [diagnostic('airgap/outside-registry', image.repositoryPlace, params)]
  })
}

/** Charts put the registry before a name without one; what values state is not meant for compose files. */
function isJudged({ registry }: Graph, { origin, image, field }: Process): boolean {
  if (origin !== 'values') return origin === 'kubernetes' || registry !== undefined
  const hasHost = /^[^/]*[.:][^/]*\//.test(image?.reference ?? '')
  return hasHost && field.get('image', 'registry').value === undefined
}

/** Custom resources whose operator installs further charts with values that name no image. */
export const chartsOutsideRegistry: AuditRule = (graph) => {
  const stated = statedIn(graph)
  if (stated.length === 0) return []
  return graph.objects.flatMap(({ apiVersion, kind, field }) => {
    const program = softwareOfKind(groupOf(apiVersion), kind)
    const own = stated.find(({ directory }) => isBelow(field.place.document, directory))
    if (program === undefined || own === undefined) return []
    // milvus-io/milvus-operator apis/milvus.io/v1beta1/dependencies_types.go: inCluster.values are a chart's values.
    return field.get('spec', 'dependencies').entries.flatMap(({ key, field: dependency }) => {
      const chart = dependency.get('inCluster')
      if (chart.value === undefined || namesImages(chart.get('values'))) return []
      const params = { program: program.title, chart: key, registry: own.registry }
      return [diagnostic('airgap/charts-outside-registry', chart.keyPlace, params)]
    })
  })
}

const namesImages = (values: Field): boolean =>
  [['image'], ['images'], ['global', 'imageRegistry']].some(
    (path) => values.get(...path).value !== undefined,
  )
