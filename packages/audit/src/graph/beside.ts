// Tells which objects share a namespace for certain.

import type { KubernetesObject } from './graph.js'
import { directoryOf } from './documents.js'
import { statedNamespace } from '../wiring/services/selection.js'

/** Objects that state no namespace belong together only where they lie together. */
export function isBeside(left: KubernetesObject, right: KubernetesObject): boolean {
  const namespace = statedNamespace(left)
  if (namespace !== statedNamespace(right)) return false
  return (
    namespace !== '' ||
    directoryOf(left.field.place.document) === directoryOf(right.field.place.document)
  )
}
