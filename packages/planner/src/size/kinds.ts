// Lists the kinds of machines that a platform is sized with: the node specifications of the guide’s chapter 2.2.

import { findGpu } from '@llmflow/catalog'
import { gibibytes, type Platform, type Pool, type Role } from '@llmflow/spec'

export type MachineKind = {
  readonly name: string
  readonly kind: Pool['kind']
  readonly roles: readonly Role[]
  readonly cpu: number
  readonly memory: number
  readonly disk: {
    readonly kind: 'nvme'
    readonly size: number
    readonly count: number
    readonly raid?: 'raid1' | 'raid10'
  }
  readonly gpus?: { readonly product: string; readonly count: number }
  /** Watts under load, GPUs included; LLMFlow’s own default. */
  readonly power: number
  readonly units: number
  /** Never fewer: a quorum, or a machine for each zone. Storage machines join in such groups. */
  readonly fewest: number
}

const terabyte = 1e12
const nvme = (terabytes: number, count: number) =>
  ({ kind: 'nvme', size: terabytes * terabyte, count }) as const

const guideKinds: readonly MachineKind[] = [
  {
    name: 'management',
    kind: 'control-plane',
    roles: ['control-plane'],
    cpu: 112,
    memory: gibibytes(256),
    disk: { ...nvme(1, 2), raid: 'raid1' },
    power: 800,
    units: 1,
    fewest: 3,
  },
  {
    name: 'edge',
    kind: 'hosts',
    roles: ['edge'],
    cpu: 32,
    memory: gibibytes(64),
    disk: { ...nvme(0.48, 2), raid: 'raid1' },
    power: 300,
    units: 1,
    fewest: 2,
  },
  {
    name: 'application',
    kind: 'cluster',
    roles: ['application'],
    cpu: 112,
    memory: gibibytes(512),
    disk: nvme(2, 2),
    power: 900,
    units: 1,
    fewest: 3,
  },
  {
    name: 'vector',
    kind: 'cluster',
    roles: ['vector'],
    cpu: 112,
    memory: gibibytes(512),
    disk: nvme(8, 4),
    power: 1000,
    units: 2,
    fewest: 3,
  },
  {
    name: 'graph',
    kind: 'cluster',
    roles: ['vector'],
    cpu: 112,
    memory: gibibytes(256),
    disk: { ...nvme(2, 4), raid: 'raid10' },
    power: 800,
    units: 2,
    fewest: 3,
  },
  {
    name: 'inference',
    kind: 'cluster',
    roles: ['inference'],
    cpu: 384,
    memory: gibibytes(1024),
    gpus: { product: 'A100-SXM4-80GB', count: 8 },
    disk: nvme(8, 4),
    power: 6500,
    units: 6,
    fewest: 2,
  },
  {
    name: 'training',
    kind: 'cluster',
    roles: ['training'],
    cpu: 384,
    memory: gibibytes(2048),
    gpus: { product: 'H100-SXM5-80GB', count: 8 },
    disk: nvme(16, 8),
    power: 10_200,
    units: 8,
    fewest: 1,
  },
  {
    name: 'postgresql',
    kind: 'hosts',
    roles: ['database'],
    cpu: 112,
    memory: gibibytes(512),
    disk: { ...nvme(4, 4), raid: 'raid10' },
    power: 900,
    units: 2,
    fewest: 3,
  },
  {
    name: 'redis',
    kind: 'hosts',
    roles: ['cache'],
    cpu: 64,
    memory: gibibytes(256),
    disk: nvme(1, 2),
    power: 500,
    units: 1,
    fewest: 3,
  },
  {
    name: 'storage',
    kind: 'hosts',
    roles: ['storage'],
    cpu: 64,
    memory: gibibytes(256),
    disk: nvme(25, 4),
    power: 900,
    units: 2,
    fewest: 4,
  },
]

/** A machine with eight other GPUs: the guide’s with theirs in place of the A100 (400 W each). */
const wattsBesideGpus = 3300

/** The guide’s kinds, and one for each GPU product that a model wants beside them. */
export function machineKindsFor({ models }: Platform): readonly MachineKind[] {
  const known = guideKinds.flatMap(({ gpus }) => gpus?.product ?? [])
  const others = new Set(
    models.flatMap(({ gpu }) => (gpu === undefined || known.includes(gpu) ? [] : [gpu])),
  )
  return [...guideKinds, ...[...others].flatMap(kindWith)]
}

function kindWith(product: string): readonly MachineKind[] {
  const like = guideKinds.find(({ roles }) => roles.includes('inference'))
  const gpu = findGpu(product)
  if (like === undefined || gpu === undefined) return []
  const name = `inference-${product.toLowerCase()}`
  const gpus = { product, count: 8 }
  return [{ ...like, name, gpus, power: wattsBesideGpus + 8 * gpu.power }]
}

type Rack = { readonly power: number; readonly units: number; readonly source: string }

/** Three phases of 230 V: 16 A give 11 kW, and 32 A, where machines with GPUs stand, 22 kW. */
export function rackOf({ gpus }: Pick<Pool, 'gpus'>): Rack {
  return gpus === undefined
    ? { power: 11_000, units: 42, source: 'a feed of three phases with 16 A' }
    : { power: 22_000, units: 42, source: 'a feed of three phases with 32 A' }
}
