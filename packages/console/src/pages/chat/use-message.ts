// One message of a conversation: an old link may name one that has not been fetched yet, so older pages are until it is there.

import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { messagesQuery, type Message } from './message-queries.ts'

type Found = {
  readonly message: Message | undefined
  readonly isSearching: boolean
  readonly error: Error | null
}

export function useMessage(conversationId: string | undefined, messageId: string): Found {
  const query = useInfiniteQuery(messagesQuery(conversationId))
  const { data, error, isFetching, hasNextPage, fetchNextPage } = query
  const message = data?.pages.flatMap(({ items }) => items).find(({ id }) => id === messageId)
  const isMissing = data !== undefined && message === undefined && hasNextPage && error === null
  useEffect(() => {
    if (isMissing && !isFetching) void fetchNextPage()
  }, [isMissing, isFetching, fetchNextPage])
  return { message, error, isSearching: error === null && (data === undefined || isMissing) }
}
