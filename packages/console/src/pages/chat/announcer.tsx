// Reads a finished answer out, once and politely, to those who don't see it come.

import { useWords } from '../../words/use-words.ts'
import type { Turn } from './answers.ts'

/** A long answer is read where it stands. */
const readCharactersMax = 600

/** What stands here from the start is not read out; what comes later is. */
export function Announcer({ turn }: { readonly turn: Turn | undefined }) {
  const { t } = useWords()
  const { answer = '', state = 'whole' } = turn?.message ?? {}
  const text = answer.slice(0, readCharactersMax)
  return (
    <p className="visually-hidden" role="status">
      {turn?.phase !== 'done'
        ? ''
        : state === 'stopped'
          ? t('chat.answer.stopped')
          : t('chat.said', { text })}
    </p>
  )
}
