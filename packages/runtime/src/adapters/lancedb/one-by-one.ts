// Works through many texts without making searches wait for more than one of them.

import { setImmediate as letOthers } from 'node:timers/promises'

/** The results in order; whatever else came in meanwhile is served after each. */
export async function oneByOne<Item, Value>(
  items: readonly Item[],
  work: (item: Item) => Value,
): Promise<readonly Value[]> {
  const values: Value[] = []
  for (const item of items) {
    values.push(work(item))
    await letOthers()
  }
  return values
}
