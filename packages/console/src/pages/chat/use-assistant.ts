// Which assistant answers in a thread.

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Turn } from './answers.ts'
import {
  assistantsQuery,
  conversationQuery,
  conversationsQuery,
  type Assistant,
  type Conversation,
} from './conversation-queries.ts'

export type Talk = {
  readonly assistants: readonly Assistant[]
  readonly assistant: Assistant | undefined
  readonly conversation: Conversation | undefined
  /** Whether it may still turn out who answers. */
  readonly isLoading: boolean
  readonly error: Error | null
}

type Asked = {
  readonly conversationId: string | undefined
  /** Of the address, for a new chat. */
  readonly chosenId: string | undefined
  readonly turn: Turn | undefined
}

/** A conversation's own assistant; for a new chat the chosen one, else the first. */
export function useTalk({ conversationId, chosenId, turn }: Asked): Talk {
  const { data: assistants = [], error, isLoading: areLoading } = useQuery(assistantsQuery)
  const { conversation, isLoading: isComing } = useConversation(conversationId)
  const id =
    conversationId === undefined ? chosenId : (conversation?.assistantId ?? turn?.assistantId)
  const found = assistants.find((assistant) => assistant.id === id)
  const usual = assistants.find(({ name }) => name === 'default') ?? assistants[0]
  const assistant = conversationId === undefined ? (found ?? usual) : found
  const isLoading = assistant === undefined && (areLoading || isComing)
  return { assistants, assistant, conversation, isLoading, error }
}

type Found = { readonly conversation: Conversation | undefined; readonly isLoading: boolean }

/** As the list has it, where the list has it: a name that was changed there is changed everywhere. */
function useConversation(id: string | undefined): Found {
  const { data: listed, isPending } = useInfiniteQuery(conversationsQuery)
  const found = listed?.pages.flatMap(({ items }) => items).find((one) => one.id === id)
  const isMissing = id !== undefined && found === undefined && !isPending
  const { data: asked, isLoading } = useQuery({
    ...conversationQuery(id ?? ''),
    enabled: isMissing,
  })
  return { conversation: found ?? asked, isLoading: id !== undefined && (isPending || isLoading) }
}
