// Finds address ranges that overlap, and addresses that no network of the inventory contains.

import {
  diagnostic,
  nodesOf,
  pointer,
  type Diagnostic,
  type Inventory,
  type Location,
  contains,
  overlaps,
  rangeOf,
  type Range,
} from '@llmflow/spec'
import type { Subject } from '../input.js'
import type { Rule } from './rule.js'

/** A range or address with the name under which it is reported. */
type Named = {
  readonly name: string
  readonly text: string
  readonly range: Range
  readonly location: Location
  /** What a network of the inventory is for; overlays are for pods and services. */
  readonly purpose: string
  /** Whether switches carry it as a VLAN, which no overlay is. */
  readonly isOnSwitches?: boolean
  /** False for a default that nobody wrote: then the other side is the line to look at. */
  readonly isWritten: boolean
}

export const ranges: Rule = (subject) => {
  const overlays = overlaysOf(subject)
  const networks = networksOf(subject)
  const addresses = [...nodesOfPools(subject), ...keptAddresses(subject)]
  const listed =
    networks.length === 0
      ? []
      : unlisted([...planned(overlays, networks), ...firstOutside(addresses, networks)], networks)
  return [...clashes([...networks, ...overlays]), ...inside(addresses, overlays), ...listed]
}

function overlaysOf({ platform, input, inPlatform }: Subject): readonly Named[] {
  const { podRange, serviceRange } = platform.network
  const overlay = (key: string, purpose: string, text: string): Named => ({
    name: `network.${key}`,
    text,
    range: rangeOf(text),
    location: inPlatform(pointer('network', key)),
    purpose,
    isWritten: input.platform.layered.originOf(pointer('network', key)) !== undefined,
  })
  return [overlay('podRange', 'pods', podRange), overlay('serviceRange', 'services', serviceRange)]
}

function networksOf({ inventory, inInventory }: Subject): readonly Named[] {
  return (inventory?.networks ?? []).map(({ name, range, purpose, vlan }, index) => ({
    name,
    text: range,
    range: rangeOf(range),
    location: inInventory(pointer('networks', index, 'range')),
    purpose,
    isOnSwitches: vlan !== undefined,
    isWritten: true,
  }))
}

/** One entry for each node; its place is the same for all nodes of a pool that is written as a count. */
function nodesOfPools({ inventory, inInventory }: Subject): readonly Named[] {
  return (inventory?.pools ?? []).flatMap((pool, index) =>
    nodesOf(pool).flatMap(({ name, address }, position) => {
      if (address === undefined) return []
      const at = isListed(pool.nodes) ? pointer(position, 'address') : '/firstAddress'
      const location = inInventory(`${pointer('pools', index, 'nodes')}${at}`)
      return [
        {
          name,
          text: address,
          range: rangeOf(address),
          location,
          purpose: pool.name,
          isWritten: true,
        },
      ]
    }),
  )
}

const isListed = (nodes: Inventory['pools'][number]['nodes']): boolean => Array.isArray(nodes)

/** Addresses that the platform keeps for users and for the Kubernetes API. */
function keptAddresses({ platform, inPlatform }: Subject): readonly Named[] {
  return (['virtualAddress', 'controlPlaneAddress'] as const).flatMap((key): readonly Named[] => {
    const text = platform.network[key]
    if (text === undefined) return []
    const name = `network.${key}`
    const location = inPlatform(`/network/${key}`)
    return [{ name, text, range: rangeOf(text), location, purpose: name, isWritten: true }]
  })
}

/** Every two ranges that overlap, each pair once, at the later one that somebody wrote. */
function clashes(named: readonly Named[]): readonly Diagnostic[] {
  return named.flatMap((second, index) =>
    named
      .slice(0, index)
      .filter((first) => overlaps(first.range, second.range) && !isSame(first, second))
      .map((first) => (second.isWritten ? clash(first, second) : clash(second, first))),
  )
}

/** The inventory may list the platform’s own ranges: then both are one thing, unless it is a VLAN. */
const isSame = (left: Named, right: Named): boolean =>
  left.purpose === right.purpose &&
  left.text === right.text &&
  left.name !== right.name &&
  left.isOnSwitches !== true &&
  right.isOnSwitches !== true &&
  isOverlay(left)

const isOverlay = ({ purpose }: Named): boolean => purpose === 'pods' || purpose === 'services'

const clash = (first: Named, second: Named): Diagnostic =>
  diagnostic(
    'wiring/ranges-overlap',
    second.location,
    { first: printed(second), second: printed(first) },
    { related: [first.location] },
  )

const printed = ({ name, text }: Named): string => `${name} ${text}`

/** Addresses of machines that lie in an overlay, one for each pool. */
function inside(addresses: readonly Named[], overlays: readonly Named[]): readonly Diagnostic[] {
  return overlays.flatMap((overlay) =>
    firstOfEach(addresses.filter(({ range }) => overlaps(overlay.range, range))).map((address) =>
      clash(overlay, address),
    ),
  )
}

/** Defaults that nobody wrote need no entry, unless the inventory plans overlays. */
function planned(overlays: readonly Named[], networks: readonly Named[]): readonly Named[] {
  return overlays.filter(({ isWritten }) => isWritten || networks.some(isOverlay))
}

function unlisted(named: readonly Named[], networks: readonly Named[]): readonly Diagnostic[] {
  return named
    .filter(({ range }) => !networks.some((network) => contains(network.range, range)))
    .map(({ name, text, location }) =>
      diagnostic('wiring/range-unlisted', location, { what: name, range: text }),
    )
}

/** One address for each pool, so that a hundred nodes are one finding. */
function firstOfEach(addresses: readonly Named[]): readonly Named[] {
  const firsts = new Map(addresses.toReversed().map((address) => [address.purpose, address]))
  return [...firsts.values()].toReversed()
}

const firstOutside = (addresses: readonly Named[], networks: readonly Named[]): readonly Named[] =>
  firstOfEach(
    addresses.filter(({ range }) => !networks.some((network) => contains(network.range, range))),
  )
