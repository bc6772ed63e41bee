// The colours of the drawing: each workload with GPUs can be chosen, which lights what it takes and says why.

import { ToggleButton } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import type { PlanView } from '../../planning/messages.ts'
import { onGpus, type Hue } from './hues.ts'
import styles from './racks.module.css'
import type { Chosen } from './racks.tsx'

type LegendProps = {
  readonly plan: PlanView
  readonly hues: ReadonlyMap<string, Hue>
  readonly chosen: Chosen | undefined
  readonly onChoose: (chosen: Chosen) => void
}

export function Legend({ plan, hues, chosen, onChoose }: LegendProps) {
  const { t } = useWords()
  const workloads = onGpus(plan.workloads)
  if (workloads.length === 0) {
    return plan.gpus.available === 0 ? null : (
      <p className={styles.hint}>{t('platform.racks.noneOnGpus')}</p>
    )
  }
  return (
    <div className={styles.legend} role="group" aria-label={t('platform.racks.legend')}>
      {workloads.map(({ id, label, gpusEach, placed }) => {
        const hue = hues.get(id)
        return (
          <ToggleButton
            key={id}
            className={styles.entry ?? ''}
            isSelected={chosen?.kind === 'workload' && chosen.name === id}
            onChange={() => onChoose({ kind: 'workload', name: id })}
          >
            <span className={`${styles.gpu ?? ''} ${styles[`hue${hue?.index ?? 0}`] ?? ''}`}>
              {hue?.mark}
            </span>
            <span>{label}</span>
            <span className={styles.count}>
              {t('platform.racks.gpuRange', { count: gpusEach * placed })}
            </span>
          </ToggleButton>
        )
      })}
    </div>
  )
}
