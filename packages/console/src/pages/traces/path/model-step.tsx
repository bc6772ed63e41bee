// What the model was shown, and what it took.

import { useWords } from '../../../words/use-words.ts'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { useFormat } from '../../../words/format.ts'
import type { AnswerPath } from '../answer-path.ts'
import styles from '../trace.module.css'
import { Facts, NotRecorded } from './facts.tsx'

export function PromptStep({ path }: { readonly path: AnswerPath }) {
  const { t } = useWords()
  const { prompt, model } = path
  if (prompt === undefined) {
    return model === undefined ? <p>{t('traces.path.prompt.none')}</p> : <NotRecorded />
  }
  return (
    <>
      <p className={styles.quiet}>{t('traces.path.prompt.masked')}</p>
      <Disclosure title={t('traces.path.prompt.show')}>
        <pre className={styles.prompt} tabIndex={0}>
          {prompt}
        </pre>
      </Disclosure>
    </>
  )
}

export function ModelStep({ path }: { readonly path: AnswerPath }) {
  const { t } = useWords()
  const format = useFormat()
  const { model, inputTokens, outputTokens, firstTokenMs, waitedMs } = path
  if (model === undefined) return <p>{t('traces.path.model.none')}</p>
  const duration = (ms: number | undefined) => (ms === undefined ? undefined : format.duration(ms))
  const number = (value: number | undefined) =>
    value === undefined ? undefined : format.number(value)
  return (
    <Facts
      facts={[
        { name: t('traces.path.model.name'), value: model },
        { name: t('traces.path.model.input'), value: number(inputTokens) },
        { name: t('traces.path.model.output'), value: number(outputTokens) },
        { name: t('traces.path.model.firstToken'), value: duration(firstTokenMs) },
        { name: t('traces.path.model.waited'), value: duration(waitedMs) },
      ]}
    />
  )
}
