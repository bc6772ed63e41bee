// Messages of a conversation, the latest page first, and what one thought of an answer.

import { infiniteQueryOptions, type InfiniteData, type QueryClient } from '@tanstack/react-query'
import { api, dataOf, done } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'

export type MessagePage =
  paths['/api/v1/conversations/{id}/messages']['get']['responses'][200]['content']['application/json']

export type Message = MessagePage['items'][number]
export type Citation = Message['citations'][number]
export type Feedback = Message['feedback']

const messagesPerPage = 20

const keyOf = (conversationId: string) => ['chat', 'messages', conversationId] as const

const pageBefore = (id: string, before: string | null): Promise<MessagePage> =>
  dataOf(
    api.GET('/api/v1/conversations/{id}/messages', {
      params: {
        path: { id },
        query: { limit: messagesPerPage, ...(before === null ? {} : { before }) },
      },
    }),
  )

/** Long conversations have many pages: they are not all asked for again whenever the window comes back. */
export const messagesQuery = (conversationId: string | undefined) =>
  infiniteQueryOptions({
    queryKey: keyOf(conversationId ?? ''),
    enabled: conversationId !== undefined,
    staleTime: 30_000,
    refetchOnWindowFocus: false,
    // Comparing all pages with what was there costs more the more there are.
    structuralSharing: false,
    initialPageParam: firstPage(),
    queryFn: ({ pageParam }) => pageBefore(conversationId ?? '', pageParam),
    getNextPageParam: ({ next }) => next,
  })

const firstPage = (): string | null => null

type Pages = InfiniteData<MessagePage, string | null>

/** A conversation that has just begun has nothing before its first answer. */
export function beginMessages(client: QueryClient, conversationId: string): void {
  const empty: Pages = { pages: [{ items: [], next: null }], pageParams: [null] }
  client.setQueryData<Pages>(keyOf(conversationId), (known) => known ?? empty)
}

/** Shows an answer that has come to its end as if it had been asked for. */
export function addMessage(client: QueryClient, conversationId: string, message: Message): void {
  client.setQueryData<Pages>(keyOf(conversationId), (known) => {
    const [latest, ...older] = known?.pages ?? []
    if (known === undefined || latest === undefined) return known
    const others = latest.items.filter(({ id }) => id !== message.id)
    return { ...known, pages: [{ ...latest, items: [message, ...others] }, ...older] }
  })
}

type Given = {
  readonly conversationId: string
  readonly messageId: string
  readonly feedback: Feedback
}

export async function giveFeedback(client: QueryClient, given: Given): Promise<void> {
  const { conversationId, messageId, feedback } = given
  await done(
    api.PUT('/api/v1/messages/{id}/feedback', {
      params: { path: { id: messageId } },
      body: { feedback },
    }),
  )
  client.setQueryData<Pages>(keyOf(conversationId), (known) =>
    known === undefined
      ? known
      : { ...known, pages: known.pages.map((page) => withFeedback(page, messageId, feedback)) },
  )
}

const withFeedback = (page: MessagePage, messageId: string, feedback: Feedback): MessagePage => ({
  ...page,
  items: page.items.map((message) =>
    message.id === messageId ? { ...message, feedback } : message,
  ),
})
