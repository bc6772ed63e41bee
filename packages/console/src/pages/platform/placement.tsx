// Where everything is placed: drawn as racks, or as a table, with the reasons of what is chosen.

import { LayoutGrid, Table2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import type { Folder, PlanView } from '../../planning/messages.ts'
import { huesOf } from './hues.ts'
import { Legend } from './legend.tsx'
import { MachinesTable } from './machines-table.tsx'
import styles from './placement.module.css'
import { Racks, type Chosen } from './racks.tsx'
import type { GoTo } from './use-visit.ts'
import { Why } from './why.tsx'

type PlacementProps = {
  readonly plan: PlanView
  readonly folder: Folder
  readonly onGoTo: GoTo
}

export function Placement({ plan, folder, onGoTo }: PlacementProps) {
  const { t } = useWords()
  const [form, setForm] = useState<'drawing' | 'table'>('drawing')
  const [chosen, choose] = useState<Chosen>()
  const hues = useMemo(() => huesOf(plan.workloads), [plan.workloads])
  const why = { plan, folder, hues, chosen, onChoose: choose, onGoTo }
  return (
    <section className={styles.card} aria-label={t('platform.racks.title')}>
      <div className={styles.head}>
        <h2 className={styles.heading}>{t('platform.racks.title')}</h2>
        <FormChoice form={form} onChange={setForm} />
      </div>
      {plan.nodes === 0 ? (
        <p className={styles.hint}>{t('platform.racks.empty')}</p>
      ) : form === 'table' ? (
        <MachinesTable plan={plan} />
      ) : (
        <>
          <Legend plan={plan} hues={hues} chosen={chosen} onChoose={choose} />
          <Racks plan={plan} hues={hues} chosen={chosen} onChoose={choose} />
          <div className={styles.why}>
            <Why {...why} />
          </div>
        </>
      )}
    </section>
  )
}

type FormProps = {
  readonly form: 'drawing' | 'table'
  readonly onChange: (form: 'drawing' | 'table') => void
}

function FormChoice({ form, onChange }: FormProps) {
  const { t } = useWords()
  return (
    <ToggleButtonGroup
      className={styles.forms ?? ''}
      aria-label={t('platform.racks.form')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[form]}
      onSelectionChange={(keys) => onChange(keys.has('table') ? 'table' : 'drawing')}
    >
      <ToggleButton
        id="drawing"
        className={styles.form ?? ''}
        aria-label={t('platform.racks.drawing')}
      >
        <LayoutGrid size={16} aria-hidden />
      </ToggleButton>
      <ToggleButton id="table" className={styles.form ?? ''} aria-label={t('platform.racks.table')}>
        <Table2 size={16} aria-hidden />
      </ToggleButton>
    </ToggleButtonGroup>
  )
}
