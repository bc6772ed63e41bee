// Makes objects of Kubernetes out of documents: a name, a kind, labels, and where each stands.

import type { Field } from '@llmflow/spec'
import type { KubernetesObject, Labels } from './graph.js'
import { clusterKinds } from './kinds.js'

/** Whether a document is an object, whatever its kind: nothing else has both. */
export function isObject(field: Field): boolean {
  return field.get('apiVersion').text !== undefined && field.get('kind').text !== undefined
}

/** The objects of a document: itself, or the items of a List. */
export function objectsOf(field: Field): readonly KubernetesObject[] {
  const kind = field.get('kind').text ?? ''
  if (kind.endsWith('List') && field.get('items').items.length > 0) {
    return field.get('items').items.filter(isObject).flatMap(objectsOf)
  }
  const metadata = field.get('metadata')
  return [
    {
      apiVersion: field.get('apiVersion').text ?? '',
      kind,
      name: metadata.get('name').text ?? '',
      namespace: clusterKinds.has(kind) ? '' : (metadata.get('namespace').text ?? 'default'),
      labels: labelsOf(metadata.get('labels')),
      field,
    },
  ]
}

export function labelsOf(field: Field): Labels {
  return Object.fromEntries(field.entries.map(({ key, field: value }) => [key, value.text ?? '']))
}
