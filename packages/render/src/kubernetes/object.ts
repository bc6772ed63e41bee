// Defines what every object has: a kind, a name, and the labels by which objects find each other.

import type { Workload } from '@llmflow/spec'
import type { ObjectMeta } from 'kubernetes-types/meta/v1.js'

export type Metadata = ObjectMeta & { readonly name: string }

export type KubernetesObject = {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: Metadata
}

/** A kind of `kubernetes-types`, where everything may be left out, with what no object can do without. */
export type Named<Kind> = Kind & KubernetesObject

export type Labels = { readonly [label: string]: string }

export const managedBy = { 'app.kubernetes.io/managed-by': 'llmflow' } as const
export const platformLabels = { 'app.kubernetes.io/part-of': 'llmflow', ...managedBy } as const

/** The label that a workload's pods, and nobody else's, have. */
export const selectorOf = (id: string): { readonly 'app.kubernetes.io/name': string } => ({
  'app.kubernetes.io/name': id,
})

export function labelsOf(workload: Workload): Labels {
  return {
    ...selectorOf(workload.id),
    'app.kubernetes.io/component': workload.component,
    ...platformLabels,
    ...versionLabel(workload.image.tag),
  }
}

/** Tags may be longer than labels, and end in what a label may not end in. */
function versionLabel(tag: string): Labels {
  const version = tag.slice(0, 63).replace(/[^A-Za-z0-9]+$/, '')
  return version === '' ? {} : { 'app.kubernetes.io/version': version }
}

export function metadataOf(workload: Workload, name: string, labels: Labels = {}): Metadata {
  return {
    name,
    namespace: workload.namespace,
    labels: { ...labelsOf(workload), ...labels },
  }
}

/** Kubernetes counts such times in whole seconds and takes none below one. */
export const wholeSeconds = (milliseconds: number): number =>
  Math.max(1, Math.ceil(milliseconds / 1000))

export function tenantMetadata(tenant: string, namespace: string, name: string): Metadata {
  return { name, namespace, labels: { ...platformLabels, 'llmflow.io/tenant': tenant } }
}
