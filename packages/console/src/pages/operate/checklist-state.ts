// How an item of a checklist may be shown: only what findings settle is ever done.

import type { ChecklistItem } from '../../planning/messages.ts'

export const shownStateOf = ({
  state,
  kind,
}: Pick<ChecklistItem, 'state' | 'kind'>): ChecklistItem['state'] =>
  state === 'done' && kind !== 'auto' ? 'open' : state
