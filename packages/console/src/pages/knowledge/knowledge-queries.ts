// What the pages of knowledge ask for, by the keys that changes make stale.

import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import { api, dataOf, done } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { documentQuery, type Document } from '../../document-view/document-queries.ts'
import { stagesOf, type StageFilter } from './stages.ts'

export type Dataset =
  paths['/api/v1/datasets/{id}']['get']['responses'][200]['content']['application/json']

export type CountedDataset =
  paths['/api/v1/datasets']['get']['responses'][200]['content']['application/json']['items'][number]

type Person = { readonly id: string; readonly email: string; readonly name: string }

export const datasetsQuery = queryOptions({
  queryKey: ['datasets'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/datasets'))).items,
  refetchInterval: ({ state: { data = [] } }) =>
    data.some((dataset) => workingOf(dataset.stages) > 0) ? countsMs : false,
})

export const datasetQuery = (id: string) =>
  queryOptions({
    queryKey: ['datasets', id],
    queryFn: () => dataOf(api.GET('/api/v1/datasets/{id}', { params: { path: { id } } })),
  })

export const countsQuery = (id: string, containing = '') =>
  queryOptions({
    queryKey: ['document-counts', id, containing],
    queryFn: () =>
      dataOf(
        api.GET('/api/v1/datasets/{id}/document-counts', {
          params: { path: { id }, query: { containing } },
        }),
      ),
    refetchInterval: ({ state }) => (workingOf(state.data?.stages) > 0 ? countsMs : false),
  })

/** While documents are being read, so that cards and filters keep up. */
const countsMs = 2000

type Stages = CountedDataset['stages']

/** How many documents are on their way. */
export const workingOf = (stages: Stages | undefined): number =>
  stages === undefined
    ? 0
    : stages.queued + stages.parsing + stages.chunking + stages.embedding + stages.indexing

const documentsPerPage = 100

/** Documents by name, page after page. */
export const documentsQuery = (id: string, containing: string, filter: StageFilter) => {
  const stage = stagesOf(filter)?.join(',')
  return infiniteQueryOptions({
    queryKey: ['documents', id, containing, filter],
    // Comparing all pages with what was there costs more the more there are.
    structuralSharing: false,
    initialPageParam: '',
    queryFn: ({ pageParam: after }) =>
      dataOf(
        api.GET('/api/v1/datasets/{id}/documents', {
          params: {
            path: { id },
            query: {
              limit: documentsPerPage,
              after,
              containing,
              ...(stage === undefined ? {} : { stage }),
            },
          },
        }),
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
}

/** Documents came, went or changed: whoever shows a list of them asks again. */
export async function documentsChanged(client: QueryClient, datasetId: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: ['documents', datasetId] }),
    client.invalidateQueries({ queryKey: ['document-counts', datasetId] }),
    client.invalidateQueries({ queryKey: ['datasets'] }),
  ])
}

export async function reindex(client: QueryClient, document: Document): Promise<void> {
  const { id } = document
  const again = await dataOf(
    api.POST('/api/v1/documents/{id}/reindex', { params: { path: { id } } }),
  )
  client.setQueryData(documentQuery(id).queryKey, again)
}

export const deleteDocument = (id: string): Promise<void> =>
  done(api.DELETE('/api/v1/documents/{id}', { params: { path: { id } } }))

export const readersQuery = (id: string) =>
  queryOptions({
    queryKey: ['readers', id],
    queryFn: async (): Promise<readonly Person[]> =>
      (await dataOf(api.GET('/api/v1/datasets/{id}/readers', { params: { path: { id } } }))).items,
  })

const peoplePerPage = 200
/** More than this nobody picks from a list; the readers of a dataset are at most as many. */
const peopleMax = 1000

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: async () => {
    const people = []
    for (let after: string | undefined = ''; after !== undefined && people.length < peopleMax;) {
      const page: PageOfPeople = await peopleAfter(after)
      people.push(...page.items)
      after = page.next ?? undefined
    }
    return people
  },
})

type PageOfPeople = paths['/api/v1/users']['get']['responses'][200]['content']['application/json']

const peopleAfter = (after: string): Promise<PageOfPeople> =>
  dataOf(
    api.GET('/api/v1/users', {
      params: { query: { limit: peoplePerPage, ...(after === '' ? {} : { after }) } },
    }),
  )
