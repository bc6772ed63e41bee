// Finds addresses that lie outside the networks to which their machines are attached.

import {
  diagnostic,
  nodesOf,
  pointer,
  type Diagnostic,
  type Inventory,
  type Location,
  type Pointer,
  contains,
  overlaps,
  rangeOf,
  type Range,
} from '@llmflow/spec'
import type { Subject } from '../input.js'
import type { Rule } from './rule.js'

export const addressOutsideNetwork: Rule = (subject) => {
  const { inventory } = subject
  if (inventory === undefined) return []
  return [
    ...inventory.pools.flatMap((_, index) => pool(subject, inventory, index)),
    ...inventory.networks.flatMap((_, index) => network(subject, inventory, index)),
    ...virtualAddress(subject, inventory),
  ]
}

type Address = {
  readonly what: string
  readonly address: string
  readonly location: Location
}

/** The first address of a pool that is in none of its networks, and the first of its controllers. */
function pool(subject: Subject, { pools, networks }: Inventory, index: number) {
  const own = pools[index]
  if (own === undefined) return []
  const names = own.links.flatMap((link) => link.networks)
  const controllers = own.bmc === undefined ? [] : [own.bmc.network]
  const at = (path: Pointer): Location => subject.inInventory(path)
  const listed = Array.isArray(own.nodes)
  const ofNode = (position: number): Pointer =>
    listed
      ? pointer('pools', index, 'nodes', position, 'address')
      : pointer('pools', index, 'nodes', 'firstAddress')
  const nodes = nodesOf(own)
  return [
    ...first(
      nodes.flatMap(({ name: what, address }, position) =>
        address === undefined ? [] : [{ what, address, location: at(ofNode(position)) }],
      ),
      networks.filter(({ name }) => names.includes(name)),
    ),
    ...first(
      nodes.flatMap(({ name, bmc: address }) => {
        const location = at(pointer('pools', index, 'bmc', 'firstAddress'))
        return address === undefined ? [] : [{ what: `${name} (BMC)`, address, location }]
      }),
      networks.filter(({ name }) => controllers.includes(name)),
    ),
  ]
}

type Network = Inventory['networks'][number]

function first(addresses: readonly Address[], networks: readonly Network[]): readonly Diagnostic[] {
  if (networks.length === 0) return []
  const ranges = networks.map(({ range }) => rangeOf(range))
  const outside = addresses.find(
    ({ address }) => !ranges.some((range) => contains(range, rangeOf(address))),
  )
  return outside === undefined ? [] : [finding(outside, networks)]
}

function finding({ what, address, location }: Address, networks: readonly Network[]): Diagnostic {
  const printed = networks.map(({ name, range }) => `${name} ${range}`).join(', ')
  return diagnostic('wiring/address-outside-network', location, {
    what,
    address,
    networks: printed,
  })
}

/** Gateways and virtual addresses belong to their network; no machine may have a virtual one. */
function network(subject: Subject, inventory: Inventory, index: number): readonly Diagnostic[] {
  const own = inventory.networks[index]
  if (own === undefined) return []
  const at = (...keys: readonly string[]) =>
    subject.inInventory(pointer('networks', index, ...keys))
  const { gateway, virtual } = own
  const gateways =
    gateway === undefined ? [] : [{ what: 'gateway', address: gateway, location: at('gateway') }]
  if (virtual === undefined) return first(gateways, [own])
  const ends = (['first', 'last'] as const).map((key) => ({
    what: `virtual.${key}`,
    address: virtual[key],
    location: at('virtual', key),
  }))
  const range = virtualRange(virtual)
  const taken = inventory.pools
    .flatMap(nodesOf)
    .find(({ address, bmc }) =>
      [address, bmc].some((one) => one !== undefined && overlaps(range, rangeOf(one))),
    )
  const clash =
    taken === undefined
      ? []
      : [
          diagnostic('wiring/ranges-overlap', at('virtual'), {
            first: `virtual ${virtual.first}–${virtual.last}`,
            second: `${taken.name} ${taken.address ?? taken.bmc ?? ''}`,
          }),
        ]
  return [...first(gateways, [own]), ...first(ends, [own]), ...clash]
}

const virtualRange = ({
  first: from,
  last,
}: {
  readonly first: string
  readonly last: string
}): Range => ({
  first: rangeOf(from).first,
  last: rangeOf(last).last,
})

/** The platform’s own virtual address comes from the range that is kept for such. */
function virtualAddress(
  { platform, inPlatform }: Subject,
  { networks }: Inventory,
): readonly Diagnostic[] {
  const address = platform.network.virtualAddress
  if (address === undefined) return []
  const one = rangeOf(address)
  return networks.flatMap((own) => {
    if (own.virtual === undefined || !contains(rangeOf(own.range), one)) return []
    if (contains(virtualRange(own.virtual), one)) return []
    const { name, virtual } = own
    const params = {
      what: 'network.virtualAddress',
      address,
      networks: `${name} ${virtual.first}–${virtual.last}`,
    }
    return [
      diagnostic('wiring/address-outside-network', inPlatform('/network/virtualAddress'), params),
    ]
  })
}
