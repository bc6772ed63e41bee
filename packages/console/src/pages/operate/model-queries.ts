// Questions about the model store and about pulls, which operators may ask.

import { queryOptions } from '@tanstack/react-query'
import { api, dataOf } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'

type StoreReply =
  paths['/api/v1/platform/models']['get']['responses'][200]['content']['application/json']
type PullsReply =
  paths['/api/v1/platform/model-pulls']['get']['responses'][200]['content']['application/json']

export type StoredModel = StoreReply['items'][number]
export type KnownModel = StoreReply['known'][number]
export type Pull = PullsReply['items'][number]

export const modelStoreQuery = queryOptions({
  queryKey: ['model-store'],
  queryFn: () => dataOf(api.GET('/api/v1/platform/models')),
})

const whileRunningMs = 1000
const otherwiseMs = 15_000

/** Asked for often while one runs, so that its progress moves. */
export const pullsQuery = queryOptions({
  queryKey: ['model-pulls'],
  queryFn: async (): Promise<readonly Pull[]> => {
    const { items } = await dataOf(api.GET('/api/v1/platform/model-pulls'))
    return items
  },
  refetchInterval: ({ state }) =>
    state.data?.some((pull) => pull.state === 'running') === true ? whileRunningMs : otherwiseMs,
})
