// Models: what serves the tenant, and for operators the model store, what could be pulled and what is being pulled.

import { useQuery } from '@tanstack/react-query'
import { Boxes } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { meets, useSession } from '../../api/session.ts'
import { Badge } from '../../ui/layout.tsx'
import { Empty, Failed, Loading } from '../../ui/state.tsx'
import { useFormat } from '../../words/format.ts'
import { ModelStore } from './model-store.tsx'
import { modelsQuery } from './operate-queries.ts'
import styles from './operate.module.css'
import { useDetailWords } from './use-detail-words.ts'

export function Models() {
  const { t } = useWords()
  const isOperator = meets(useSession(), 'operator')
  return (
    <>
      <h2>{t('operate.models.serving')}</h2>
      <ServingModels />
      {isOperator ? (
        <ModelStore />
      ) : (
        <p className={styles.quiet}>{t('operate.models.storeIsOperators')}</p>
      )}
    </>
  )
}

function ServingModels() {
  const { t } = useWords()
  const { data, error, refetch } = useQuery(modelsQuery)
  if (data === undefined) {
    if (error === null) return <Loading />
    return <Failed failure={error} onRetry={() => void refetch()} />
  }
  if (data.items.length === 0) {
    return (
      <Empty
        icon={<Boxes />}
        title={t('operate.models.noneTitle')}
        text={t('operate.models.noneText')}
      />
    )
  }
  return (
    <ul className={styles.cards}>
      {data.items.map((model) => (
        <ServingModel key={model.name} model={model} />
      ))}
    </ul>
  )
}

type Serving = {
  readonly name: string
  readonly kind: 'chat' | 'embedding' | 'reranking'
  readonly engine: string
  readonly context: number | null
  readonly isReady: boolean
  readonly note: string | null
}

function ServingModel({ model }: { readonly model: Serving }) {
  const { t } = useWords()
  const format = useFormat()
  const detailWords = useDetailWords()
  const { name, kind, engine, context, isReady, note } = model
  return (
    <li className={styles.component} data-state={isReady ? 'on' : 'broken'}>
      <div className={styles.componentHead}>
        <h3>{name}</h3>
        <Badge tone={isReady ? 'good' : 'bad'}>
          {t(isReady ? 'operate.models.answers' : 'operate.models.silent')}
        </Badge>
      </div>
      <p className={styles.quiet}>
        {t(`operate.models.kinds.${kind}`)}
        {context === null
          ? null
          : ` · ${t('operate.models.context', { tokens: format.number(context) })}`}
      </p>
      <p className={styles.componentFoot}>
        <code>{engine}</code> {note === null ? null : detailWords(note)}
      </p>
    </li>
  )
}
