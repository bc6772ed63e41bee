// Where a question is written: Enter sends, Shift+Enter breaks the line, and a syllable being composed is never cut off.

import { ArrowUp, Square } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react'
import { useWords } from '../../words/use-words.ts'
import { IconButton } from '../../ui/button.tsx'
import { useFormat } from '../../words/format.ts'
import styles from './composer.module.css'
import { useDraft } from './use-turn.ts'

/** What the runtime takes. */
const charactersMax = 20_000
/** From here on the count is shown. */
const countedFrom = 18_000

type ComposerProps = {
  readonly thread: string
  readonly isAnswering: boolean
  /** While it is not known yet who answers, what is sent waits for that. */
  readonly isLoading: boolean
  /** Why nothing can be sent at all. */
  readonly reason: string | undefined
  readonly onSend: (query: string) => void
  readonly onStop: () => void
}

export function Composer(props: ComposerProps) {
  const { thread, isAnswering, isLoading, reason, onSend, onStop } = props
  const { t } = useWords()
  const [text, setText] = useDraft(thread)
  const field = useRef<HTMLTextAreaElement>(null)
  const whyNot = useWhyNot(text, reason)
  useEffect(() => {
    if (matchMedia('(hover: hover)').matches) field.current?.focus()
  }, [])
  const send = useWaitingSend(isLoading, text, () => {
    if (isAnswering || whyNot !== undefined) return
    setText('')
    onSend(text.trim())
    field.current?.focus()
  })
  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return
    event.preventDefault()
    send.now()
  }
  return (
    <div className={styles.frame}>
      <div className={styles.composer}>
        <div className={styles.grow} data-text={text}>
          <textarea
            ref={field}
            rows={1}
            className={styles.field}
            aria-label={t('chat.compose.label')}
            aria-describedby="compose-hint"
            placeholder={t('chat.compose.placeholder')}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={pressed}
          />
        </div>
        {isAnswering ? (
          <IconButton
            look="plain"
            icon={<Square size={14} fill="currentColor" aria-hidden />}
            label={t('chat.compose.stop')}
            onPress={onStop}
          />
        ) : (
          <IconButton
            look={whyNot === undefined ? 'primary' : 'plain'}
            icon={<ArrowUp size={18} aria-hidden />}
            label={t('chat.compose.send')}
            reason={whyNot}
            isBusy={send.isWaiting}
            onPress={send.now}
          />
        )}
      </div>
      <Hint count={text.length} />
    </div>
  )
}

/** What is sent too early is sent when it can be, unless it is changed before. */
function useWaitingSend(isLoading: boolean, text: string, send: () => void) {
  const [early, setEarly] = useState<string | undefined>(undefined)
  const isWaiting = early === text && text !== ''
  const loaded = useEffectEvent(() => {
    if (isWaiting) send()
  })
  useEffect(() => {
    if (!isLoading) loaded()
  }, [isLoading])
  return {
    isWaiting: isLoading && isWaiting,
    now: () => (isLoading ? setEarly(text) : send()),
  }
}

function useWhyNot(text: string, reason: string | undefined): string | undefined {
  const { t } = useWords()
  const format = useFormat()
  if (reason !== undefined) return reason
  if (text.trim() === '') return t('chat.compose.empty')
  if (text.length <= charactersMax) return undefined
  return t('chat.compose.tooLong', { max: format.number(charactersMax) })
}

/** Safari ends the composition before it tells of the key, which then has this code. */
const compositionKeyCode = 229

const isComposing = ({ nativeEvent }: KeyboardEvent): boolean =>
  nativeEvent.isComposing || Reflect.get(nativeEvent, 'keyCode') === compositionKeyCode

function Hint({ count }: { readonly count: number }) {
  const { t } = useWords()
  const format = useFormat()
  const numbers = { count: format.number(count), max: format.number(charactersMax) }
  return (
    <p id="compose-hint" className={styles.hint} data-over={count > charactersMax}>
      {count >= countedFrom ? t('chat.compose.count', numbers) : t('chat.compose.hint')}
    </p>
  )
}
