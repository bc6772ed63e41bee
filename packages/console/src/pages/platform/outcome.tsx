// What the files come to: the plan that could be made last stays while something half-written can't be planned.

import { memo, useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import type { Dials as DialValues, Folder, PlanView } from '../../planning/messages.ts'
import { Loading } from '../../ui/state.tsx'
import { Breaks } from './breaks.tsx'
import { Dials } from './dials.tsx'
import { Placement } from './placement.tsx'
import styles from './plan-view.module.css'
import { Tiles } from './tiles.tsx'
import type { GoTo } from './use-visit.ts'

type OutcomeProps = {
  readonly plan: PlanView | undefined
  readonly dials: DialValues | undefined
  readonly folder: Folder
  /** Whether anything was judged yet. */
  readonly isKnown: boolean
  readonly onSet: (path: string, value: string) => void
  readonly onGoTo: GoTo
}

type Planned = {
  readonly plan: PlanView
  readonly dials: DialValues | undefined
  readonly folder: Folder
}

/** Drawn anew when the plan changes, not with every key. */
export const Outcome = memo((props: OutcomeProps) => {
  const { t } = useWords()
  const { plan, dials, folder, isKnown, onSet, onGoTo } = props
  const [last, keep] = useState<Planned>()
  const isNew = last?.plan !== plan || last?.dials !== dials || last?.folder !== folder
  if (plan !== undefined && isNew) keep({ plan, dials, folder })
  const shown = plan === undefined ? last : { plan, dials, folder }
  if (!isKnown) return <Loading lines={8} />
  return (
    <div className={styles.outcome}>
      {plan === undefined ? (
        <p className={styles.stale} role="status">
          {t(shown === undefined ? 'platform.breaks.impossible' : 'platform.stale')}
        </p>
      ) : null}
      {shown === undefined ? null : <Tiles plan={shown.plan} />}
      {shown?.dials === undefined ? null : (
        <div className={styles.pair} inert={plan === undefined}>
          <Dials dials={shown.dials} onSet={onSet} />
          <Breaks folder={shown.folder} />
        </div>
      )}
      {shown === undefined ? null : (
        <Placement plan={shown.plan} folder={shown.folder} onGoTo={onGoTo} />
      )}
    </div>
  )
})
