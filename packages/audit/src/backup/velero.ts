// Finds Velero backups whose hooks never run, whose patterns match nothing, or that leave out what is there.

import { compareVersions, versionIn } from '@llmflow/catalog'
import { diagnostic, type Diagnostic, type Field, type Severity } from '@llmflow/spec'
import type { Graph, KubernetesObject } from '../graph/graph.js'
import type { AuditRule } from '../rule.js'

export const hooksWithoutPods: AuditRule = (graph) => backupsIn(graph).flatMap(idleHooks)

export const literalPatterns: AuditRule = (graph) => {
  const severity = severityOfPatterns(graph)
  return severity === undefined
    ? []
    : backupsIn(graph).flatMap(({ spec }) =>
        ['includedNamespaces', 'excludedNamespaces']
          .flatMap((key) => spec.get(key).items)
          .filter(({ text = '' }) => text !== '*' && /[*?[]/.test(text))
          .map((item) =>
            diagnostic(
              'backup/literal-pattern',
              item.place,
              { pattern: item.text ?? '' },
              { severity },
            ),
          ),
      )
}

export const resourcesLeftOut: AuditRule = (graph) => {
  const backups = backupsIn(graph)
  return backups.flatMap((backup) => leftOut(graph, backup, backups))
}

/** What to back up, and the object that says so. */
type Backup = { readonly object: KubernetesObject; readonly spec: Field }

function backupsIn({ objects }: Graph): readonly Backup[] {
  return objects
    .filter(({ apiVersion }) => apiVersion.startsWith('velero.io/'))
    .flatMap((object) => {
      const { kind, field } = object
      if (kind === 'Schedule') return [{ object, spec: field.get('spec', 'template') }]
      return kind === 'Backup' ? [{ object, spec: field.get('spec') }] : []
    })
}

function idleHooks({ spec }: Backup): readonly Diagnostic[] {
  const hooks = spec.get('hooks', 'resources').items
  const excluded = spec.get('excludedResources').items.find(isPods)
  const included = spec.get('includedResources').items
  const isLeftOut =
    included.length > 0 && !included.some((item) => isPods(item) || item.text === '*')
  if (excluded === undefined && !isLeftOut) return []
  return hooks.map((hook) => {
    const name = hook.get('name')
    const place = (excluded ?? name).place
    const frame = { kind: 'frame' as const, location: name.place, label: name.text ?? 'hooks' }
    return diagnostic(
      'backup/hook-never-runs',
      place,
      { hook: name.text ?? '' },
      { advice: excluded === undefined ? [] : [frame] },
    )
  })
}

const isPods = ({ text }: Field): boolean => text === 'pods' || text === 'pod' || text === 'po'

/** A warning while the version is unknown; nothing from the first one that knows patterns. */
function severityOfPatterns({ processes }: Graph): Severity | undefined {
  const image = processes.find(({ image: use }) =>
    /(^|\/)velero\/velero$/.test(use?.repository ?? ''),
  )?.image
  const version = versionIn(image?.tag ?? '')
  if (version === undefined) return 'warning'
  return compareVersions(version, '1.18') < 0 ? 'error' : undefined
}

/** Kinds that Velero or a controller makes anew. */
const remade: ReadonlySet<string> = new Set(['Pod', 'Event', 'Endpoints', 'ReplicaSet'])

function leftOut(
  graph: Graph,
  { object, spec }: Backup,
  backups: readonly Backup[],
): readonly Diagnostic[] {
  const list = spec.get('includedResources')
  const listed = new Set(list.items.map(({ text = '' }) => text.toLowerCase().split('.')[0] ?? ''))
  if (listed.size === 0 || listed.has('*')) return []
  const namespaces = namespacesOf(spec)
  const there = graph.objects.filter(
    ({ namespace, kind }) => namespaces.has(namespace) && !remade.has(kind),
  )
  const kinds = [...new Set(there.map(({ kind }) => kind))]
    .filter((kind) => !listed.has(pluralOf(kind)) && !listed.has(kind.toLowerCase()))
    .toSorted()
  if (kinds.length === 0) return []
  // Another backup takes all that this one leaves out, though at other times.
  const isCovered = backups.some(
    (other) =>
      other.object !== object &&
      other.spec.get('includedResources').items.length === 0 &&
      [...namespaces].every((name) => namespacesOf(other.spec).has(name)),
  )
  const severity = isCovered ? 'info' : 'warning'
  return [diagnostic('backup/resources-left-out', list.keyPlace, { kinds }, { severity })]
}

const namespacesOf = (spec: Field): ReadonlySet<string> =>
  new Set(spec.get('includedNamespaces').items.map(({ text }) => text ?? ''))

function pluralOf(kind: string): string {
  const name = kind.toLowerCase()
  if (/(s|x|ch)$/.test(name)) return `${name}es`
  return name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`
}
