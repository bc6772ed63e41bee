// What a model was not shown of the question and the documents, and why.

import { ShieldCheck } from 'lucide-react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useMaskedKind } from '../../words/masked-kind.ts'
import { useWords } from '../../words/use-words.ts'
import type { Message } from './message-queries.ts'
import styles from './masked-note.module.css'

type MaskedCounts = NonNullable<Message['masked']>

/** "주민등록번호 1개, 전화번호 2개를 가렸습니다" */
function useMaskedText(): (masked: MaskedCounts) => string {
  const { t } = useWords()
  const kindOf = useMaskedKind()
  return (masked) => {
    const counts = masked.map(({ kind, count }) =>
      t('chat.masked.one', { kind: kindOf(kind), count }),
    )
    return t('chat.masked.all', { kinds: counts.join(', ') })
  }
}

export function MaskedNote({ masked }: { readonly masked: Message['masked'] }) {
  const { t } = useWords()
  const textOf = useMaskedText()
  if (masked === null || masked.length === 0) return null
  return (
    <DialogTrigger>
      <Button className={styles.note ?? ''}>
        <ShieldCheck size={14} aria-hidden />
        {textOf(masked)}
      </Button>
      <Popover className={styles.popover ?? ''}>
        <Dialog className={styles.why ?? ''} aria-label={t('chat.masked.title')}>
          <strong>{t('chat.masked.title')}</strong>
          <p>{t('chat.masked.why')}</p>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
