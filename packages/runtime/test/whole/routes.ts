// The routes as the running service describes them, and requests that fit the descriptions.

import { z } from 'zod'
import type { Random } from './random.js'
import type { Ask, Service } from './service.js'

type Schema = { readonly [name: string]: unknown }

export type Route = {
  readonly method: NonNullable<Ask['method']>
  /** `/api/v1/keys/{id}` */
  readonly url: string
  readonly face: string
  readonly isOpen: boolean
  /** Names of the parts of the path that stand for something. */
  readonly params: readonly string[]
  readonly query: readonly { readonly name: string; readonly schema: Schema }[]
  readonly mediaType: string | undefined
  readonly body: Schema | undefined
  /** Statuses that it says it answers with. */
  readonly statuses: readonly string[]
}

const schema = z.record(z.string(), z.unknown())
const methods = { get: 'GET', post: 'POST', put: 'PUT', patch: 'PATCH', delete: 'DELETE' } as const

const operation = z.object({
  tags: z.array(z.string()).min(1),
  security: z.array(z.unknown()).optional(),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), schema })).default([]),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema })) }).optional(),
  responses: z.record(z.string(), z.unknown()),
})

const description = z.object({
  paths: z.record(
    z.string(),
    z.partialRecord(z.enum(['get', 'post', 'put', 'patch', 'delete']), operation),
  ),
})

export async function routesOf(service: Service): Promise<readonly Route[]> {
  const { json } = await service.ask({ path: '/api/v1/openapi.json' })
  return Object.entries(description.parse(json).paths).flatMap(([url, byMethod]) =>
    (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
      const found = byMethod[method]
      return found === undefined ? [] : [routeOf(methods[method], url, found)]
    }),
  )
}

function routeOf(
  method: Route['method'],
  url: string,
  { tags, security, parameters, requestBody, responses }: z.infer<typeof operation>,
): Route {
  const [content] = Object.entries(requestBody?.content ?? {})
  return {
    method,
    url,
    face: tags[0] ?? '',
    isOpen: security?.length === 0,
    params: [...url.matchAll(/\{(\w+)\}|\*/g)].map(([whole, name]) => name ?? whole),
    query: parameters.filter((parameter) => parameter.in === 'query'),
    mediaType: content?.[0],
    body: content?.[1].schema,
    statuses: Object.keys(responses),
  }
}

/** The path with these in the places of its parameters, from the left. */
export function pathOf({ url }: Route, valueOf: (at: number) => string): string {
  let at = 0
  return url.replaceAll(/\{\w+\}|\*/g, () => valueOf(at++))
}

const properties = z.record(z.string(), schema)
const names = z.array(z.string())

/** Some value that fits, with what is required and some of what is not. */
export function sampleOf(of: Schema, random: Random, depth = 0): unknown {
  const choice = of['anyOf'] ?? of['oneOf']
  if (choice !== undefined) {
    const choices = z.array(schema).min(1).parse(choice)
    return sampleOf(choices[random.whole(choices.length)] ?? {}, random, depth + 1)
  }
  if (of['const'] !== undefined) return of['const']
  const options = z.array(z.unknown()).min(1).safeParse(of['enum'])
  if (options.success) return options.data[random.whole(options.data.length)]
  const types = z
    .array(z.string())
    .catch([String(of['type'])])
    .parse(of['type'])
  const type = types[random.whole(types.length)]
  switch (type) {
    case 'object':
      return sampleObject(of, random, depth)
    case 'array':
      return Array.from(
        { length: Number(of['minItems'] ?? 0) + (depth > 4 ? 0 : random.whole(2)) },
        () => sampleOf(schema.parse(of['items'] ?? {}), random, depth + 1),
      )
    case 'string':
      return sampleText(of, random)
    case 'integer':
      return Math.max(Number(of['minimum'] ?? 0), -10) + random.whole(3)
    case 'number':
      return random.fraction()
    case 'boolean':
      return random.chance(0.5)
    case 'null':
      return null
    default:
      return random.pick<unknown>(['text', 7, true, null])
  }
}

function sampleObject(of: Schema, random: Random, depth: number): unknown {
  const required = names.parse(of['required'] ?? [])
  const chosen = Object.entries(properties.parse(of['properties'] ?? {})).filter(
    ([name]) => required.includes(name) || random.chance(0.3),
  )
  return Object.fromEntries(
    chosen.map(([name, property]) => [name, sampleOf(property, random, depth + 1)]),
  )
}

function sampleText(of: Schema, random: Random): string {
  if (of['format'] === 'uuid') return '01a20773-5b5b-7a13-9122-7bd2c9a93114'
  const letters = 'abcdefghij'
  const least = Math.max(Number(of['minLength'] ?? 0), 3)
  return Array.from({ length: least + random.whole(6) }, () => letters[random.whole(10)]).join('')
}
