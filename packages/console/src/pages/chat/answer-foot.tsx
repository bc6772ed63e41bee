// What can be done with an answer, and where it comes from.

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ThumbsDown, ThumbsUp } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { meets, useSession } from '../../api/session.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { FailureNote } from '../../ui/state.tsx'
import { useFormat } from '../../words/format.ts'
import styles from './answer-foot.module.css'
import { FeedbackButton } from './feedback-button.tsx'
import { MaskedNote } from './masked-note.tsx'
import { giveFeedback, type Feedback, type Message } from './message-queries.ts'

type AnswerFootProps = {
  readonly message: Message
  readonly conversationId: string
}

export function AnswerFoot({ message, conversationId }: AnswerFootProps) {
  const { t } = useWords()
  const client = useQueryClient()
  const { mutate, error, isPending, variables } = useMutation({
    mutationFn: (feedback: Feedback) =>
      giveFeedback(client, { conversationId, messageId: message.id, feedback }),
  })
  const given = isPending ? variables : message.feedback
  const toggle = (feedback: 'like' | 'dislike'): void =>
    mutate(given === feedback ? null : feedback)
  return (
    <div className={styles.foot}>
      <div className={styles.row}>
        <div className={styles.acts} role="group" aria-label={t('chat.answer.acts')}>
          <CopyButton text={message.answer} label={t('chat.answer.copy')} />
          <FeedbackButton
            icon={<ThumbsUp size={16} aria-hidden />}
            label={t('chat.answer.like')}
            isSelected={given === 'like'}
            onPress={() => toggle('like')}
          />
          <FeedbackButton
            icon={<ThumbsDown size={16} aria-hidden />}
            label={t('chat.answer.dislike')}
            isSelected={given === 'dislike'}
            onPress={() => toggle('dislike')}
          />
        </div>
        <Facts message={message} />
        <MaskedNote masked={message.masked} />
      </div>
      <FailureNote failure={error} />
    </div>
  )
}

function Facts({ message: { state, mode, latencyMs, traceId } }: { readonly message: Message }) {
  const { t } = useWords()
  const format = useFormat()
  const session = useSession()
  return (
    <p className={styles.facts}>
      <span>
        {state === 'stopped'
          ? t('chat.answer.stopped')
          : mode === null
            ? ''
            : t(`chat.answer.modes.${mode}`)}
      </span>
      {latencyMs > 0 ? <span>{format.duration(latencyMs)}</span> : null}
      {traceId !== null && meets(session, 'admin') ? (
        <span>
          <Link to="/traces/$traceId" params={{ traceId }}>
            {t('chat.answer.trace')}
          </Link>
        </span>
      ) : null}
    </p>
  )
}
