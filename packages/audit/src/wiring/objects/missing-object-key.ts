// Finds keys of Secrets and ConfigMaps that are used and that the object does not have.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { Graph, Pod } from '../../graph/graph.js'
import { isTemplate } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'
import { findExisting } from './existing.js'
import { referencesOf, type Reference } from './reference.js'
import { statedNamespace } from '../services/selection.js'
import { adviceFor, similarTo } from './similar.js'
import { isWhole } from '../../graph/whole.js'

export const missingObjectKey: AuditRule = (graph) => {
  const missing = new Map<string, { readonly use: KeyUse; readonly others: Field[] }>()
  const uses = [
    ...referencesOf(graph).flatMap(keyUsesOf),
    ...graph.pods.filter(isWhole).flatMap(mountedKeys),
  ]
  for (const use of uses) {
    if (!isMissing(graph, use)) continue
    const key = `${use.kind} ${use.namespace} ${use.name} ${use.key.text ?? ''}`
    const known = missing.get(key)
    if (known === undefined) missing.set(key, { use, others: [] })
    else known.others.push(use.key)
  }
  return [...missing.values()].map(({ use, others }) => findingOf(graph, use, others))
}

type KeyUse = {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly key: Field
}

const keyUsesOf = ({ kind, namespace, name, keys }: Reference): readonly KeyUse[] =>
  keys.map((key) => ({ kind, namespace, name: name.text ?? '', key }))

/** A mount of one file names it by `subPath`; without such a key the kubelet makes an empty folder. */
function mountedKeys({ spec, owner, processes }: Pod): readonly KeyUse[] {
  const volumes = new Map(
    spec.get('volumes').items.map((volume) => [volume.get('name').text ?? '', volume]),
  )
  return processes.flatMap(({ field }) =>
    field.get('volumeMounts').items.flatMap((mount): readonly KeyUse[] => {
      const key = mount.get('subPath')
      const volume = volumes.get(mount.get('name').text ?? '')
      if (key.text === undefined || volume === undefined || key.text.includes('/')) return []
      const source = sourceOf(volume)
      return source === undefined ? [] : [{ ...source, namespace: statedNamespace(owner), key }]
    }),
  )
}

/** A volume with items has other file names than its object has keys. */
function sourceOf(volume: Field): { readonly kind: string; readonly name: string } | undefined {
  const secret = volume.get('secret')
  const map = volume.get('configMap')
  const [kind, source, name] =
    secret.value === undefined
      ? ['ConfigMap', map, map.get('name').text]
      : ['Secret', secret, secret.get('secretName').text]
  if (name === undefined || source.get('items').value !== undefined) return undefined
  return source.get('optional').text === 'true' ? undefined : { kind, name }
}

function isMissing(graph: Graph, { kind, namespace, name, key }: KeyUse): boolean {
  const text = key.text ?? ''
  if (text === '' || isTemplate(text) || isTemplate(name)) return false
  const found = findExisting(graph, kind, namespace, name)
  return found.length > 0 && found.every(({ keys }) => keys !== undefined && !keys.has(text))
}

function findingOf(graph: Graph, use: KeyUse, others: readonly Field[]): Diagnostic {
  const { kind, namespace, name, key } = use
  const text = key.text ?? ''
  const found = findExisting(graph, kind, namespace, name)
  const known = found.flatMap(({ keys }) => [...(keys ?? [])])
  const similar = similarTo(text, known)
  const holder = found.find(({ object }) => object !== undefined)?.object
  return diagnostic(
    'wiring/missing-object-key',
    key.place,
    { kind, name, key: text, suggestion: similar.name },
    {
      related: [
        ...(holder === undefined ? [] : [holder.field.get('metadata', 'name').place]),
        ...others.map(({ place }) => place),
      ],
      advice: adviceFor(text, similar, known),
    },
  )
}
