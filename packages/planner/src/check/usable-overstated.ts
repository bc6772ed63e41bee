// Finds storage that promises more than its disks hold after copies and parity.

import {
  diagnostic,
  pointer,
  type Diagnostic,
  type PlannedHardware,
  type PlannedStorage,
  type Pointer,
} from '@llmflow/spec'
import type { Subject } from '../input.js'
import type { Rule } from './rule.js'

export const usableOverstated: Rule = (subject) => {
  const { inventory, draft } = subject
  const { objectStores, storageClasses } = draft.plan.hardware
  const found = (at: Pointer, name: string, own: PlannedStorage | undefined) =>
    judge(subject, at, name, own)
  return [
    ...(inventory?.objectStores ?? []).flatMap(({ name }, index) =>
      found(pointer('objectStores', index, 'usable'), name, objectStores[name]),
    ),
    ...(inventory?.storageClasses ?? []).flatMap(({ name }, index) =>
      found(pointer('storageClasses', index, 'capacity'), name, storageClasses[name]),
    ),
  ]
}

function judge(
  { draft, inInventory }: Subject,
  at: Pointer,
  name: string,
  own: PlannedStorage | undefined,
): readonly Diagnostic[] {
  if (own?.promised === undefined || own.pools.length === 0) return []
  const { raw, usable, promised } = own
  const params = { name, raw, usable, promised }
  if (promised > usable) return [diagnostic('capacity/usable-overstated', inInventory(at), params)]
  const sharers = sharersOf(draft.plan.hardware, own)
  const wanted = sharers.reduce((sum, [, other]) => sum + rawFor(other), 0)
  if (wanted <= raw || sharers[0]?.[1] !== own) return []
  const terms = sharers.map(([label, other]) => ({ label, value: rawFor(other) }))
  return [
    diagnostic('capacity/usable-overstated', inInventory(at), params, {
      advice: [{ kind: 'sum', terms, total: wanted, limit: raw, unit: 'bytes' }],
    }),
  ]
}

/** Storage on the same pools shares their disks. */
function sharersOf({ objectStores, storageClasses }: PlannedHardware, own: PlannedStorage) {
  const key = keyOf(own)
  return [...Object.entries(objectStores), ...Object.entries(storageClasses)].filter(
    ([, other]) => keyOf(other) === key,
  )
}

const keyOf = ({ pools }: PlannedStorage): string => pools.toSorted().join(' ')

/** The raw disks behind what is promised. */
const rawFor = ({ promised, usable, raw }: PlannedStorage): number =>
  usable === 0 ? 0 : Math.ceil(((promised ?? 0) * raw) / usable)
