// Tests what an inventory says of disks, racks, networks and fabrics against itself.

import { describe, expect, it } from 'vitest'
import { findingsIn, said } from './said.js'

const platform = 'components: {}\n'

const node =
  '{ name: n, roles: [application], nodes: { count: 2, prefix: n }, cpu: 64, memory: 64GiB'
const pool = (more: string): string => `pools: [${node}${more === '' ? '' : `, ${more}`} }]\n`

describe('names in an inventory', () => {
  it('refer to what the inventory lists', () => {
    const links = 'links: [{ speed: 25, networks: [lan], fabric: ib, switches: [leaf] }]'
    expect(said('spec/unknown-name', platform, pool(links))).toEqual([
      '/pools/0/links/0/networks/0: network | lan | ',
      '/pools/0/links/0/fabric: fabric | ib | ',
      '/pools/0/links/0/switches/0: switch | leaf | ',
    ])
  })

  it('of racks may be names only, until racks are listed', () => {
    const nodes = (rack: string) =>
      `pools: [{ name: n, roles: [application], nodes: [{ name: n, rack: ${rack} }], cpu: 8, memory: 8GiB }]\n`
    expect(said('spec/unknown-name', platform, nodes('a1'))).toEqual([])
    expect(said('spec/unknown-name', platform, `${nodes('a1')}racks: [{ name: a2 }]\n`)).toEqual([
      '/pools/0/nodes/0/rack: rack | a1 | a2',
    ])
  })

  it('are given once', () => {
    const racks = 'racks: [{ name: a }, { name: a }]\n'
    expect(said('spec/duplicate-name', platform, pool('') + racks)).toEqual(['/racks/1/name: a'])
  })

  it('and addresses of controllers are no other machine’s', () => {
    const clash = `pools:
  - { ${node.slice(2)}, bmc: { network: bmc, firstAddress: 10.0.1.1 } }
  - { name: m, roles: [vector], nodes: [{ name: m, address: 10.0.1.2 }], cpu: 8, memory: 8GiB }
networks: [{ name: bmc, range: 10.0.1.0/24, purpose: bmc }]
`
    expect(said('spec/duplicate-name', platform, clash)).toEqual([
      '/pools/0/bmc/firstAddress: 10.0.1.2',
    ])
  })
})

describe('an object store', () => {
  const store = (count: number, wanted: string): string =>
    `${pool(`kind: hosts, disks: [{ size: 10TB, count: ${count} }]`)}objectStores: [{ name: s, pool: n, ${wanted} }]\n`
  const faults = (count: number, wanted: string) =>
    said('capacity/erasure-impossible', platform, store(count, wanted)).map(
      (text) => text.split(' | ')[4],
    )

  it('has sets that divide its drives, and no more than half of them parity', () => {
    expect(faults(4, 'setSize: 8, parity: 4')).toEqual([])
    expect(faults(4, 'setSize: 6, parity: 2')).toEqual(['not-divisible'])
    expect(faults(4, 'setSize: 8, parity: 5')).toEqual(['too-much-parity'])
  })

  it('promises no more than parity leaves', () => {
    const overstated = (usable: string) =>
      said(
        'capacity/usable-overstated',
        platform,
        store(4, `setSize: 8, parity: 2, usable: ${usable}`),
      )
    expect(overstated('60TB')).toEqual([])
    expect(overstated('61TB')).toHaveLength(1)
  })
})

describe('storage classes', () => {
  const classes = (first: string, second: string): string =>
    `${pool('disks: [{ size: 10TB, count: 3 }]')}storageClasses:
  - { name: a, kind: block, replication: 3, pools: [n], capacity: ${first} }
  - { name: b, kind: file, replication: 2, pools: [n], capacity: ${second} }
`
  const overstated = (first: string, second: string) =>
    said('capacity/usable-overstated', platform, classes(first, second))

  it('share the disks of their pools', () => {
    expect(overstated('10TB', '15TB')).toEqual([])
    expect(overstated('11TB', '15TB')).toEqual([expect.stringMatching(/^\/storageClasses\/0/)])
    expect(overstated('21TB', '1TB')).toEqual([expect.stringMatching(/^\/storageClasses\/0/)])
  })
})

describe('RAID', () => {
  const disks = (level: string, count: number): string =>
    pool(`disks: [{ size: 1TB, count: ${count}, raid: ${level} }]`)

  it.each([
    ['raid1', 1, 2],
    ['raid5', 2, 3],
    ['raid6', 3, 4],
    ['raid10', 5, 6],
  ])('%s needs its disks', (level, few, enough) => {
    expect(said('capacity/raid-impossible', platform, disks(level, few))).toHaveLength(1)
    expect(said('capacity/raid-impossible', platform, disks(level, enough))).toEqual([])
  })
})

describe('power', () => {
  const site = (watts: number): string =>
    `${pool('power: 1000')}switches: [{ name: s, tier: leaf, speed: 25, power: 100 }]\nsite: { power: ${watts}, cooling: 1.5 }\n`

  it('of a site counts nodes, switches and what cools them', () => {
    expect(said('capacity/power-exceeded', platform, site(3150))).toEqual([])
    expect(said('capacity/power-exceeded', platform, site(3149))).toEqual([
      '/site/power: site |  | 3150 | 3149',
    ])
  })
})

describe('networks', () => {
  const network = (more: string): string =>
    `pools: [{ ${node.slice(2).replace('prefix: n', 'prefix: n, firstAddress: 10.0.0.10')}, links: [{ speed: 25, networks: [lan] }] }]
networks: [{ name: lan, range: 10.0.0.0/24, purpose: nodes${more} }]
`
  it('hold their gateway and their virtual addresses', () => {
    const outside = (more: string) =>
      said('wiring/address-outside-network', platform, network(more))
    expect(
      outside(', gateway: 10.0.0.1, virtual: { first: 10.0.0.100, last: 10.0.0.110 }'),
    ).toEqual([])
    expect(outside(', gateway: 10.0.1.1')).toHaveLength(1)
    expect(outside(', virtual: { first: 10.0.0.250, last: 10.0.1.3 }')).toHaveLength(1)
  })

  it('keep virtual addresses for no machine, and the platform takes its own from them', () => {
    const range = (first: string) => network(`, virtual: { first: ${first}, last: 10.0.0.110 }`)
    expect(said('wiring/ranges-overlap', platform, range('10.0.0.100'))).toEqual([])
    expect(said('wiring/ranges-overlap', platform, range('10.0.0.11'))).toHaveLength(1)
    const own = (address: string) =>
      said(
        'wiring/address-outside-network',
        `${platform}network: { virtualAddress: ${address} }\n`,
        range('10.0.0.100'),
      )
    expect(own('10.0.0.105')).toEqual([])
    expect(own('10.0.0.99')).toHaveLength(1)
  })
})

it('says nothing of an inventory without hardware', () => {
  const codes = findingsIn(platform, pool('')).map(({ code }) => code)
  expect(codes.filter((code) => /rack|raid|fabric|switch|unattached|bmc/.test(code))).toEqual([])
})
