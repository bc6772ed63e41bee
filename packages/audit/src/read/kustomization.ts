// Reads kustomizations: the files that they take in, and the namespace into which they put them.

import type { Field } from '@llmflow/spec'
import type { KubernetesObject } from '../graph/graph.js'
import { clusterKinds } from '../graph/kinds.js'

export type Kustomization = { readonly document: string; readonly field: Field }

/** Most levels of kustomizations in kustomizations. */
const depthMax = 16

/** By its name: `kind` and `apiVersion` may be left out of a kustomization. */
export function isKustomization(name: string, field: Field): boolean {
  return (
    /^kustomization(?:\.ya?ml)?$/i.test(name) ||
    (field.get('kind').text === 'Kustomization' &&
      (field.get('apiVersion').text ?? '').startsWith('kustomize.config.k8s.io/'))
  )
}

/** The objects with the namespaces that kustomizations give them. */
export function inNamespaces(
  objects: readonly KubernetesObject[],
  kustomizations: readonly Kustomization[],
): readonly KubernetesObject[] {
  const namespaces = namespacesOf(kustomizations)
  if (namespaces.size === 0) return objects
  return objects.map((object) => {
    const namespace = namespaces.get(object.field.place.document)
    return namespace === undefined || clusterKinds.has(object.kind)
      ? object
      : { ...object, namespace }
  })
}

/** Keys by which a kustomization changes what it takes in: what is written is then not what is applied. */
const changing = [
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
  'components',
  'transformers',
  'replacements',
  'helmCharts',
]

/** Files whose objects a kustomization changes before they are applied. */
export function changedFiles(kustomizations: readonly Kustomization[]): ReadonlySet<string> {
  const byFolder = foldersOf(kustomizations)
  return new Set(
    kustomizations
      .filter(({ field }) => changing.some((key) => field.get(key).items.length > 0))
      .flatMap(({ document, field }) => filesOf(folderOf(document), field, byFolder, 0)),
  )
}

/** Files that hold changes to objects, and no objects. */
export function patchFiles(kustomizations: readonly Kustomization[]): ReadonlySet<string> {
  return new Set(
    kustomizations.flatMap(({ document, field }) =>
      [
        ...field.get('patchesStrategicMerge').items,
        ...field.get('patches').items.map((patch) => patch.get('path')),
        ...field.get('patchesJson6902').items.map((patch) => patch.get('path')),
      ].flatMap(({ text }) => (text === undefined ? [] : joined(folderOf(document), text))),
    ),
  )
}

const foldersOf = (kustomizations: readonly Kustomization[]): ReadonlyMap<string, Kustomization> =>
  new Map(kustomizations.map((one) => [folderOf(one.document), one]))

/** The namespace of each file. A base that two overlays take in keeps what the first of them says. */
function namespacesOf(kustomizations: readonly Kustomization[]): ReadonlyMap<string, string> {
  const byFolder = foldersOf(kustomizations)
  const namespaces = new Map<string, string>()
  for (const { document, field } of kustomizations) {
    const namespace = field.get('namespace').text
    if (namespace === undefined) continue
    for (const file of filesOf(folderOf(document), field, byFolder, 0)) {
      if (!namespaces.has(file)) namespaces.set(file, namespace)
    }
  }
  return namespaces
}

/** The files that a kustomization takes in, also through others. */
function filesOf(
  folder: string,
  field: Field,
  byFolder: ReadonlyMap<string, Kustomization>,
  depth: number,
): readonly string[] {
  if (depth > depthMax) return []
  const entries = [...field.get('resources').items, ...field.get('bases').items]
  return entries.flatMap((entry) => {
    const path = joined(folder, entry.text ?? '')
    const inner = byFolder.get(path)
    return inner === undefined ? [path] : filesOf(path, inner.field, byFolder, depth + 1)
  })
}

const folderOf = (document: string): string =>
  document.includes('/') ? document.slice(0, document.lastIndexOf('/')) : ''

/** A path without `.` and `..`, as the names of files have none. */
function joined(folder: string, path: string): string {
  const parts = folder === '' ? [] : folder.split('/')
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}
