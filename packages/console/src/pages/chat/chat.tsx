// Chat: my conversations, the thread, and beside it the source that is open.

import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { FailureNote } from '../../ui/state.tsx'
import { useMedia } from '../../ui/media.ts'
import { answers } from './answer-store.ts'
import { keepDraft } from './drafts.ts'
import { Announcer } from './announcer.tsx'
import { ChatHead } from './chat-head.tsx'
import { Composer } from './composer.tsx'
import styles from './chat.module.css'
import { ConversationsColumn } from './conversations-column.tsx'
import type { OpenSource } from './source-name.ts'
import { SourceFrame } from './source-frame.tsx'
import { SourcePanel } from './source-panel.tsx'
import { SourceWaiting } from './source-waiting.tsx'
import { Thread } from './thread.tsx'
import { useTalk } from './use-assistant.ts'
import { useMessage } from './use-message.ts'
import { useSource } from './use-source.ts'
import { useThreadName, useTurn } from './use-turn.ts'
import { Welcome } from './welcome.tsx'

/** Here there is room for a document beside an answer. */
const besideQuery = '(min-width: 1100px)'
/** Here there is room for the conversations beside the thread. */
const columnQuery = '(min-width: 832.1px)'
/** And here for all three. */
const roomyQuery = '(min-width: 1560px)'

export function ChatPage() {
  const { t } = useWords()
  const { conversationId } = useParams({ strict: false })
  const isBeside = useMedia(besideQuery)
  const isWide = useMedia(columnQuery)
  const isRoomy = useMedia(roomyQuery)
  const [isListOpen, setListOpen] = useState(false)
  const sources = useSource(conversationId)
  const hasColumn = isWide && (sources.source === undefined || !isBeside || isRoomy)
  return (
    <div className={styles.chat}>
      {hasColumn ? (
        <div className={styles.column}>
          <ConversationsColumn openId={conversationId} />
        </div>
      ) : (
        <Sheet
          place="start"
          label={t('chat.conversations.label')}
          isOpen={isListOpen}
          onClose={() => setListOpen(false)}
        >
          <ConversationsColumn openId={conversationId} onGone={() => setListOpen(false)} />
        </Sheet>
      )}
      <Talking
        conversationId={conversationId}
        source={sources.source}
        onOpen={sources.open}
        onList={hasColumn ? undefined : () => setListOpen(true)}
      />
      {sources.source === undefined ? null : (
        <OpenedSource
          conversationId={conversationId}
          source={sources.source}
          isBeside={isBeside}
          onOpen={sources.open}
          onClose={() => void sources.close()}
        />
      )}
    </div>
  )
}

type TalkingProps = {
  readonly conversationId: string | undefined
  readonly source: OpenSource | undefined
  readonly onOpen: (messageId: string, number: number) => void
  readonly onList: (() => void) | undefined
}

function Talking({ conversationId, source, onOpen, onList }: TalkingProps) {
  const { t } = useWords()
  const navigate = useNavigate()
  const { assistant: chosenId } = useSearch({ from: '/signed-in/chat' })
  const thread = useThreadName()(conversationId)
  const turn = useTurn(thread)
  const talk = useTalk({ conversationId, chosenId, turn })
  const send = useSend(conversationId, thread, talk.assistant?.id)
  const edit = useCallback(
    (query: string) => {
      answers.forget(thread)
      keepDraft(thread, query)
      document.querySelector<HTMLElement>('textarea')?.focus()
    },
    [thread],
  )
  const isEmpty = conversationId === undefined && turn === undefined
  return (
    <section className={styles.talk} aria-label={t('chat.title')}>
      <ChatHead
        talk={talk}
        isNew={conversationId === undefined}
        onChoose={(assistant) => void navigate({ to: '/chat', search: { assistant } })}
        onList={onList}
      />
      <FailureNote failure={talk.error} />
      {isEmpty ? (
        <Welcome assistant={talk.assistant} onAsk={send} />
      ) : (
        <Thread
          key={thread}
          conversationId={conversationId}
          turn={turn}
          source={source}
          onOpen={onOpen}
          onRetry={send}
          onEdit={edit}
        />
      )}
      <Composer
        key={`${thread} composer`}
        thread={thread}
        isAnswering={turn?.phase === 'running'}
        isLoading={talk.isLoading}
        reason={talk.assistant === undefined && !talk.isLoading ? t('chat.noAssistant') : undefined}
        onSend={send}
        onStop={() => answers.stop(thread)}
      />
      <Announcer key={`${thread} announcer`} turn={turn} />
    </section>
  )
}

/** Asks, and goes to the conversation that begins with the question, unless one has gone elsewhere meanwhile. */
function useSend(
  conversationId: string | undefined,
  thread: string,
  assistantId: string | undefined,
): (query: string) => void {
  const router = useRouter()
  const threadOf = useThreadName()
  return useCallback(
    (query) => {
      if (assistantId === undefined) return
      const onBegan = (id: string) => {
        const isHere = conversationId === undefined && router.state.location.pathname === '/chat'
        const params = { conversationId: id }
        const moved = isHere
          ? router.navigate({ to: '/chat/$conversationId', params, replace: true })
          : Promise.resolve()
        return { thread: threadOf(id), moved }
      }
      void answers.ask({ thread, assistantId, conversationId, query, onBegan })
    },
    [router, threadOf, thread, assistantId, conversationId],
  )
}

type OpenedSourceProps = {
  readonly conversationId: string | undefined
  readonly source: OpenSource
  readonly isBeside: boolean
  readonly onOpen: (messageId: string, number: number) => void
  readonly onClose: () => void
}

function OpenedSource({ conversationId, source, isBeside, onOpen, onClose }: OpenedSourceProps) {
  const { t } = useWords()
  const { message, error, isSearching } = useMessage(conversationId, source.messageId)
  const citations = message?.citations ?? []
  const citation = citations.find(({ number }) => number === source.number)
  const label =
    citation === undefined
      ? t('chat.source.list')
      : t('chat.source.panel', { name: citation.documentName })
  return (
    <SourceFrame {...{ label, isBeside, onClose }}>
      {citation === undefined ? (
        <SourceWaiting {...{ isSearching, error, onClose }} />
      ) : (
        <SourcePanel
          citation={citation}
          citations={citations}
          onChoose={(number) => onOpen(source.messageId, number)}
          onClose={onClose}
        />
      )}
    </SourceFrame>
  )
}
