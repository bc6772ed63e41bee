// Whether the service serves, which of its parts are on, and why one is not.

import { useQuery } from '@tanstack/react-query'
import { CircleAlert, CircleCheck, CircleMinus } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { meets, useSession } from '../../api/session.ts'
import { Badge, type Tone } from '../../ui/layout.tsx'
import { Failed, Loading } from '../../ui/state.tsx'
import { componentsOf, type Component } from './components-of.ts'
import { HealthCounts } from './health-counts.tsx'
import { readinessQuery, settingsQuery, type EngineState } from './operate-queries.ts'
import styles from './operate.module.css'
import { useDetailWords } from './use-detail-words.ts'

export function Health() {
  const isOperator = meets(useSession(), 'operator')
  const { data, error, refetch } = useQuery(readinessQuery)
  const { data: settings } = useQuery({ ...settingsQuery, enabled: isOperator })
  if (data === undefined) {
    return error === null ? (
      <Loading lines={8} />
    ) : (
      <Failed failure={error} onRetry={() => void refetch()} />
    )
  }
  return (
    <>
      <Overall isReady={data.isReady} engines={data.engines} />
      <HealthCounts />
      <ul className={styles.cards}>
        {componentsOf(data.engines, settings).map((component) => (
          <ComponentCard key={component.key} component={component} />
        ))}
      </ul>
    </>
  )
}

type OverallProps = { readonly isReady: boolean; readonly engines: readonly EngineState[] }

function Overall({ isReady, engines }: OverallProps) {
  const { t } = useWords()
  const broken = engines.filter(({ state }) => state === 'broken').length
  const off = engines.filter(({ state }) => state === 'off').length
  const state = !isReady ? 'down' : broken > 0 ? 'broken' : off > 0 ? 'partly' : 'well'
  const Icon = state === 'well' ? CircleCheck : state === 'partly' ? CircleMinus : CircleAlert
  return (
    <div className={styles.overall} data-state={state} role="status">
      <Icon size={28} aria-hidden />
      <div>
        <h2>{t(`operate.health.${state}`)}</h2>
        <p>{t('operate.health.overall', { on: engines.length - off - broken, off, broken })}</p>
      </div>
    </div>
  )
}

const tones: { readonly [State in EngineState['state'] | 'used']: Tone } = {
  on: 'good',
  off: 'plain',
  broken: 'bad',
  used: 'plain',
}

function ComponentCard({ component }: { readonly component: Component }) {
  const { t } = useWords()
  const detailWords = useDetailWords()
  const { key, name, engine, state, detail } = component
  const why = detail === engine ? '' : detailWords(detail)
  return (
    <li className={styles.component} data-state={state}>
      <div className={styles.componentHead}>
        <h3>{name ?? t(`operate.health.ports.${key}`)}</h3>
        <Badge tone={tones[state]}>{t(`operate.health.states.${state}`)}</Badge>
      </div>
      <p className={styles.quiet}>
        {name === undefined ? t(`operate.health.purposes.${key}`) : t('operate.health.model')}
      </p>
      {engine === '' && why === '' ? null : (
        <p className={styles.componentFoot}>
          {engine === '' ? null : <code>{engine}</code>} {why}
        </p>
      )}
    </li>
  )
}
