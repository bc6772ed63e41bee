// Questions about the platform and the tenant that several sections ask.

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, dataOf } from '../../api/client.ts'
import { recordOf } from '../../api/failure.ts'

const pageLength = 50
const refreshedEveryMs = 10_000

export type EngineState = {
  readonly name: string
  readonly state: 'on' | 'off' | 'broken'
  readonly detail: string
}

type Readiness = { readonly isReady: boolean; readonly engines: readonly EngineState[] }

/** Says the same to everybody, and says it even while nothing else is answered. */
export const readinessQuery = queryOptions({
  queryKey: ['readiness'],
  refetchInterval: refreshedEveryMs,
  queryFn: async ({ signal }): Promise<Readiness> => {
    const response = await fetch('/ready', { signal })
    const body = recordOf(await response.json().catch(() => undefined))
    return {
      isReady: response.ok,
      engines: Object.entries(recordOf(body['engines'])).map(([name, value]) => {
        const { state, detail } = recordOf(value)
        return {
          name,
          state: state === 'on' || state === 'off' ? state : 'broken',
          detail: typeof detail === 'string' ? detail : '',
        }
      }),
    }
  },
})

export const settingsQuery = queryOptions({
  queryKey: ['platform-settings'],
  staleTime: 60_000,
  queryFn: () => dataOf(api.GET('/api/v1/platform/settings')),
})

export const minuteQuery = queryOptions({
  queryKey: ['usage-minute'],
  refetchInterval: refreshedEveryMs,
  queryFn: () => dataOf(api.GET('/api/v1/usage/minute')),
})

export const modelsQuery = queryOptions({
  queryKey: ['models'],
  refetchInterval: refreshedEveryMs,
  queryFn: () => dataOf(api.GET('/api/v1/models')),
})

/** Pages by name: each begins after the last of the one before. */
const byName = {
  initialPageParam: '',
  getNextPageParam: ({ next }: { readonly next: string | null }): string | undefined =>
    next ?? undefined,
} as const

const pageAfter = (after: string) => ({
  params: { query: { limit: pageLength, ...(after === '' ? {} : { after }) } },
})

const pageBefore = (before: string) => ({
  params: { query: { limit: pageLength, ...(before === '' ? {} : { before }) } },
})

export const tenantsQuery = infiniteQueryOptions({
  queryKey: ['tenants'],
  ...byName,
  queryFn: ({ pageParam }) => dataOf(api.GET('/api/v1/tenants', pageAfter(pageParam))),
})

export const tenantMinutesQuery = infiniteQueryOptions({
  queryKey: ['tenant-minutes'],
  ...byName,
  refetchInterval: refreshedEveryMs,
  queryFn: ({ pageParam }) =>
    dataOf(api.GET('/api/v1/platform/usage/minute', pageAfter(pageParam))),
})

export const usersQuery = infiniteQueryOptions({
  queryKey: ['users'],
  ...byName,
  queryFn: ({ pageParam }) => dataOf(api.GET('/api/v1/users', pageAfter(pageParam))),
})

export const accountsQuery = infiniteQueryOptions({
  queryKey: ['accounts'],
  ...byName,
  queryFn: ({ pageParam }) => dataOf(api.GET('/api/v1/platform/accounts', pageAfter(pageParam))),
})

export const auditQuery = (scope: 'tenant' | 'platform') =>
  infiniteQueryOptions({
    queryKey: ['audit', scope],
    ...byName,
    queryFn: ({ pageParam }) =>
      scope === 'tenant'
        ? dataOf(api.GET('/api/v1/audit', pageBefore(pageParam)))
        : dataOf(api.GET('/api/v1/platform/audit', pageBefore(pageParam))),
  })

export const usageQuery = (scope: 'tenant' | 'platform', by: 'day' | 'tenant') =>
  queryOptions({
    queryKey: ['usage', scope, by],
    queryFn: async () => {
      const params = { query: { by } }
      const { items } =
        scope === 'tenant'
          ? await dataOf(api.GET('/api/v1/usage', { params }))
          : await dataOf(api.GET('/api/v1/platform/usage', { params }))
      return items
    },
  })
