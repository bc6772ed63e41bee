// Finds InfiniBand fabrics without a second subnet manager, with ports of another rate, or that no pod can use.

import { diagnostic, fabricRates, pointer, type Diagnostic, type Inventory } from '@llmflow/spec'
import type { Subject } from '../input.js'
import type { Rule } from './rule.js'

type Fabric = Inventory['fabrics'][number]

/** One routes the fabric; when it stops, no port comes up again until another takes over. */
const managersNeeded = 2

export const fabricIncomplete: Rule = (subject) => {
  const { inventory } = subject
  if (inventory === undefined) return []
  return inventory.fabrics.flatMap((fabric, index) => [
    ...managers(subject, fabric, index),
    ...ports(subject, inventory, fabric),
    ...resource(subject, inventory, fabric, index),
  ])
}

function managers(
  { inInventory }: Subject,
  { name, subnetManagers: count }: Fabric,
  index: number,
): readonly Diagnostic[] {
  if (count >= managersNeeded) return []
  const at = inInventory(pointer('fabrics', index, 'subnetManagers'))
  return [diagnostic('wiring/subnet-managers', at, { fabric: name, count, needed: managersNeeded })]
}

/** Ports of machines and switches that are faster or slower than the fabric. */
function ports(
  { inInventory }: Subject,
  { pools, switches }: Inventory,
  { name: fabric, rate }: Fabric,
): readonly Diagnostic[] {
  const links = pools.flatMap((pool, index) =>
    pool.links.flatMap((link, position) =>
      link.fabric === fabric
        ? [
            {
              what: pool.name,
              speed: link.speed,
              at: pointer('pools', index, 'links', position, 'speed'),
            },
          ]
        : [],
    ),
  )
  const own = switches.flatMap((one, index) =>
    one.fabric === fabric
      ? [{ what: one.name, speed: one.speed, at: pointer('switches', index, 'speed') }]
      : [],
  )
  return [...links, ...own]
    .filter(({ speed }) => speed !== fabricRates[rate])
    .map(({ what, speed, at }) => {
      const params = { fabric, rate, wanted: fabricRates[rate], what, speed }
      return diagnostic('wiring/fabric-rates-differ', inInventory(at), params)
    })
}

function resource(
  { inInventory }: Subject,
  { pools }: Inventory,
  { name: fabric, resource: named }: Fabric,
  index: number,
): readonly Diagnostic[] {
  const user = pools.find(
    ({ kind, links }) => kind === 'cluster' && links.some((link) => link.fabric === fabric),
  )
  if (named !== undefined || user === undefined) return []
  const at = inInventory(pointer('fabrics', index, 'name'))
  return [diagnostic('wiring/fabric-without-resource', at, { fabric, pool: user.name })]
}
