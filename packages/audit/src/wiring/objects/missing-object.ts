// Finds objects that are named and not there: one finding for each, with everything that names it.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { Graph } from '../../graph/graph.js'
import { directoryOf } from '../../graph/documents.js'
import { isPlaceholder, isTemplate, ofKind } from '../../graph/lookup.js'
import { clusterKinds } from '../../graph/kinds.js'
import type { AuditRule } from '../../rule.js'
import { isBesideTemplates, mayBeMade } from './makers.js'
import { findExisting, hasOpenNames, namesakes, namesOf } from './existing.js'
import { referencesOf } from './reference.js'
import { classesOfValues, valuesReferences } from './values-reference.js'
import { adviceFor, similarTo } from './similar.js'

export const missingObject: AuditRule = (graph) => {
  const missing = new Map<string, Missing>()
  for (const use of usesOf(graph)) {
    if (isThere(graph, use)) continue
    const key = `${use.kind} ${use.namespace} ${use.name.text ?? ''}`
    const known = missing.get(key)
    if (known === undefined) missing.set(key, { ...use, others: [] })
    else known.others.push(use.name)
  }
  return [...missing.values()].map((one) => findingOf(graph, one))
}

type Use = {
  readonly kind: string
  readonly namespace: string
  readonly name: Field
  /** Values are for charts that are not here: they may mean what their chart makes. */
  readonly isByValues: boolean
}

type Missing = Use & { readonly others: Field[] }

function usesOf(graph: Graph): readonly Use[] {
  return [
    ...valuesReferences(graph).map(({ kind, name }) => ({
      kind,
      namespace: '',
      name,
      isByValues: true,
    })),
    ...referencesOf(graph).map(({ kind, namespace, name }) => ({
      kind,
      namespace: clusterKinds.has(kind) ? '' : namespace,
      name,
      isByValues: false,
    })),
  ]
}

/** Kinds that are judged. Roles of a cluster and users come with it. */
const judged: ReadonlySet<string> = new Set([
  'ClusterIssuer',
  'ClusterTriggerAuthentication',
  'ConfigMap',
  'Deployment',
  'IngressClass',
  'Issuer',
  'PersistentVolumeClaim',
  'PriorityClass',
  'Role',
  'RuntimeClass',
  'Secret',
  'Service',
  'ServiceAccount',
  'StatefulSet',
  'StorageClass',
  'TriggerAuthentication',
])

function isThere(graph: Graph, { kind, namespace, name }: Use): boolean {
  const text = name.text ?? ''
  if (!judged.has(kind) || [text, namespace].some(isFilledInLater)) return true
  if (/^kube-(system|public|node-lease)$/.test(namespace)) return true
  if (findExisting(graph, kind, namespace, text).length > 0 || hasOpenNames(graph, kind))
    return true
  if (kind === 'StorageClass' && classesOfValues(graph).has(text)) return true
  // What a cluster brings along is judged only where the files bring some of it, too.
  if (clusterKinds.has(kind)) return ofKind(graph, kind).length === 0
  if (isBesideTemplates(graph, name.place.document)) return true
  return mayBeMade(graph, namespace === '' ? 'default' : namespace, text)
}

const isFilledInLater = (text: string): boolean => isTemplate(text) || isPlaceholder(text)

function findingOf(graph: Graph, missing: Missing): Diagnostic {
  const { kind, namespace, name, others, isByValues } = missing
  const text = name.text ?? ''
  const similar = similarTo(text, namesOf(graph, kind, namespace))
  const elsewhere = namesakes(graph, kind, text)[0]
  const isError = graph.isComplete && !isByValues && (!clusterKinds.has(kind) || similar.isCertain)
  const isExpected =
    graph.isComplete || similar.name !== '' || elsewhere !== undefined || hasKin(graph, missing)
  return diagnostic(
    'wiring/missing-object',
    name.place,
    {
      kind,
      name: text,
      namespace,
      suggestion: similar.name,
      elsewhere: elsewhere?.namespace ?? '',
    },
    {
      severity: isError ? 'error' : isExpected ? 'warning' : 'info',
      related: others.map(({ place }) => place),
      advice: adviceFor(text, similar, []),
    },
  )
}

/** Kinds that belong to the manifests that name them: nobody else makes them by the way. */
const expected: ReadonlySet<string> = new Set([
  'ConfigMap',
  'Issuer',
  'PersistentVolumeClaim',
  'TriggerAuthentication',
])

/** Who makes one Secret in a folder is expected to make the others; who makes none leaves them to somebody else. */
const hasKin = (graph: Graph, { kind, name }: Missing): boolean =>
  expected.has(kind) ||
  ofKind(graph, kind).some(
    ({ field: { place } }) =>
      place.document === name.place.document ||
      (!isDocument(name.place.document) &&
        directoryOf(place.document) === directoryOf(name.place.document)),
  )

/** Pages of documentation lie in a folder, and each speaks of something else. */
const isDocument = (file: string): boolean => /\.(?:md|mdx|markdown)$/i.test(file)
