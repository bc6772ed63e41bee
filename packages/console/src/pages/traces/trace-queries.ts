// Questions about traces, and about what their spans name by number alone.

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, dataOf } from '../../api/client.ts'
import { Failure } from '../../api/failure.ts'
import type { TracesSearch } from './search.ts'
import { textAt, type Span } from './span.ts'

const pageLength = 50
const hoursUsual = 24
/** A trace is kept up to a second after its answer: who comes at once sees it come. */
const newOnesMs = 3000

export const tracesQuery = (search: TracesSearch) =>
  infiniteQueryOptions({
    queryKey: ['traces', search],
    initialPageParam: undefined,
    queryFn: ({ pageParam }: { readonly pageParam: number | undefined }) =>
      dataOf(api.GET('/api/v1/traces', { params: { query: filterOf(search, pageParam) } })),
    getNextPageParam: ({ next }): number | undefined => (next === null ? undefined : Number(next)),
    // Who has read on would have all pages asked for again.
    refetchInterval: ({ state: { data } }) => (data?.pages.length === 1 ? newOnesMs : false),
  })

const filterOf = (search: TracesSearch, before: number | undefined) => ({
  limit: pageLength,
  hours: search.hours ?? hoursUsual,
  durationMsMin: search.slowerThanMs ?? 0,
  ...(search.failed === true ? { failed: 'true' as const } : {}),
  ...(search.model === undefined ? {} : { model: search.model }),
  ...(search.containing === undefined ? {} : { containing: search.containing }),
  ...(before === undefined ? {} : { before }),
})

export const summaryQuery = (hours = hoursUsual) =>
  queryOptions({
    queryKey: ['trace-summary', hours],
    queryFn: () => dataOf(api.GET('/api/v1/trace-summary', { params: { query: { hours } } })),
  })

/** Spans are kept a moment after the answer, some before others, so what is not there yet may come. */
const triesOfMissing = 4
const againAfterMs = 700

/** The request's own span is the last that is kept; a service that was killed kept none. */
const isWhole = (spans: readonly Span[]): boolean =>
  spans.some((span) => textAt(span, 'llmflow.request_id') !== undefined)

export const traceQuery = (traceId: string) =>
  queryOptions({
    queryKey: ['trace', traceId],
    queryFn: async () => {
      const params = { path: { traceId } }
      const { items } = await dataOf(api.GET('/api/v1/traces/{traceId}', { params }))
      return items
    },
    retry: (count, error) =>
      count < triesOfMissing && error instanceof Failure && error.status === 404,
    retryDelay: againAfterMs,
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      data === undefined || isWhole(data) || dataUpdateCount > triesOfMissing
        ? false
        : againAfterMs,
  })

/** What somebody can ask: assistants, and models themselves. */
export const askedNamesQuery = queryOptions({
  queryKey: ['asked-names'],
  staleTime: 60_000,
  queryFn: async (): Promise<readonly string[]> => {
    const [assistants, models] = await Promise.all([
      dataOf(api.GET('/api/v1/assistants')),
      dataOf(api.GET('/api/v1/models')),
    ])
    return [
      ...assistants.items.map(({ name }) => `assistant/${name}`),
      ...models.items.map(({ name }) => name),
    ]
  },
})

export const personQuery = (userId: string) =>
  queryOptions({
    queryKey: ['user', userId],
    staleTime: 60_000,
    queryFn: () => dataOf(api.GET('/api/v1/users/{id}', { params: { path: { id: userId } } })),
  })

const keysMost = 200

/** The newest keys of the tenant; an older one is shown by its number. */
export const keysQuery = queryOptions({
  queryKey: ['keys', 'newest'],
  staleTime: 60_000,
  queryFn: () => dataOf(api.GET('/api/v1/keys', { params: { query: { limit: keysMost } } })),
})

export const documentQuery = (documentId: string) =>
  queryOptions({
    queryKey: ['document', documentId],
    staleTime: 60_000,
    queryFn: () =>
      dataOf(api.GET('/api/v1/documents/{id}', { params: { path: { id: documentId } } })),
  })
