// An empty chat: what the assistant says first, and questions to begin with, or the way to where documents come from.

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { BookOpenText, MessageSquareText } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import { buttonClass } from '../../ui/button.tsx'
import { AnswerText } from './answer-text.tsx'
import type { Assistant } from './conversation-queries.ts'
import { samplesQuery } from './samples.ts'
import styles from './welcome.module.css'

type WelcomeProps = {
  readonly assistant: Assistant | undefined
  readonly onAsk: (query: string) => void
}

export function Welcome({ assistant, onAsk }: WelcomeProps) {
  const { t, language } = useWords()
  const { data: samples } = useQuery(samplesQuery(assistant, language))
  const hasOpening = assistant !== undefined && assistant.opening !== ''
  const hasDescription = assistant !== undefined && assistant.description !== ''
  return (
    <div className={styles.scroller}>
      <div className={styles.welcome}>
        <div className={styles.head}>
          <span className={styles.glyph} aria-hidden>
            <MessageSquareText size={26} />
          </span>
          <h2 className={styles.title}>{t('chat.welcome.title')}</h2>
          <p className={styles.lead}>
            {hasDescription ? assistant.description : t('chat.welcome.lead')}
          </p>
        </div>
        {hasOpening ? (
          <div className={styles.opening}>
            <AnswerText text={assistant.opening} />
          </div>
        ) : null}
        {samples === undefined ? null : samples.hasDocuments ? (
          <Questions sections={samples.sections} onAsk={onAsk} />
        ) : (
          <NoDocuments />
        )}
      </div>
    </div>
  )
}

type QuestionsProps = {
  readonly sections: readonly string[]
  readonly onAsk: (query: string) => void
}

function Questions({ sections, onAsk }: QuestionsProps) {
  const { t } = useWords()
  if (sections.length === 0) return null
  return (
    <ul className={styles.samples} aria-label={t('chat.welcome.samples')}>
      {sections.map((section) => (
        <li key={section}>
          <Button
            className={styles.sample ?? ''}
            onPress={() => onAsk(t('chat.welcome.ask', { section }))}
          >
            {t('chat.welcome.ask', { section })}
          </Button>
        </li>
      ))}
    </ul>
  )
}

function NoDocuments() {
  const { t } = useWords()
  return (
    <div className={styles.none}>
      <p>{t('chat.welcome.noDocuments')}</p>
      <Link to="/knowledge" className={buttonClass('primary')}>
        <BookOpenText size={16} aria-hidden />
        {t('chat.welcome.toKnowledge')}
      </Link>
    </div>
  )
}
