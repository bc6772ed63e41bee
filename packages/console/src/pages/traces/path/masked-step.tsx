// What was hidden before a model was asked.

import { useWords } from '../../../words/use-words.ts'
import { Badge } from '../../../ui/layout.tsx'
import { useMaskedKind } from '../../../words/masked-kind.ts'
import type { AnswerPath } from '../answer-path.ts'
import styles from '../trace.module.css'
import { NotRecorded } from './facts.tsx'

export function MaskedStep({ path }: { readonly path: AnswerPath }) {
  const { t } = useWords()
  const kindOf = useMaskedKind()
  const { masked, model } = path
  if (masked === undefined) {
    return model === undefined ? <p>{t('traces.path.masked.notSent')}</p> : <NotRecorded />
  }
  if (masked.length === 0) return <p>{t('traces.path.masked.none')}</p>
  return (
    <ul className={styles.badges}>
      {masked.map(({ kind, count }) => (
        <li key={kind}>
          <Badge tone="accent">
            {t('traces.path.masked.times', { kind: kindOf(kind), count })}
          </Badge>
        </li>
      ))}
    </ul>
  )
}
