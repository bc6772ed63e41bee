// Generates inventories: pools of several shapes, from one node to forty, with GPUs, taints and zones.

import { gpuProducts } from '@llmflow/catalog'
import { roles, type JsonObject, type Role } from '@llmflow/spec'
import fc from 'fast-check'

import { poolHardware, siteHardware } from './hardware.js'
import { whenWild, type Temper } from './temper.js'
import { amountGib, cpu, ipv4, name, range, zones } from './words.js'
import { settings } from './written.js'

/** What a generated platform needs to know of the machines, to ask for what exists. */
export type Machines = {
  readonly inventory: JsonObject
  readonly pools: readonly string[]
  readonly gpus: readonly { readonly product: string; readonly count: number }[]
  readonly storageClasses: readonly string[]
}

type Shape = {
  readonly roles: readonly Role[]
  readonly kind: 'cluster' | 'hosts' | 'control-plane'
  readonly hasGpus: boolean
}

/** One pool for each job of the guide: roomy enough that most platforms fit, small enough that some do not. */
const guideShapes: readonly Shape[] = [
  { roles: ['application'], kind: 'cluster', hasGpus: false },
  { roles: ['inference'], kind: 'cluster', hasGpus: true },
  { roles: ['vector'], kind: 'cluster', hasGpus: false },
  { roles: ['database'], kind: 'hosts', hasGpus: false },
  { roles: ['cache'], kind: 'hosts', hasGpus: false },
  { roles: ['storage'], kind: 'hosts', hasGpus: false },
  { roles: ['edge'], kind: 'hosts', hasGpus: false },
  { roles: ['control-plane'], kind: 'control-plane', hasGpus: false },
]

const shape: fc.Arbitrary<Shape> = fc.record({
  roles: fc.subarray([...roles], { minLength: 1 }),
  kind: fc.constantFrom('cluster', 'cluster', 'cluster', 'hosts', 'control-plane'),
  hasGpus: fc.boolean(),
})

function shapes(temper: Temper): fc.Arbitrary<readonly Shape[]> {
  const oneForAll: readonly Shape[] = [
    { roles: [...roles], kind: 'cluster', hasGpus: true },
    { roles: ['edge'], kind: 'hosts', hasGpus: false },
    { roles: ['control-plane'], kind: 'control-plane', hasGpus: false },
  ]
  if (temper !== 'wild') {
    return fc.oneof(
      { weight: 6, arbitrary: fc.constant(guideShapes) },
      { weight: 1, arbitrary: fc.constant(oneForAll) },
    )
  }
  return fc.oneof(
    fc.subarray([...guideShapes], { minLength: 1 }),
    fc.array(shape, { minLength: 1, maxLength: 6 }),
  )
}

const nodeCount = fc.oneof(
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) },
  { weight: 4, arbitrary: fc.integer({ min: 3, max: 12 }) },
  { weight: 1, arbitrary: fc.integer({ min: 13, max: 40 }) },
)

const roomyCount = fc.oneof(
  { weight: 1, arbitrary: fc.integer({ min: 3, max: 5 }) },
  { weight: 3, arbitrary: fc.integer({ min: 5, max: 14 }) },
  { weight: 1, arbitrary: fc.integer({ min: 15, max: 40 }) },
)

const taints = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.array(
      fc.record({
        key: fc.constantFrom('nvidia.com/gpu', 'llmflow.io/pool', 'dedicated'),
        value: fc.constantFrom('true', 'x'),
        effect: fc.constantFrom('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
      }),
      { maxLength: 2 },
    ),
  },
)

const nodesOf = (prefix: string, octet: number, temper: Temper): fc.Arbitrary<JsonObject[string]> =>
  fc
    .record({
      count: temper !== 'wild' ? roomyCount : nodeCount,
      zones,
      isListed: fc.boolean(),
      first:
        temper !== 'wild' ? fc.constant(`10.${octet}.0.1`) : fc.option(ipv4, { nil: undefined }),
    })
    .map(({ count, zones: inTurn, isListed, first }) =>
      isListed
        ? Array.from({ length: count }, (_, index) =>
            settings({
              name: `${prefix}-n${index}`,
              address: `10.${octet}.0.${index + 1}`,
              zone: inTurn[(index * 7) % Math.max(1, inTurn.length)],
            }),
          )
        : settings({ count, prefix, firstAddress: first, zones: inTurn }),
    )

function poolOf(
  { roles: own, kind, hasGpus }: Shape,
  poolName: string,
  octet: number,
  temper: Temper,
): fc.Arbitrary<JsonObject> {
  return fc
    .record({
      nodes: nodesOf(poolName, octet, temper),
      cpu: hasGpus ? cpu(64, 384) : cpu(8, 128),
      memory: hasGpus ? amountGib(512, 2048) : amountGib(64, 768),
      gpus: fc.record({
        product: fc.constantFrom(...gpuProducts),
        count: fc.constantFrom(1, 2, 4, 8, 8),
      }),
      labels: fc.constantFrom<JsonObject>({}, { 'llmflow.io/pool': poolName, 'a.b/c': 'd' }),
      taints,
      power: fc.option(fc.integer({ min: 100, max: 10_000 }), { nil: undefined }),
      hardware: whenWild(temper, poolHardware),
      reserved: fc.constantFrom<JsonObject | undefined>(
        undefined,
        { cpu: '500m' },
        { memory: '1GiB', cpu: 0 },
      ),
    })
    .map(({ gpus, hardware, ...rest }) =>
      settings({
        name: poolName,
        kind,
        roles: own,
        ...rest,
        ...hardware,
        gpus: hasGpus ? gpus : undefined,
      }),
    )
}

const network = fc.record({
  name,
  range,
  purpose: fc.constantFrom('nodes', 'storage', 'database', 'external', 'other'),
})

const storageClasses: readonly JsonObject[] = [
  { name: 'block', kind: 'block', accessModes: ['ReadWriteOnce'], isDefault: true },
  {
    name: 'file',
    kind: 'file',
    accessModes: ['ReadWriteMany', 'ReadWriteOnce'],
    capacity: '300TB',
  },
]

export const machines = (temper: Temper): fc.Arbitrary<Machines> =>
  shapes(temper).chain((chosen) =>
    fc
      .record({
        names: fc.uniqueArray(name, { minLength: chosen.length, maxLength: chosen.length }),
        networks: fc.uniqueArray(network, { maxLength: 3, selector: (one) => one.name }),
        minor: fc.constantFrom('1.29', '1.31', undefined),
      })
      .chain(({ names, networks, minor }) =>
        fc
          .tuple(
            whenWild(temper, siteHardware(names)),
            fc.tuple(
              ...chosen.map((one, index) =>
                poolOf(one, names[index] ?? `pool-${index}`, index, temper),
              ),
            ),
          )
          .map(([hardware, pools]) => machinesOf(pools, names, networks, minor, hardware)),
      ),
  )

function machinesOf(
  pools: readonly JsonObject[],
  names: readonly string[],
  networks: readonly JsonObject[],
  minor: string | undefined,
  hardware: JsonObject | undefined,
): Machines {
  const gpus = pools.flatMap(({ gpus: own }) => (isGpus(own) ? [own] : []))
  return {
    inventory: settings({
      apiVersion: 'llmflow.io/v1',
      kind: 'Inventory',
      metadata: { name: 'generated' },
      kubernetes: minor === undefined ? undefined : { minor },
      pools,
      networks,
      storageClasses,
      ...hardware,
    }),
    pools: names,
    gpus,
    storageClasses: ['block', 'file'],
  }
}

function isGpus(value: unknown): value is { readonly product: string; readonly count: number } {
  return typeof value === 'object' && value !== null && 'product' in value
}
