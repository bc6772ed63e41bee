// The answers of this window: asked for from the runtime, and kept where its pages look for messages.

import { eventsOf } from '../../api/events.ts'
import { queryClient } from '../../api/queries.ts'
import { makeAnswers } from './answers.ts'
import { conversationsKey } from './conversation-queries.ts'
import { keepDraft } from './drafts.ts'
import { addMessage, beginMessages } from './message-queries.ts'

export const answers = makeAnswers({
  events: (body, signal) => eventsOf('/api/v1/messages', { method: 'POST', body, signal }),
  now: Date.now,
  began: (conversationId, isNew) => {
    if (isNew) beginMessages(queryClient, conversationId)
    void queryClient.invalidateQueries({ queryKey: conversationsKey })
  },
  kept: (conversationId, message) => {
    addMessage(queryClient, conversationId, message)
    void queryClient.invalidateQueries({ queryKey: conversationsKey })
  },
  returned: keepDraft,
})
