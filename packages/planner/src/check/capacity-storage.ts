// Finds volumes, documents and weights that are larger than the disks, classes and stores that hold them.

import { bytesPerParameterOf, engineOf, shapeOf } from '@llmflow/catalog'
import {
  diagnostic,
  pointer,
  usableBytesOf,
  type Diagnostic,
  type Inventory,
  type Location,
  type StorageKind,
  type Volume,
  type Workload,
} from '@llmflow/spec'
import type { Subject } from '../input.js'
import type { Rule } from './rule.js'

/** What one workload, document store or model keeps, and the setting that asks for it. */
type Kept = { readonly label: string; readonly size: number; readonly location: Location }

type Holder = {
  readonly kind: StorageKind
  readonly name: string
  readonly available: number
  readonly kept: readonly Kept[]
  readonly related?: Location
}

export const capacityStorage: Rule = (subject) =>
  [...disks(subject), ...classes(subject), ...objectStore(subject), ...modelStore(subject)].flatMap(
    judge,
  )

/** One finding for each holder that is too small, at what takes most of it. */
function judge({ kind, name, available, kept, related }: Holder): readonly Diagnostic[] {
  const wanted = sizeOf(kept)
  const [largest, ...others] = kept.toSorted((left, right) => right.size - left.size)
  if (largest === undefined || wanted <= available) return []
  const terms = [largest, ...others].map(({ label, size }) => ({ label, value: size }))
  return [
    diagnostic(
      'capacity/storage-too-small',
      largest.location,
      { kind, name, wanted, available },
      {
        advice: [{ kind: 'sum', terms, total: wanted, limit: available, unit: 'bytes' }],
        ...(related === undefined ? {} : { related: [related] }),
      },
    ),
  ]
}

/** The first machine of each pool that is too small; a pool that lists no disks is not judged. */
function disks(subject: Subject): readonly Holder[] {
  const { inventory, inInventory } = subject
  return (inventory?.pools ?? []).flatMap((pool, index) => {
    if (pool.kind !== 'hosts' || pool.disks.length === 0) return []
    const available = usableBytesOf(pool.disks)
    const machines = keptByMachine(subject, pool.name).map(([name, kept]): Holder => ({
      kind: 'disks',
      name,
      available,
      kept,
      related: inInventory(pointer('pools', index, 'disks')),
    }))
    return machines.filter(({ kept }) => sizeOf(kept) > available).slice(0, 1)
  })
}

function keptByMachine(subject: Subject, pool: string): readonly (readonly [string, Kept[]])[] {
  const machines = new Map<string, Kept[]>()
  for (const workload of Object.values(subject.draft.plan.workloads)) {
    const placement = subject.draft.plan.placement[workload.id]
    const size = sizeOf((workload.volumes ?? []).filter(isPersistent))
    if (placement?.pool !== pool || size === 0) continue
    for (const { node } of placement.replicas) {
      const kept = machines.get(node) ?? []
      kept.push({ label: workload.id, size, location: storageOf(subject, workload) })
      machines.set(node, kept)
    }
  }
  return [...machines]
}

/** Storage classes that say how much they hold, with the volumes of the cluster that they provide. */
function classes(subject: Subject): readonly Holder[] {
  const { inventory, inInventory } = subject
  return (inventory?.storageClasses ?? []).flatMap(({ name, capacity }, index): readonly Holder[] =>
    capacity === undefined || inventory === undefined
      ? []
      : [
          {
            kind: 'storage-class',
            name,
            available: capacity,
            kept: keptInClass(subject, inventory, name),
            related: inInventory(pointer('storageClasses', index, 'capacity')),
          },
        ],
  )
}

function keptInClass(subject: Subject, inventory: Inventory, name: string): readonly Kept[] {
  const standard = inventory.storageClasses.find(({ isDefault }) => isDefault)?.name
  const isHere = (volume: Volume): boolean =>
    (isPersistent(volume) || isCommon(volume)) && (volume.storageClass ?? standard) === name
  const claims = new Map<string, Kept>()
  const own = Object.values(subject.draft.plan.workloads).flatMap((workload): readonly Kept[] => {
    if (workload.runsOn === 'hosts') return []
    const volumes = (workload.volumes ?? []).filter(isHere)
    for (const { claim, size } of volumes.filter(isCommon)) {
      const location = subject.inPlatform('/modelStore/size')
      claims.set(`${workload.namespace}/${claim}`, { label: claim, size, location })
    }
    const { maximum, minimum } = workload.replicas
    const replicas = Math.max(minimum, maximum)
    const size = replicas * sizeOf(volumes.filter(isPersistent))
    const label = `${workload.id} × ${replicas}`
    return size === 0 ? [] : [{ label, size, location: storageOf(subject, workload) }]
  })
  return [...own, ...claims.values()]
}

/** The drives of the object store against the documents, weights, vectors and backups that it keeps. */
function objectStore(subject: Subject): readonly Holder[] {
  const figures = subject.draft.plan.sizes['minio']?.['minio']?.figures
  const [need, usable] = [figures?.['need']?.value, figures?.['usable']?.value]
  if (need === undefined || usable === undefined) return []
  const location = storageOf(subject, { component: 'minio' })
  const kept = [{ label: 'need', size: need, location }]
  return [{ kind: 'object-store', name: 'minio', available: usable, kept }]
}

/** The volume of the weights against the models that are loaded from it. */
function modelStore(subject: Subject): readonly Holder[] {
  const { platform, draft, context, inPlatform } = subject
  const loaders = new Set(
    Object.values(draft.plan.workloads).flatMap(({ component, volumes }) =>
      (volumes ?? []).some(isCommon) ? [component] : [],
    ),
  )
  const local = platform.models.filter(
    (model) =>
      model.endpoint === undefined &&
      loaders.has(engineOf(model)) &&
      context.enabled.has(engineOf(model)),
  )
  const weights = new Map(local.map((model) => [`${model.weights} ${model.precision}`, model]))
  const kept = [...weights.values()].map((model): Kept => ({
    label: model.weights,
    size: Math.ceil((shapeOf(model)?.parameters ?? 0) * bytesPerParameterOf(model)),
    location: inPlatform('/modelStore/size'),
  }))
  return [{ kind: 'model-store', name: 'modelStore', available: platform.modelStore.size, kept }]
}

function storageOf(
  { platform, inPlatform }: Subject,
  { component }: Pick<Workload, 'component'>,
): Location {
  const at = pointer('components', component)
  return platform.components[component]?.storage === undefined
    ? inPlatform(at, 'key')
    : inPlatform(`${at}/storage`)
}

type Persistent = Extract<Volume, { readonly kind: 'persistent' }>
type Common = Extract<Volume, { readonly kind: 'common' }>

const isPersistent = (volume: Volume): volume is Persistent => volume.kind === 'persistent'
const isCommon = (volume: Volume): volume is Common => volume.kind === 'common'

const sizeOf = (volumes: readonly { readonly size: number }[]): number =>
  volumes.reduce((sum, { size }) => sum + size, 0)
