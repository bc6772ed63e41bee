// The model store: what lies here, what could be pulled, and what is being pulled.

import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { Button } from '../../ui/button.tsx'
import { Badge } from '../../ui/layout.tsx'
import { Failed, FailureNote, Loading } from '../../ui/state.tsx'
import { useFormat } from '../../words/format.ts'
import { modelStoreQuery, type KnownModel, type StoredModel } from './model-queries.ts'
import { ModelPulls } from './model-pulls.tsx'
import styles from './operate.module.css'
import { PullDialog } from './pull-dialog.tsx'
import { useBeginPull } from './use-begin-pull.ts'

export function ModelStore() {
  const { t } = useWords()
  const [isAsking, setAsking] = useState(false)
  const { data, error, refetch } = useQuery(modelStoreQuery)
  return (
    <>
      <div className={styles.bar}>
        <div>
          <h2>{t('operate.models.store')}</h2>
          <p className={styles.quiet}>{t('operate.models.storeLead')}</p>
        </div>
        <Button onPress={() => setAsking(true)}>
          <Download size={16} aria-hidden />
          {t('operate.models.pullOther')}
        </Button>
      </div>
      <ModelPulls />
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failed failure={error} onRetry={() => void refetch()} />
        )
      ) : (
        <Stored items={data.items} known={data.known} />
      )}
      {isAsking ? <PullDialog onClose={() => setAsking(false)} /> : null}
    </>
  )
}

type StoredProps = {
  readonly items: readonly StoredModel[]
  readonly known: readonly KnownModel[]
}

function Stored({ items, known }: StoredProps) {
  const { t } = useWords()
  const stored = items.filter(({ origin }) => origin === 'store')
  const names = new Set(stored.map(({ name }) => name))
  const missing = known.filter(({ name }) => !names.has(name))
  return (
    <>
      {stored.length === 0 ? (
        <p className={styles.quiet}>{t('operate.models.storeEmpty')}</p>
      ) : (
        <ul className={styles.cards}>
          {stored.map((model) => (
            <StoredCard key={model.name} model={model} />
          ))}
        </ul>
      )}
      {missing.length === 0 ? null : (
        <>
          <h3>{t('operate.models.known')}</h3>
          <ul className={styles.cards}>
            {missing.map((model) => (
              <KnownCard key={model.name} model={model} />
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function StoredCard({ model }: { readonly model: StoredModel }) {
  const { t } = useWords()
  const format = useFormat()
  const { name, kind, isReady, isTakenUp, files, licence, isDigestPublished, serves } = model
  const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const wrong = files.find(({ state }) => state !== 'there')
  return (
    <li className={styles.component} data-state={wrong === undefined ? 'on' : 'broken'}>
      <div className={styles.componentHead}>
        <h3>{name}</h3>
        {!isTakenUp ? (
          <Badge tone="warn">{t('operate.models.afterStart')}</Badge>
        ) : (
          <Badge tone={isReady ? 'good' : 'plain'}>
            {t(isReady ? 'operate.models.answers' : 'operate.models.silent')}
          </Badge>
        )}
      </div>
      <p className={styles.quiet}>
        {[
          t(`operate.models.kinds.${kind}`),
          format.bytes(bytes),
          licence === 'unknown' ? t('operate.models.licenceUnknown') : licence,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <div className={styles.badges}>
        <Badge tone={wrong !== undefined ? 'bad' : isDigestPublished === true ? 'good' : 'plain'}>
          {wrong === undefined
            ? t(isDigestPublished === true ? 'operate.models.published' : 'operate.models.recorded')
            : t(`operate.models.files.${wrong.state === 'missing' ? 'missing' : 'changed'}`)}
        </Badge>
        {serves.map((purpose) => (
          <Badge key={purpose} tone="accent">
            {t(`operate.models.serves.${purpose}`)}
          </Badge>
        ))}
      </div>
      <p className={styles.componentFoot}>
        <code>{model.source}</code>
      </p>
    </li>
  )
}

function KnownCard({ model }: { readonly model: KnownModel }) {
  const { t } = useWords()
  const format = useFormat()
  const { mutate, isPending, error } = useBeginPull()
  const { name, kind, licence, sizeBytes, languages } = model
  return (
    <li className={styles.component}>
      <div className={styles.componentHead}>
        <h3>{name}</h3>
        <Button
          size="small"
          look="primary"
          isBusy={isPending}
          onPress={() => mutate({ source: name })}
        >
          <Download size={14} aria-hidden />
          {t('operate.models.pull')}
        </Button>
      </div>
      <p className={styles.quiet}>
        {[
          t(`operate.models.kinds.${kind}`),
          format.bytes(sizeBytes),
          licence,
          languages.join(', '),
        ].join(' · ')}
      </p>
      <FailureNote failure={error} />
    </li>
  )
}
