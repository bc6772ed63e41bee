// Finds objects that are there twice under one name, of which only the one that is applied last stays.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { Graph, KubernetesObject } from '../../graph/graph.js'
import { isTemplate } from '../../graph/lookup.js'
import { groupOf } from '../../graph/kinds.js'
import type { AuditRule } from '../../rule.js'
import { statedNamespace } from '../services/selection.js'

export const duplicates: AuditRule = (graph) => {
  const first = new Map<string, KubernetesObject>()
  const told = new Set<string>()
  const kustomized = new Set(graph.kustomizations.map(({ place }) => folderOf(place.document)))
  return graph.objects.flatMap((object) => {
    if (!isNamed(object)) return []
    const key = keyOf(object)
    const other = first.get(key)
    if (other !== undefined) {
      return isNews(graph, object, other, told) ? judge(graph, object, other) : []
    }
    // What lies beside a kustomization may be a patch of it.
    if (!kustomized.has(folderOf(object.field.place.document))) first.set(key, object)
    return []
  })
}

/** Files of a folder that hold the same things are alternatives: the first pair of objects says so. */
function isNews(
  { isComplete }: Graph,
  { field: { place } }: KubernetesObject,
  { field: { place: other } }: KubernetesObject,
  told: Set<string>,
): boolean {
  if (isComplete || place.document === other.document) return true
  const pair = `${other.document} ${place.document}`
  const isNew = !told.has(pair)
  told.add(pair)
  return isNew
}

/** Hooks of charts and templates come in several versions. */
const isNamed = ({ name, namespace, field }: KubernetesObject): boolean =>
  name !== '' &&
  !isTemplate(name) &&
  !isTemplate(namespace) &&
  field.get('metadata', 'annotations', 'helm.sh/hook').value === undefined

/** Folders are environments: what stands in another one is applied elsewhere. */
const keyOf = (object: KubernetesObject): string =>
  [
    folderOf(object.field.place.document),
    groupOf(object.apiVersion),
    object.kind,
    statedNamespace(object),
    object.name,
  ].join(' ')

const folderOf = (document: string): string => document.slice(0, document.lastIndexOf('/') + 1)

function judge(
  graph: Graph,
  object: KubernetesObject,
  other: KubernetesObject,
): readonly Diagnostic[] {
  const { kind, name, field } = object
  const isSame = JSON.stringify(field.value) === JSON.stringify(other.field.value)
  const place = field.get('metadata', 'name').place
  return [
    diagnostic(
      'wiring/duplicate-object',
      place,
      { kind, name, isSame },
      {
        severity: severityOf(graph, object, other, isSame),
        related: [other.field.get('metadata', 'name').place],
      },
    ),
  ]
}

/** Documents show an object as it grows, and folders of examples hold alternatives; one file is applied as a whole. */
function severityOf(
  { isComplete }: Graph,
  { field: { place } }: KubernetesObject,
  other: KubernetesObject,
  isSame: boolean,
): 'error' | 'warning' | 'info' {
  if (/\.(md|mdx|markdown)$/i.test(place.document)) return 'info'
  const isOneFile = place.document === other.field.place.document
  if (!isOneFile && !isComplete) return 'info'
  return isSame ? 'warning' : 'error'
}
