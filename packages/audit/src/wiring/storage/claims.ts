// Finds volumes that one node can mount at a time and that pods on several nodes want.

import { diagnostic, type Diagnostic, type Field, type Location } from '@llmflow/spec'
import type { Graph, KubernetesObject, Pod } from '../../graph/graph.js'
import { findObject, isTemplate, ofKind } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'
import { statedNamespace } from '../services/selection.js'
import { fieldsAt } from '../../graph/walk.js'
import { isWhole } from '../../graph/whole.js'

export const singleWriterClaims: AuditRule = (graph) => [
  ...sharedClaims(graph),
  ...ofKind(graph, 'PersistentVolumeClaim').flatMap((claim) => classOfClaim(graph, claim)),
]

/** A pod and where it names the claim. */
type Use = { readonly pod: Pod; readonly name: Field; readonly pods: number }

function sharedClaims(graph: Graph): readonly Diagnostic[] {
  const most = maximaOf(graph)
  const uses = new Map<string, Use[]>()
  for (const pod of graph.pods.filter(isWhole)) {
    for (const name of fieldsAt(pod.spec, 'volumes.*.persistentVolumeClaim.claimName')) {
      if (isTemplate(name.text ?? '')) continue
      const key = `${statedNamespace(pod.owner)}/${name.text ?? ''}`
      const list = uses.get(key) ?? []
      uses.set(key, list)
      list.push({ pod, name, pods: podsOf(pod, most) })
    }
  }
  return [...uses.values()].flatMap((list) => judge(graph, list))
}

/** How many pods there are at most, with an autoscaler's leave. */
function podsOf({ owner, replicas }: Pod, most: ReadonlyMap<string, number>): number {
  if (owner.kind === 'DaemonSet') return Number.POSITIVE_INFINITY
  return Math.max(replicas ?? 1, most.get(`${owner.namespace}/${owner.name}`) ?? 0)
}

function maximaOf(graph: Graph): ReadonlyMap<string, number> {
  const entries = [
    ...ofKind(graph, 'HorizontalPodAutoscaler').map((one) => [one, 'maxReplicas'] as const),
    ...ofKind(graph, 'ScaledObject').map((one) => [one, 'maxReplicaCount'] as const),
  ]
  return new Map(
    entries.map(([{ field, namespace }, key]) => [
      `${namespace}/${field.get('spec', 'scaleTargetRef', 'name').text ?? ''}`,
      field.get('spec', key).number ?? 1,
    ]),
  )
}

function judge(graph: Graph, uses: readonly Use[]): readonly Diagnostic[] {
  const [first] = uses
  if (first === undefined) return []
  const claim = findObject(
    graph,
    'PersistentVolumeClaim',
    first.pod.namespace,
    first.name.text ?? '',
  )
  const single = claim === undefined ? defaultClass(graph) : singleWriter(claim)
  if (single === undefined) return []
  const many = uses.filter(({ pods }) => pods > 1)
  const workloads = new Set(uses.map(({ pod }) => pod.owner.name))
  const [worst] = many.toSorted((left, right) => right.pods - left.pods)
  if (worst !== undefined) return [findingOf(worst, [worst], single)]
  // A claim that is not here is judged only where one workload alone already wants too much of it.
  if (workloads.size < 2 || claim === undefined) return []
  return [findingOf(first, uses, single)]
}

/** Why only one node mounts a claim: its own mode, or a storage class. */
type Single = {
  readonly place: Location
  readonly storageClass: string
  readonly isOnePod: boolean
}

function singleWriter({ field }: KubernetesObject): Single | undefined {
  const modes = field.get('spec', 'accessModes')
  const texts = modes.items.map(({ text }) => text ?? '')
  if (texts.length === 0 || texts.some((mode) => !mode.startsWith('ReadWriteOnce')))
    return undefined
  return {
    place: modes.place,
    storageClass: '',
    isOnePod: texts.every((mode) => mode === 'ReadWriteOncePod'),
  }
}

/** Provisioners of disks, which one node attaches: Ceph RBD and the disks of clouds. */
const blockProvisioner =
  /rbd\.csi|ebs\.csi|aws-ebs|pd\.csi|gce-pd|disk\.csi\.azure|azure-disk|cinder|vsphere|topolvm/
const blockName =
  /(^|[-_.])(rbd|ebs|gp2|gp3|io1|io2|pd-ssd|pd-standard|pd-balanced|azuredisk|cinder|topolvm|lvm)([-_.]|$)/

/** The class that a claim gets which names none, as far as the files say. */
function defaultClass(graph: Graph): Single | undefined {
  const isDefault = ({ field }: KubernetesObject): boolean =>
    field.get('metadata', 'annotations', 'storageclass.kubernetes.io/is-default-class').text ===
    'true'
  const object = ofKind(graph, 'StorageClass').find(isDefault)
  if (object !== undefined) {
    const provisioner = object.field.get('provisioner')
    return blockProvisioner.test(provisioner.text ?? '')
      ? { place: provisioner.place, storageClass: object.name, isOnePod: false }
      : undefined
  }
  const stated = graph.values
    .flatMap(({ root }) => [root.get('global', 'storageClass'), root.get('storageClass')])
    .find(({ text }) => blockName.test(text ?? ''))
  return stated === undefined
    ? undefined
    : { place: stated.place, storageClass: stated.text ?? '', isOnePod: false }
}

function findingOf(use: Use, uses: readonly Use[], single: Single): Diagnostic {
  const { pod, name, pods } = use
  const isSure = single.storageClass === '' && pods > 1 && (single.isOnePod || isApart(pod))
  return diagnostic(
    'wiring/single-writer-claim',
    name.place,
    {
      claim: name.text ?? '',
      workloads: [...new Set(uses.map(({ pod: { owner } }) => owner.name))],
      pods,
      storageClass: single.storageClass,
    },
    {
      severity: isSure ? 'error' : 'warning',
      related: [
        single.place,
        ...uses.filter((other) => other !== use).map((other) => other.name.place),
      ],
    },
  )
}

/** Whether two pods of a workload can never be on one node. */
function isApart({ owner, spec }: Pod): boolean {
  const hostname = 'kubernetes.io/hostname'
  const rule = 'affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution.*'
  return (
    owner.kind === 'DaemonSet' ||
    fieldsAt(spec, `${rule}.topologyKey`).some(({ text }) => text === hostname)
  )
}

/** A claim for many nodes of a class that has only disks. */
function classOfClaim(graph: Graph, { field }: KubernetesObject): readonly Diagnostic[] {
  const spec = field.get('spec')
  const mode = spec.get('accessModes').items.find(({ text }) => text === 'ReadWriteMany')
  const storageClass = spec.get('storageClassName').text
  if (mode === undefined || storageClass === undefined) return []
  if (spec.get('volumeMode').text === 'Block') return []
  const object = ofKind(graph, 'StorageClass').find(({ name }) => name === storageClass)
  const provisioner = object?.field.get('provisioner').text
  const isBlock =
    provisioner === undefined ? blockName.test(storageClass) : blockProvisioner.test(provisioner)
  if (!isBlock) return []
  return [
    diagnostic(
      'wiring/storage-class-mode',
      mode.place,
      { storageClass, mode: 'ReadWriteMany', suggestion: '' },
      { severity: provisioner === undefined ? 'warning' : 'error' },
    ),
  ]
}
