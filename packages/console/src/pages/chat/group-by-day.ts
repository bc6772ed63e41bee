// Conversations under the day they were last used on, as the reader's clock has days.

type Day = 'today' | 'yesterday' | 'earlier'

export type DayGroup<Item> = { readonly day: Day; readonly items: readonly Item[] }

const days: readonly Day[] = ['today', 'yesterday', 'earlier']

/** Groups without items are left out; the order within a group stays. */
export function groupByDay<Item extends { readonly updatedAtMs: number }>(
  items: readonly Item[],
  nowMs: number,
): readonly DayGroup<Item>[] {
  const todayMs = midnightMs(nowMs, 0)
  const yesterdayMs = midnightMs(nowMs, 1)
  const dayOf = ({ updatedAtMs }: Item): Day =>
    updatedAtMs >= todayMs ? 'today' : updatedAtMs >= yesterdayMs ? 'yesterday' : 'earlier'
  return days
    .map((day) => ({ day, items: items.filter((item) => dayOf(item) === day) }))
    .filter((group) => group.items.length > 0)
}

/** Days are not all 24 hours long. */
function midnightMs(nowMs: number, daysBefore: number): number {
  const now = new Date(nowMs)
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysBefore).getTime()
}
