// The fields that routes of the admin face have in common, with their limits.

import { z } from 'zod'

/** One line for people: a name. Control characters would break terminals, logs and headers. */
export const line = (charactersMax: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(charactersMax)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'holds a control character')

/** Text of several lines; PostgreSQL keeps none with a NUL. */
export const prose = (charactersMax: number) =>
  z
    .string()
    .max(charactersMax)
    .regex(/^[^\0]*$/, 'holds a NUL character')

export const id = z.uuid()
export const withId = z.object({ id })

const limit = z.coerce.number().int().min(1).max(200).default(50)

/** Pages in the order of a name: `after` is `next` of the page before. */
export const pageByName = z.object({ limit, after: prose(500).optional() })
/** Pages of the latest first: `before` is `next` of the page before. */
export const pageByTime = z.object({ limit, before: z.uuid().optional() })

export const pageSchema = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() })

type Page<Item> = { readonly items: readonly Item[]; readonly next: string | null }

/** A full page may have another after it. */
export function pageOf<Item>(
  items: readonly Item[],
  limitOfPage: number,
  cursorOf: (last: Item) => string,
): Page<Item> {
  const last = items.at(-1)
  return {
    items,
    next: last !== undefined && items.length === limitOfPage ? cursorOf(last) : null,
  }
}

export const done = { 204: { description: 'Done' } } as const

export const ok = <Schema extends z.ZodType>(schema: Schema, description = 'Done') =>
  ({ 200: { description, schema } }) as const

export const created = <Schema extends z.ZodType>(schema: Schema) =>
  ({ 201: { description: 'Made', schema } }) as const
