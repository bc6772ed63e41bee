// The tenant's assistants for whoever looks after them, and what changes them.

import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query'
import { api, dataOf, done } from '../../api/client.ts'
import type { Assistant } from '../chat/conversation-queries.ts'
import { draftOf, sentOf, type AssistantDraft } from './assistant-draft.ts'

const assistantsPerPage = 50

/** By name: each page begins after the last of the one before. */
export const assistantPagesQuery = infiniteQueryOptions({
  queryKey: ['assistants'],
  initialPageParam: '',
  queryFn: ({ pageParam }) =>
    dataOf(
      api.GET('/api/v1/assistants', {
        params: {
          query: { limit: assistantsPerPage, ...(pageParam === '' ? {} : { after: pageParam }) },
        },
      }),
    ),
  getNextPageParam: ({ next }) => next ?? undefined,
})

/** Absent `assistant` makes a new one. */
export function saveAssistant(
  assistant: Assistant | undefined,
  changes: Partial<AssistantDraft>,
  datasets: readonly { readonly id: string }[] | undefined,
): Promise<Assistant> {
  const sent = sentOf(changes, assistant?.datasetIds ?? [], datasets)
  if (assistant === undefined) {
    const body = { ...draftOf(undefined), ...sent, datasetIds: sent.datasetIds ?? [] }
    return dataOf(api.POST('/api/v1/assistants', { body }))
  }
  const params = { path: { id: assistant.id } }
  return dataOf(api.PATCH('/api/v1/assistants/{id}', { params, body: sent }))
}

export const deleteAssistant = (id: string): Promise<void> =>
  done(api.DELETE('/api/v1/assistants/{id}', { params: { path: { id } } }))

/** Chat offers them, samples questions of their datasets, and loses the conversations of one that goes. */
export async function assistantsChanged(client: QueryClient): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: assistantPagesQuery.queryKey }),
    client.invalidateQueries({ queryKey: ['chat'] }),
  ])
}
