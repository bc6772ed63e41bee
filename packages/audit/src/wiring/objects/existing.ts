// Knows which objects there are: those in files, and those that others make and promise by name.

import type { Field } from '@llmflow/spec'
import type { Graph, KubernetesObject, ShellCommand } from '../../graph/graph.js'
import { isTemplate, ofKind } from '../../graph/lookup.js'
import { isOverlaid } from './makers.js'
import { statedNamespace } from '../services/selection.js'
import { fieldsAt } from '../../graph/walk.js'
import { remembered } from '../../graph/remembered.js'
import { grouped } from '../../graph/grouped.js'

/** An object that is there. `namespace` is empty when nobody states it; `keys` is undefined when they are unknown. */
type Existing = {
  readonly namespace: string
  readonly name: string
  readonly keys: ReadonlySet<string> | undefined
  /** The object, where a file has it. */
  readonly object: KubernetesObject | undefined
}

/** Objects by kind. */
type Inventory = ReadonlyMap<string, ReadonlyMap<string, readonly Existing[]>>

const inventoryOf = remembered(
  (graph: Graph): Inventory =>
    new Map(
      [...grouped(everything(graph))].map(([kind, all]) => [
        kind,
        grouped(all.map((existing) => [existing.name, existing] as const)),
      ]),
    ),
)

type Entry = readonly [kind: string, existing: Existing]

function everything(graph: Graph): readonly Entry[] {
  return [
    ...graph.objects.map((object): Entry => [object.kind, existingOf(object)]),
    ...graph.promisedSecrets.flatMap(({ name, namespaces, keys }) =>
      namespaces.map((namespace) => promise('Secret', namespace, name, keys)),
    ),
    ...graph.objects.flatMap(promisesOf),
    ...graph.kustomizations.flatMap(generated),
    ...graph.scripts.flatMap(({ commands }) => commands.flatMap(createdBy)),
    ...standing,
  ]
}

function existingOf(object: KubernetesObject): Existing {
  return {
    namespace: statedNamespace(object),
    name: object.name,
    keys: keysOf(object),
    object,
  }
}

/** An object without a single key is filled by a controller, as Secrets of webhooks are. */
function keysOf({ kind, field }: KubernetesObject): ReadonlySet<string> | undefined {
  if (kind !== 'Secret' && kind !== 'ConfigMap') return undefined
  const keys = ['data', 'stringData', 'binaryData'].flatMap((part) =>
    field.get(part).entries.map(({ key }) => key),
  )
  if (keys.length === 0 || keys.some(isTemplate)) return undefined
  const isToken = field.get('type').text === 'kubernetes.io/service-account-token'
  return new Set(isToken ? [...keys, 'token', 'ca.crt', 'namespace'] : keys)
}

function promise(
  kind: string,
  namespace: string,
  name: string,
  keys: readonly string[] | undefined,
): Entry {
  const known = keys === undefined ? undefined : new Set(keys)
  return [kind, { namespace, name, keys: known, object: undefined }]
}

const certificateKeys = [
  'tls.crt',
  'tls.key',
  'ca.crt',
  'tls-combined.pem',
  'key.der',
  'keystore.jks',
  'truststore.jks',
  'keystore.p12',
  'truststore.p12',
]

/** Secrets and ConfigMaps that a controller makes of an object, and claims of a StatefulSet. */
function promisesOf(object: KubernetesObject): readonly Entry[] {
  const { kind, name, field } = object
  const namespace = statedNamespace(object)
  const secrets = (path: string, keys?: readonly string[]): readonly Entry[] =>
    fieldsAt(field, path).flatMap(({ text }) =>
      text === undefined ? [] : [promise('Secret', namespace, text, keys)],
    )
  switch (kind) {
    case 'Certificate':
      return secrets('spec.secretName', certificateKeys)
    case 'Ingress':
      return isFilled(field) ? secrets('spec.tls.*.secretName') : []
    case 'Issuer':
    case 'ClusterIssuer':
      return secrets('spec.acme.privateKeySecretRef.name')
    case 'SealedSecret':
      return [sealedSecret(namespace, name, field)]
    case 'ExternalSecret':
      return [externalSecret(namespace, name, field)]
    case 'ClusterExternalSecret':
      return [
        promise('Secret', '', field.get('spec', 'externalSecretName').text ?? name, undefined),
      ]
    case 'SecretProviderClass':
      return secrets('spec.secretObjects.*.secretName')
    case 'ObjectBucketClaim':
      return [
        promise('Secret', namespace, name, undefined),
        promise('ConfigMap', namespace, name, undefined),
      ]
    case 'StatefulSet':
      return claims(namespace, object)
    default:
      return [
        ...secrets('spec.writeConnectionSecretToRef.name'),
        ...secrets('spec.destination.name'),
      ]
  }
}

/** Whether cert-manager fills the Secrets that an Ingress names. */
const isFilled = (field: Field): boolean =>
  field
    .get('metadata', 'annotations')
    .entries.some(({ key }) => /cert-manager\.io\/|kubernetes\.io\/tls-acme/.test(key))

function sealedSecret(namespace: string, name: string, field: Field): Entry {
  const target = field.get('spec', 'template', 'metadata', 'name').text ?? name
  const keys = [
    ...field.get('spec', 'encryptedData').entries,
    ...field.get('spec', 'template', 'data').entries,
  ].map(({ key }) => key)
  return promise('Secret', namespace, target, keys.length === 0 ? undefined : keys)
}

function externalSecret(namespace: string, name: string, field: Field): Entry {
  const spec = field.get('spec')
  const target = spec.get('target', 'name').text ?? name
  const isOpen =
    spec.get('dataFrom').items.length > 0 || spec.get('target', 'template').value !== undefined
  const keys = spec.get('data').items.flatMap((item) => item.get('secretKey').text ?? [])
  return promise('Secret', namespace, target, isOpen || keys.length === 0 ? undefined : keys)
}

/** What kustomize generates goes to the namespace of whatever is built from it. */
function generated(field: Field): readonly Entry[] {
  const of = (list: string, kind: string): readonly Entry[] =>
    field
      .get(list)
      .items.map((item) => promise(kind, '', item.get('name').text ?? '', generatedKeys(item)))
  return [...of('secretGenerator', 'Secret'), ...of('configMapGenerator', 'ConfigMap')]
}

function generatedKeys(item: Field): readonly string[] | undefined {
  if (item.get('envs').items.length > 0 || item.get('env').text !== undefined) return undefined
  const names = (list: string): readonly string[] =>
    item.get(list).items.map(({ text = '' }) => {
      const [before = '', after] = text.split('=', 2)
      return after === undefined ? (before.split('/').at(-1) ?? '') : before
    })
  const keys = [...names('files'), ...names('literals')]
  return keys.length === 0 ? undefined : keys
}

/** More pods than a StatefulSet has at first; their claims stay when it shrinks. */
const claimsMax = 16

function claims(namespace: string, { name, field }: KubernetesObject): readonly Entry[] {
  const count = Math.max(field.get('spec', 'replicas').number ?? 1, claimsMax)
  const indices = Array.from({ length: Math.min(count, 1_000) }, (_, index) => index)
  return fieldsAt(field, 'spec.volumeClaimTemplates.*.metadata.name').flatMap(({ text }) =>
    indices.map((index) =>
      promise('PersistentVolumeClaim', namespace, `${text ?? ''}-${name}-${index}`, undefined),
    ),
  )
}

const creatable: ReadonlyMap<string, string> = new Map([
  ['secret', 'Secret'],
  ['configmap', 'ConfigMap'],
  ['cm', 'ConfigMap'],
  ['serviceaccount', 'ServiceAccount'],
  ['sa', 'ServiceAccount'],
])

/** `kubectl create secret generic NAME --from-literal=KEY=…` in a script or a runbook. */
function createdBy({ words }: ShellCommand): readonly Entry[] {
  const texts = words.map(({ text }) => text)
  if (texts[0] !== 'kubectl' || !texts.includes('create')) return []
  const [word = '', ...rest] = texts
    .slice(texts.indexOf('create') + 1)
    .filter((text) => !text.startsWith('-'))
  const kind = creatable.get(word)
  const name = word === 'secret' ? rest[1] : rest[0]
  return kind === undefined || name === undefined ? [] : [promise(kind, '', name, undefined)]
}

/** What every cluster has. */
const standing: readonly Entry[] = [
  promise('ServiceAccount', '', 'default', undefined),
  promise('ConfigMap', '', 'kube-root-ca.crt', ['ca.crt']),
  promise('ConfigMap', '', 'openshift-service-ca.crt', ['service-ca.crt']),
  promise('ConfigMap', '', 'istio-ca-root-cert', ['root-cert.pem']),
  promise('PriorityClass', '', 'system-cluster-critical', undefined),
  promise('PriorityClass', '', 'system-node-critical', undefined),
]

/** Objects of a kind with a name: in the namespace, or where either side leaves the namespace open. */
export function findExisting(
  graph: Graph,
  kind: string,
  namespace: string,
  name: string,
): readonly Existing[] {
  const isAnywhere = namespace === '' || isOverlaid(graph)
  return namesakes(graph, kind, name).filter(
    (existing) => isAnywhere || existing.namespace === '' || existing.namespace === namespace,
  )
}

/** Objects of a kind with a name in any namespace. */
export function namesakes(graph: Graph, kind: string, name: string): readonly Existing[] {
  return inventoryOf(graph).get(kind)?.get(name) ?? []
}

/** Names of objects of a kind that can be meant in a namespace. */
export function namesOf(graph: Graph, kind: string, namespace: string): readonly string[] {
  const names = inventoryOf(graph).get(kind)
  if (names === undefined) return []
  return [...names].flatMap(([name, list]) =>
    list.some(
      (existing) =>
        namespace === '' || existing.namespace === '' || existing.namespace === namespace,
    )
      ? [name]
      : [],
  )
}

/** Whether a name is filled in later in one of the objects of a kind: then it may be any. */
export function hasOpenNames(graph: Graph, kind: string): boolean {
  return ofKind(graph, kind).some(({ name }) => isTemplate(name) || name === '')
}
