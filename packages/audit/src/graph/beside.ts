// Tells which objects belong together: by their namespace, their file or their folder.

import type { KubernetesObject, Pod } from './graph.js'
import { directoryOf } from './documents.js'
import { statedNamespace } from '../wiring/services/selection.js'

/** Objects that state no namespace belong together only where they lie together. */
export function isBeside(left: KubernetesObject, right: KubernetesObject): boolean {
  const namespace = statedNamespace(left)
  if (namespace !== statedNamespace(right)) return false
  return namespace !== '' || areTogether(left, right)
}

/** Those of the same file, else those of the same folder, else all: folders hold alternatives of one installation. */
export function nearestPods(object: KubernetesObject, pods: readonly Pod[]): readonly Pod[] {
  const { document } = object.field.place
  const within = (isNear: (other: string) => boolean): readonly Pod[] =>
    pods.filter(({ owner }) => isNear(owner.field.place.document))
  const inFile = within((other) => other === document)
  if (inFile.length > 0) return inFile
  const inFolder = within((other) => directoryOf(other) === directoryOf(document))
  return inFolder.length > 0 ? inFolder : pods
}

/** Whether two objects lie in one folder. */
export const areTogether = (left: KubernetesObject, right: KubernetesObject): boolean =>
  directoryOf(left.field.place.document) === directoryOf(right.field.place.document)
