// A span as the runtime keeps it, and how its attributes are read: anybody's words until their type is known.

import type { paths } from '../../api/schema.d.ts'

type Reply =
  paths['/api/v1/traces/{traceId}']['get']['responses'][200]['content']['application/json']

export type Span = Reply['items'][number]

export function textAt({ attributes }: Span, name: string): string | undefined {
  const value = attributes[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function numberAt({ attributes }: Span, name: string): number | undefined {
  const value = attributes[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

export function textsAt({ attributes }: Span, name: string): readonly string[] | undefined {
  const value = attributes[name]
  if (!Array.isArray(value)) return undefined
  return value.map((each: unknown) => (typeof each === 'string' ? each : ''))
}

/** Attributes `<prefix><key>` that are numbers, by key. */
export const numbersUnder = ({ attributes }: Span, prefix: string) =>
  Object.entries(attributes).flatMap(([name, value]) =>
    name.startsWith(prefix) && typeof value === 'number'
      ? [{ key: name.slice(prefix.length), value }]
      : [],
  )
