// Keys for programs: the newest first, made and revoked.

import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, dataOf, done } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'

export type ApiKey =
  paths['/api/v1/keys']['get']['responses'][200]['content']['application/json']['items'][number]
export type Scope = ApiKey['scopes'][number]

export type NewKey = paths['/api/v1/keys']['post']['requestBody']['content']['application/json']

export const keysKey = ['account', 'keys'] as const

const keysPerPage = 50
const firstPage = (): string | null => null

export const keysQuery = infiniteQueryOptions({
  queryKey: keysKey,
  initialPageParam: firstPage(),
  queryFn: ({ pageParam }) =>
    dataOf(
      api.GET('/api/v1/keys', {
        params: {
          query: { limit: keysPerPage, ...(pageParam === null ? {} : { before: pageParam }) },
        },
      }),
    ),
  getNextPageParam: ({ next }) => next,
})

/** The secret is in the reply and nowhere else. */
export const createKey = async (body: NewKey): Promise<string> => {
  const { secret } = await dataOf(api.POST('/api/v1/keys', { body }))
  return secret
}

export const revokeKey = (id: string): Promise<void> =>
  done(api.DELETE('/api/v1/keys/{id}', { params: { path: { id } } }))
