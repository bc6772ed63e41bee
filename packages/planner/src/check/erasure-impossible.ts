// Finds erasure coding that the drives of a pool cannot have, or that the object store would lay out otherwise.

import { diagnostic, nodesOf, pointer, type Diagnostic, type Inventory } from '@llmflow/spec'
import type { Subject } from '../input.js'
import type { Rule } from './rule.js'

type Store = Inventory['objectStores'][number]

export const erasureImpossible: Rule = (subject) =>
  (subject.inventory?.objectStores ?? []).flatMap((store, index) => judge(subject, store, index))

/** An object lies on as many drives as a set has: half of them and no more may be parity. */
function judge(subject: Subject, store: Store, index: number): readonly Diagnostic[] {
  const { inventory, inInventory } = subject
  const pool = inventory?.pools.find(({ name }) => name === store.pool)
  if (pool === undefined) return []
  const drives = nodesOf(pool).length * pool.disks.reduce((sum, { count }) => sum + count, 0)
  const found = (key: 'setSize' | 'parity', reason: Reason): readonly Diagnostic[] => {
    const { name, setSize, parity } = store
    const params = { store: name, drives, setSize, parity, reason, ...planned(subject, store) }
    return [
      diagnostic(
        'capacity/erasure-impossible',
        inInventory(pointer('objectStores', index, key)),
        params,
      ),
    ]
  }
  if (drives === 0 || drives % store.setSize !== 0) return found('setSize', 'not-divisible')
  if (store.parity > store.setSize / 2) return found('parity', 'too-much-parity')
  const will = planned(subject, store)
  if (will.plannedSet !== store.setSize) return found('setSize', 'other-than-planned')
  return will.plannedParity === store.parity ? [] : found('parity', 'other-than-planned')
}

type Reason = 'not-divisible' | 'too-much-parity' | 'other-than-planned'

/** What the object store will do with these drives; what is written, where none runs on the pool. */
function planned(
  { draft }: Subject,
  store: Store,
): { readonly plannedSet: number; readonly plannedParity: number } {
  const { placement, sizes } = draft.plan
  const figures =
    placement['minio']?.pool === store.pool ? sizes['minio']?.['minio']?.figures : undefined
  return {
    plannedSet: figures?.['setSize']?.value ?? store.setSize,
    plannedParity: figures?.['parity']?.value ?? store.parity,
  }
}
