// Finds fields and versions in kubeadm's files that kubeadm does not read.

import { foreignFields, isKubernetesVersion, kindFacts } from '@llmflow/catalog'
import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { KubernetesObject } from '../graph/graph.js'
import { groupOf } from '../graph/kinds.js'
import { isTemplate } from '../graph/lookup.js'
import type { AuditRule } from '../rule.js'

export const kubeadmFields: AuditRule = ({ objects }) => objects.flatMap(unknownFields)
export const kubernetesVersions: AuditRule = ({ objects }) => objects.flatMap(unreadableVersion)

const fieldsOf: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  kindFacts.flatMap(({ kind, fields }) =>
    fields === undefined ? [] : [[kind, new Set(fields)] as const],
  ),
)

/** Of the group of kubeadm, or of the core, where nobody else has such a kind. */
const isKubeadm = ({ apiVersion, kind }: KubernetesObject): boolean =>
  fieldsOf.has(kind) && ['', 'kubeadm.k8s.io'].includes(groupOf(apiVersion))

function unknownFields(object: KubernetesObject): readonly Diagnostic[] {
  if (!isKubeadm(object)) return []
  const { kind, field } = object
  const known = fieldsOf.get(kind) ?? new Set()
  // What is wrapped into a spec is looked through too: it may hold more than the wrapper is to blame for.
  return [...field.entries, ...field.get('spec').entries]
    .filter(({ key }) => !known.has(key))
    .map(({ key, field: { keyPlace } }) => {
      const instead = Object.hasOwn(foreignFields, key) ? foreignFields[key] : undefined
      const params = { kind, field: key, ...(instead === undefined ? {} : { instead }) }
      // Out of habit every object gets a name, which is nothing that somebody wants to configure.
      const severity = key === 'metadata' ? 'warning' : 'error'
      return diagnostic('wiring/kubeadm-field', keyPlace, params, { severity })
    })
}

function unreadableVersion(object: KubernetesObject): readonly Diagnostic[] {
  if (!isKubeadm(object)) return []
  return [object.field, object.field.get('spec')]
    .map((field): Field => field.get('kubernetesVersion'))
    .flatMap(({ text, place }) =>
      text === undefined || isTemplate(text) || isKubernetesVersion(text)
        ? []
        : [diagnostic('wiring/kubernetes-version', place, { version: text })],
    )
}
