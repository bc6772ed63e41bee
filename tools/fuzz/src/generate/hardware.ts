// Generates what an inventory says around its nodes: disks, links, racks, fabrics and stores, sound or not.

import type { JsonObject } from '@llmflow/spec'
import fc from 'fast-check'

import { settings } from './written.js'

const known = fc.constantFrom('lan', 'storage', 'nowhere')
const names = fc.subarray(['s1', 's2', 'nowhere'])

const disk = fc.record({
  size: fc.constantFrom('1TB', '480GB', '16TB'),
  count: fc.integer({ min: 1, max: 8 }),
  raid: fc.constantFrom('none', 'raid0', 'raid1', 'raid5', 'raid6', 'raid10'),
})

const link = fc
  .record({
    speed: fc.constantFrom(25, 100, 200, 400),
    ports: fc.integer({ min: 1, max: 4 }),
    networks: fc.array(known, { maxLength: 2 }),
    fabric: fc.option(fc.constantFrom('ib', 'nowhere'), { nil: undefined }),
    switches: names,
  })
  .map(settings)

/** What one pool may say besides. */
export const poolHardware: fc.Arbitrary<JsonObject> = fc
  .record({
    plane: fc.option(fc.constantFrom('application', 'gpu', 'data'), { nil: undefined }),
    processors: fc.option(fc.constant({ model: 'x', sockets: 2, cores: 16, threads: 32 }), {
      nil: undefined,
    }),
    disks: fc.array(disk, { maxLength: 2 }),
    links: fc.array(link, { maxLength: 2 }),
    units: fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined }),
    bmc: fc.option(
      fc.record({ network: known, firstAddress: fc.constantFrom('10.99.0.1', '255.255.255.250') }),
      { nil: undefined },
    ),
  })
  .map(settings)

const switches = fc.array(
  fc
    .record({
      tier: fc.constantFrom('core', 'spine', 'leaf'),
      speed: fc.constantFrom(100, 200),
      uplinks: names,
      rack: fc.option(fc.constantFrom('r1', 'nowhere'), { nil: undefined }),
      fabric: fc.option(fc.constantFrom('ib', 'nowhere'), { nil: undefined }),
      power: fc.integer({ min: 0, max: 2000 }),
    })
    .map(settings),
  { maxLength: 2 },
)

/** What an inventory may say besides; `pools` are the names that its storage may lie on. */
export const siteHardware = (pools: readonly string[]): fc.Arbitrary<JsonObject> =>
  fc
    .record({
      switches: switches.map((list) =>
        list.map((one, index) => ({ ...one, name: `s${index + 1}` })),
      ),
      fabrics: fc.subarray([
        { name: 'ib', rate: 'HDR', subnetManagers: 1 },
        { name: 'fast', rate: 'NDR', subnetManagers: 2, resource: 'rdma/hca' },
      ]),
      racks: fc.subarray([
        { name: 'r1', power: 5000 },
        { name: 'r2', units: 10 },
      ]),
      site: fc.constantFrom<JsonObject>({}, { power: 10_000 }, { power: 1_000_000, cooling: 1 }),
      objectStores: fc.array(
        fc.record({
          name: fc.constantFrom('o1', 'o2'),
          pool: fc.constantFrom(...pools, 'nowhere'),
          setSize: fc.integer({ min: 2, max: 16 }),
          parity: fc.integer({ min: 0, max: 32 }),
          usable: fc.constantFrom('1TB', '900TB'),
        }),
        { maxLength: 2 },
      ),
    })
    .map(settings)
