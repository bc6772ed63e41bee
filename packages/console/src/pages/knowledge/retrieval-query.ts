// A question put to the documents without an answer made of them.

import { queryOptions } from '@tanstack/react-query'
import { api, dataOf } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'

export type Retrieved =
  paths['/api/v1/retrieval']['post']['responses'][200]['content']['application/json']

export type Passage = Retrieved['passages'][number]

const passagesMax = 20

export const retrievalQuery = (query: string, datasetIds: readonly string[]) =>
  queryOptions({
    queryKey: ['retrieval', query, datasetIds],
    staleTime: Infinity,
    gcTime: 60_000,
    queryFn: () =>
      dataOf(
        api.POST('/api/v1/retrieval', {
          body: {
            query,
            limit: passagesMax,
            ...(datasetIds.length === 0 ? {} : { datasetIds: [...datasetIds] }),
          },
        }),
      ),
  })
