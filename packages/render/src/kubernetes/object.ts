// Defines what every object has: a kind, a name, and the labels by which objects find each other.

import type { PlannedTenant, Workload } from '@llmflow/spec'
import type { ObjectMeta } from 'kubernetes-types/meta/v1.js'
import { labelCut, type TemplatedFields, type TemplateText } from '../template/template.js'
import { tagLabel, tenantField } from './parameters.js'

export type Metadata = TemplatedFields<Omit<ObjectMeta, 'name' | 'namespace' | 'labels'>> & {
  readonly name: TemplateText
  readonly namespace?: TemplateText
  readonly labels?: TemplatedLabels
}

export type KubernetesObject = {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: Metadata
}

/** A kind of `kubernetes-types`, where everything may be left out, with what no object can do without. */
export type Named<Kind> = TemplatedFields<Kind> & KubernetesObject

export type Labels = { readonly [label: string]: string }
type TemplatedLabels = { readonly [label: string]: TemplateText }

export const managedBy = { 'app.kubernetes.io/managed-by': 'llmflow' } as const
export const platformLabels = { 'app.kubernetes.io/part-of': 'llmflow', ...managedBy } as const

/** The label that a workload's pods, and nobody else's, have. */
export const selectorOf = (id: string): { readonly 'app.kubernetes.io/name': string } => ({
  'app.kubernetes.io/name': id,
})

export function labelsOf(workload: Workload): TemplatedLabels {
  return {
    ...selectorOf(workload.id),
    'app.kubernetes.io/component': workload.component,
    ...platformLabels,
    ...versionLabel(workload),
  }
}

function versionLabel(workload: Workload): TemplatedLabels {
  const { tag } = workload.image
  return labelCut(tag) === '' ? {} : { 'app.kubernetes.io/version': tagLabel(workload) }
}

export function metadataOf(workload: Workload, name: TemplateText, labels: Labels = {}): Metadata {
  return {
    name,
    namespace: workload.namespace,
    labels: { ...labelsOf(workload), ...labels },
  }
}

/** Kubernetes counts such times in whole seconds and takes none below one. */
export const wholeSeconds = (milliseconds: number): number =>
  Math.max(1, Math.ceil(milliseconds / 1000))

export function tenantMetadata(
  tenant: string,
  { namespace }: Pick<PlannedTenant, 'namespace'>,
  name: string,
): Metadata {
  return {
    name,
    namespace: tenantField(tenant, ['namespace'], namespace),
    labels: { ...platformLabels, 'llmflow.io/tenant': tenantField(tenant, ['name'], tenant) },
  }
}
