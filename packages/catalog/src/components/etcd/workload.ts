// Describes an etcd cluster for a component that keeps its state in one: three members, one may be away.

import {
  bytes,
  edgeTo,
  explained,
  fieldOf,
  fromFact,
  gibibytes,
  membersOf,
  printBytes,
  printCpu,
  seconds,
  threads,
  type Bytes,
  type Image,
  type Role,
  type Workload,
} from '@llmflow/spec'
import type { Context, PartSizes } from '../../component.js'
import { buildWorkload, byDefault, sizePart } from '../../part.js'
import { httpProbe } from '../../probe.js'
import { openFace, securedFace } from './face.js'

/** The image that every etcd of the platform runs unless a component’s facts name another. */
export const etcdImage: Image = { repository: 'quay.io/coreos/etcd', tag: 'v3.5.17' }

const quorum = 'etcd-io/etcd v3.5 Documentation: a cluster of three works on with one member lost'
const guide = 'infrastructure guide 4.3 ETCD_QUOTA_BACKEND_BYTES'
const hardware = 'etcd.io hardware recommendations; a control store of a few thousand keys'
/** The guide’s own --quota-backend-bytes (4.3); past it etcd takes no more writes. */
const quotaDefault = gibibytes(4)

/** Sizes of an etcd part. `members` is 3, or 1 where losing it is accepted. */
export function etcdSizes(
  context: Context,
  component: string,
  part: string,
  members: 1 | 3 = 3,
): PartSizes {
  const storage = bytes(quotaDefault * 2 + gibibytes(2))
  const sizes = sizePart(context, component, part, {
    minimum: byDefault(members, quorum),
    cpu: byDefault(threads(0.5), hardware, printCpu),
    memory: byDefault(gibibytes(1), hardware, printBytes),
    memoryLimit: byDefault(gibibytes(2), hardware, printBytes),
    figures: { quota: asFigure(quotaDefault) },
  })
  // The storage that a platform declares for a component is meant for its data, not for its etcd.
  return {
    ...sizes,
    storage: explained(storage, 'etcd/storage', '2 × quota + 2 GiB for snapshots and the log', [
      fromFact('quota', printBytes(quotaDefault), guide),
    ]),
  }
}

const asFigure = (quota: Bytes) =>
  explained({ value: quota, unit: 'bytes' } as const, 'etcd/quota', '', [
    fromFact('quota', printBytes(quota), guide),
  ])

type EtcdPlace = {
  readonly id: string
  readonly component: string
  readonly part: string
  readonly runsOn: 'cluster' | 'hosts'
  readonly namespace: string
  readonly role: Role
  /** Higher than what depends on it. */
  readonly priority: number
}

/** The workload of an etcd cluster; clients use its port `client`. */
export function etcdWorkload(context: Context, sizes: PartSizes, place: EtcdPlace): Workload {
  const { id } = place
  const face = place.runsOn === 'hosts' ? securedFace(place) : openFace(place)
  const storageClass = context.platform.components[place.component]?.storageClass
  return buildWorkload(context, sizes, {
    ...place,
    image: context.factsOf(place.component).images[place.part] ?? etcdImage,
    kind: 'stateful',
    host: {
      packages: ['etcd-server', 'etcd-client'],
      masks: ['etcd.service'],
      user: 'etcd',
      group: 'etcd',
      command: [['/usr/bin/etcd']],
      paths: { '/var/lib/etcd': `/var/lib/${id}`, '/etc/etcd': `/etc/${id}` },
      start: 'notify',
    },
    // etcd-io/etcd#7784 (v3.2): certificate and key are read for each connection; #11555: whom it trusts is not.
    rereadsCertificates: true,
    readyInside: face.readyInside,
    environment: {
      ETCD_NAME: [fieldOf('pod-name')],
      // A directory inside the volume: etcd wants it closed to others, which a volume's root may not be.
      ETCD_DATA_DIR: ['/var/lib/etcd/data'],
      ...face.environment,
      ETCD_INITIAL_CLUSTER: [membersOf(id, 'peer', 'name-url')],
      ETCD_INITIAL_CLUSTER_STATE: ['new'],
      ETCD_INITIAL_CLUSTER_TOKEN: [id],
      ETCD_AUTO_COMPACTION_MODE: ['revision'],
      ETCD_AUTO_COMPACTION_RETENTION: ['1000'],
      ETCD_QUOTA_BACKEND_BYTES: [`${sizes.figures['quota']?.value.value ?? quotaDefault}`],
    },
    ports: face.ports,
    volumes: [
      {
        kind: 'persistent',
        name: 'data',
        path: '/var/lib/etcd',
        size: sizes.storage?.value ?? gibibytes(10),
        ...(storageClass === undefined ? {} : { storageClass }),
        accessMode: 'ReadWriteOnce',
      },
      ...face.volumes,
    ],
    probes: {
      startup: httpProbe('/health?serializable=true', face.asked, { failures: 60 }),
      ready: httpProbe('/health', face.asked),
      // A member without a leader must not be restarted for it: only its own answer counts.
      live: httpProbe('/health?serializable=true', face.asked, { every: 20, failures: 6 }),
    },
    spread: {
      nodes: sizes.replicas.minimum.value > 1 ? 'required' : 'none',
      zones: 'preferred',
    },
    unavailableMax: 1,
    movable: false,
    security: { user: 1000, group: 1000, volumesGroup: 1000, readOnlyRoot: true },
    edges: [edgeTo(id, 'peer', 'consensus of the members')],
    stopWithin: seconds(30),
  })
}
