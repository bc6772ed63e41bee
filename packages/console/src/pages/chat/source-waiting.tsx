// In place of a source whose message is still looked for, or is not there.

import { SearchX, X } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { IconButton } from '../../ui/button.tsx'
import { Empty, FailureNote, Loading } from '../../ui/state.tsx'
import styles from './source-panel.module.css'

type SourceWaitingProps = {
  readonly isSearching: boolean
  readonly error: Error | null
  readonly onClose: () => void
}

export function SourceWaiting({ isSearching, error, onClose }: SourceWaitingProps) {
  const { t } = useWords()
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.title}>{t('chat.source.list')}</h2>
        <IconButton
          size="small"
          icon={<X size={18} aria-hidden />}
          label={t('common.close')}
          onPress={onClose}
        />
      </header>
      <FailureNote failure={error} />
      {isSearching ? <Loading lines={8} /> : null}
      {isSearching || error !== null ? null : (
        <Empty icon={<SearchX />} title={t('chat.source.gone')} />
      )}
    </>
  )
}
