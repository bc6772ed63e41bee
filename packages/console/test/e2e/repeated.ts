// Lists of any length: what the runtime answers is repeated on its way to the page, since nobody waits for 10,000 uploads.

import type { Page } from 'playwright-core'
import { itemsOf } from './harness.ts'

type Fields = { readonly [name: string]: unknown }

type Repeated = {
  /** The addresses of the list. */
  readonly path: RegExp
  readonly count: number
  /** How an address names the page that it asks for. */
  readonly cursor: 'after' | 'before'
  readonly itemFor: (item: Fields, number: number) => Fields
}

/** An identifier of its own for each number. */
const idOf = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** Answers as the runtime does, with so many items made from its own. */
export async function repeatItems(page: Page, repeated: Repeated): Promise<void> {
  const { path, count, cursor, itemFor } = repeated
  let real: readonly Fields[] | undefined
  const firstOf = new Map<string, number>()
  await page.route(path, async (route) => {
    const { searchParams } = new URL(route.request().url())
    real ??= itemsOf(await (await route.fetch()).json())
    const first = firstOf.get(searchParams.get(cursor) ?? '') ?? 0
    const end = Math.min(count, first + Number(searchParams.get('limit')))
    const items: Fields[] = []
    for (let number = first; number < end; number += 1) {
      items.push({ ...itemFor(real[number % real.length] ?? {}, number), id: idOf(number) })
    }
    const next = end < count ? idOf(count + end) : null
    if (next !== null) firstOf.set(next, end)
    await route.fulfill({ json: { items, next } })
  })
}
