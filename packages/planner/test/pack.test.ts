// Tests the packing of a pool: spread, survival of a lost node, growth without fragments, and who waits.

import { describe, expect, it } from 'vitest'
import type { Bin } from '../src/place/bins.js'
import { packPool, type Tenant } from '../src/place/pack.js'

const nodes = (count: number, gpus = 8, zones = 2): readonly Bin[] =>
  Array.from({ length: count }, (_, index) => ({
    node: `node-${index + 1}`,
    zone: `zone-${index % zones}`,
    cpu: 100_000,
    memory: 1000,
    gpus,
  }))

const tenant = (workload: string, changes: Partial<Tenant>): Tenant => ({
  workload,
  component: 'vllm',
  part: workload,
  cpu: 1000,
  memory: 10,
  gpus: 0,
  minimum: 1,
  maximum: changes.minimum ?? 1,
  priority: 0,
  onePerNode: false,
  evenZones: false,
  prefersOtherNodes: true,
  prefersOtherZones: true,
  movable: true,
  ...changes,
})

/** The guide's inference plane: 70B and 72B on four GPUs each, 8B on one. */
const guide = (largestMaximum: number): readonly Tenant[] => [
  tenant('70b', { gpus: 4, minimum: 2, maximum: largestMaximum, priority: 100 }),
  tenant('8b', { gpus: 1, minimum: 4, maximum: 4, priority: 50 }),
  tenant('72b', { gpus: 4, minimum: 2, maximum: 2, priority: 80 }),
]

describe('packing a pool', () => {
  it('places the guide’s models so that any node may be lost and the maxima fit', () => {
    const packing = packPool(nodes(4), guide(5))
    expect(packing.unplaced).toEqual([])
    expect(packing.lost).toEqual([])
    expect(packing.waiting).toEqual([])
    expect(new Set(packing.nodesOf.get('70b')).size).toBe(2)
    expect(new Set(packing.nodesOf.get('72b')).size).toBe(2)
  })

  it('lists who waits when the maxima want 44 GPUs of 32', () => {
    const packing = packPool(nodes(4), guide(8))
    expect(packing.unplaced).toEqual([])
    expect(packing.waiting).toEqual([{ workload: '70b', replicas: 3, lacks: 'gpus' }])
  })

  it('says what is lost with a node when nothing is spare', () => {
    const full = [tenant('70b', { gpus: 4, minimum: 8 })]
    const packing = packPool(nodes(4), full)
    expect(packing.unplaced).toEqual([])
    expect(packing.lost.map(({ node }) => node)).toEqual(['node-1', 'node-2', 'node-3', 'node-4'])
  })

  it('does not count what stays with its machine as lost', () => {
    const database = tenant('database', { minimum: 3, onePerNode: true, movable: false })
    expect(packPool(nodes(3, 0, 3), [database]).lost).toEqual([])
  })

  it('says how many replicas find no node, and what is missing', () => {
    const packing = packPool(nodes(4), [tenant('70b', { gpus: 4, minimum: 9 })])
    expect(packing.unplaced).toEqual([{ workload: '70b', replicas: 1, lacks: 'gpus' }])
    const apart = packPool(nodes(2, 0), [tenant('etcd', { minimum: 3, onePerNode: true })])
    expect(apart.unplaced).toEqual([{ workload: 'etcd', replicas: 1, lacks: 'nodes' }])
  })

  it('grows as far as any order of the replicas lets it, beside one that wants every node', () => {
    const worker = tenant('worker', { cpu: 50_000, memory: 20, maximum: 6, priority: 100 })
    const quorum = tenant('quorum', { cpu: 30_000, memory: 10, minimum: 3, onePerNode: true })
    const { waiting } = packPool(nodes(3), [worker, quorum])
    expect(waiting).toMatchObject([{ workload: 'worker', replicas: 3 }])
  })

  it('lets the important workload grow first', () => {
    const packing = packPool(nodes(1), [
      tenant('low', { gpus: 2, minimum: 1, maximum: 3, priority: 1 }),
      tenant('high', { gpus: 2, minimum: 1, maximum: 3, priority: 9 }),
    ])
    expect(packing.waiting).toEqual([{ workload: 'low', replicas: 2, lacks: 'gpus' }])
  })

  it('keeps zones even where that is required', () => {
    const packing = packPool(nodes(6, 0, 3), [tenant('api', { minimum: 6, evenZones: true })])
    const perZone = new Map<number, number>()
    for (const index of packing.nodesOf.get('api') ?? []) {
      perZone.set(index % 3, (perZone.get(index % 3) ?? 0) + 1)
    }
    expect([...perZone.values()]).toEqual([2, 2, 2])
  })
})
