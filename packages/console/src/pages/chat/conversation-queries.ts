// My conversations and the assistants to talk with.

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, dataOf, done } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'

type ConversationPage =
  paths['/api/v1/conversations']['get']['responses'][200]['content']['application/json']

export type Conversation = ConversationPage['items'][number]

export type Assistant =
  paths['/api/v1/assistants']['get']['responses'][200]['content']['application/json']['items'][number]

export const conversationsKey = ['chat', 'conversations'] as const

const conversationsPerPage = 40
/** Pages are asked for by the last id of the page before; the first has none. */
const firstPage = (): string | null => null

export const conversationsQuery = infiniteQueryOptions({
  queryKey: conversationsKey,
  initialPageParam: firstPage(),
  queryFn: ({ pageParam }) =>
    dataOf(
      api.GET('/api/v1/conversations', {
        params: {
          query: {
            limit: conversationsPerPage,
            ...(pageParam === null ? {} : { before: pageParam }),
          },
        },
      }),
    ),
  getNextPageParam: ({ next }) => next,
})

/** A link may lead to a conversation far down the list. */
export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: [...conversationsKey, id],
    queryFn: () => dataOf(api.GET('/api/v1/conversations/{id}', { params: { path: { id } } })),
  })

/** More assistants than this have no place in a list to choose from. */
const assistantsMax = 200

export const assistantsQuery = queryOptions({
  queryKey: ['chat', 'assistants'],
  staleTime: 60_000,
  queryFn: async () => {
    const { items } = await dataOf(
      api.GET('/api/v1/assistants', { params: { query: { limit: assistantsMax } } }),
    )
    return items
  },
})

export const renameConversation = (id: string, name: string): Promise<void> =>
  done(api.PATCH('/api/v1/conversations/{id}', { params: { path: { id } }, body: { name } }))

export const deleteConversation = (id: string): Promise<void> =>
  done(api.DELETE('/api/v1/conversations/{id}', { params: { path: { id } } }))
