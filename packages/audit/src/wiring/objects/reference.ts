// Finds where objects name other objects: a table of paths, one row for each way to name something.

import type { Field } from '@llmflow/spec'
import type { Graph, KubernetesObject, Pod } from '../../graph/graph.js'
import { groupOf } from '../../graph/kinds.js'
import { statedNamespace } from '../services/selection.js'
import { fieldsAt } from '../../graph/walk.js'
import { isWhole } from '../../graph/whole.js'
import { remembered } from '../../graph/remembered.js'

/** A use of an object by its name, and of a key in it. */
export type Reference = {
  readonly kind: string
  /** The namespace where it is looked up; empty when nobody states one. */
  readonly namespace: string
  readonly name: Field
  readonly keys: readonly Field[]
}

type Row = {
  /** Where a reference stands. */
  readonly at: string
  /** The kind, or the key that says it and the kind when that is absent. */
  readonly kind: string | { readonly key: string; readonly fallback: string }
  /** The key of the name; `name` when left out. */
  readonly name?: string
  /** The path of the keys that are used of the object. */
  readonly keys?: string
  /** The key of the namespace, where a reference may lead into another one. */
  readonly namespace?: string
}

const inContainer: readonly Row[] = [
  { at: 'env.*.valueFrom.secretKeyRef', kind: 'Secret', keys: 'key' },
  { at: 'env.*.valueFrom.configMapKeyRef', kind: 'ConfigMap', keys: 'key' },
  { at: 'envFrom.*.secretRef', kind: 'Secret' },
  { at: 'envFrom.*.configMapRef', kind: 'ConfigMap' },
]

const inPod: readonly Row[] = [
  { at: 'volumes.*.secret', kind: 'Secret', name: 'secretName', keys: 'items.*.key' },
  { at: 'volumes.*.configMap', kind: 'ConfigMap', keys: 'items.*.key' },
  { at: 'volumes.*.projected.sources.*.secret', kind: 'Secret', keys: 'items.*.key' },
  { at: 'volumes.*.projected.sources.*.configMap', kind: 'ConfigMap', keys: 'items.*.key' },
  {
    at: 'volumes.*.persistentVolumeClaim',
    kind: 'PersistentVolumeClaim',
    name: 'claimName',
  },
  { at: 'imagePullSecrets.*', kind: 'Secret' },
  { at: '', kind: 'ServiceAccount', name: 'serviceAccountName' },
  { at: '', kind: 'PriorityClass', name: 'priorityClassName' },
  { at: '', kind: 'RuntimeClass', name: 'runtimeClassName' },
]

const scaleTarget = { key: 'kind', fallback: 'Deployment' } as const
const webhook: readonly Row[] = [
  { at: 'webhooks.*.clientConfig.service', kind: 'Service', namespace: 'namespace' },
]
const binding: readonly Row[] = [
  { at: 'subjects.*', kind: { key: 'kind', fallback: '' }, namespace: 'namespace' },
  { at: 'roleRef', kind: { key: 'kind', fallback: '' } },
]
const endpointSecrets: readonly Row[] = [
  'basicAuth.username',
  'basicAuth.password',
  'authorization.credentials',
  'bearerTokenSecret',
  'tlsConfig.ca.secret',
].flatMap((path) =>
  ['endpoints', 'podMetricsEndpoints'].map((list) => ({
    at: `spec.${list}.*.${path}`,
    kind: 'Secret',
    keys: 'key',
  })),
)
const triggers: readonly Row[] = [
  {
    at: 'spec.triggers.*.authenticationRef',
    kind: { key: 'kind', fallback: 'TriggerAuthentication' },
  },
]

/** By kind and group, so that another group's kind of the same name is not misread. */
const inObject: { readonly [kind: string]: readonly Row[] } = {
  'keda.sh/ScaledObject': [...triggers, { at: 'spec.scaleTargetRef', kind: scaleTarget }],
  'keda.sh/ScaledJob': triggers,
  'keda.sh/TriggerAuthentication': [
    { at: 'spec.secretTargetRef.*', kind: 'Secret', keys: 'key' },
    { at: 'spec.configMapTargetRef.*', kind: 'ConfigMap', keys: 'key' },
  ],
  '/PersistentVolumeClaim': [{ at: 'spec', kind: 'StorageClass', name: 'storageClassName' }],
  'apps/StatefulSet': [
    { at: 'spec.volumeClaimTemplates.*.spec', kind: 'StorageClass', name: 'storageClassName' },
    { at: 'spec', kind: 'Service', name: 'serviceName' },
  ],
  'networking.k8s.io/Ingress': [
    { at: 'spec', kind: 'IngressClass', name: 'ingressClassName' },
    { at: 'spec.tls.*', kind: 'Secret', name: 'secretName' },
    { at: 'spec.rules.*.http.paths.*.backend.service', kind: 'Service' },
    { at: 'spec.defaultBackend.service', kind: 'Service' },
  ],
  'cert-manager.io/Certificate': [
    { at: 'spec.issuerRef', kind: { key: 'kind', fallback: 'Issuer' } },
  ],
  'cert-manager.io/Issuer': [{ at: 'spec.ca', kind: 'Secret', name: 'secretName' }],
  'autoscaling/HorizontalPodAutoscaler': [{ at: 'spec.scaleTargetRef', kind: scaleTarget }],
  'autoscaling.k8s.io/VerticalPodAutoscaler': [{ at: 'spec.targetRef', kind: scaleTarget }],
  'rbac.authorization.k8s.io/RoleBinding': binding,
  'rbac.authorization.k8s.io/ClusterRoleBinding': binding,
  '/ServiceAccount': [
    { at: 'secrets.*', kind: 'Secret' },
    { at: 'imagePullSecrets.*', kind: 'Secret' },
  ],
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': webhook,
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': webhook,
  'apiregistration.k8s.io/APIService': [
    { at: 'spec.service', kind: 'Service', namespace: 'namespace' },
  ],
  'monitoring.coreos.com/ServiceMonitor': endpointSecrets,
  'monitoring.coreos.com/PodMonitor': endpointSecrets,
}

/** Every use of an object by its name, in the order of the files. */
export const referencesOf = remembered((graph: Graph): readonly Reference[] => {
  return [
    ...graph.pods.filter(isWhole).flatMap(ofPod),
    ...graph.objects.flatMap((object) =>
      read(object, object.field, inObject[`${groupOf(object.apiVersion)}/${object.kind}`] ?? []),
    ),
  ]
})

function ofPod({ owner, spec }: Pod): readonly Reference[] {
  const containers = [...spec.get('initContainers').items, ...spec.get('containers').items]
  // A StatefulSet puts its own claims in the place of volumes of the same name.
  const own = new Set(
    fieldsAt(owner.field, 'spec.volumeClaimTemplates.*.metadata.name').map(({ text }) => text),
  )
  const replaced = new Set(
    spec
      .get('volumes')
      .items.filter((volume) => own.has(volume.get('name').text))
      .map((volume) => volume.get('persistentVolumeClaim', 'claimName').text),
  )
  return [
    ...read(owner, spec, inPod).filter(
      ({ kind, name }) => kind !== 'PersistentVolumeClaim' || !replaced.has(name.text),
    ),
    ...containers.flatMap((container) => read(owner, container, inContainer)),
  ]
}

function read(holder: KubernetesObject, field: Field, rows: readonly Row[]): readonly Reference[] {
  return rows.flatMap((row) =>
    fieldsAt(field, row.at).flatMap((use): readonly Reference[] => {
      const name = use.get(row.name ?? 'name')
      if (name.text === undefined || name.text === '') return []
      // An object that may be absent is no fault when it is.
      if (use.get('optional').text === 'true') return []
      const kind =
        typeof row.kind === 'string' ? row.kind : (use.get(row.kind.key).text ?? row.kind.fallback)
      const namespace = row.namespace === undefined ? undefined : use.get(row.namespace).text
      const keys = row.keys === undefined ? [] : fieldsAt(use, row.keys)
      return [{ kind, namespace: namespace ?? statedNamespace(holder), name, keys }]
    }),
  )
}
