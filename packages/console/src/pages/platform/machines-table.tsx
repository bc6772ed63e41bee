// The drawing as a table, for those who read rather than look.

import { useWords } from '../../words/use-words.ts'
import type { MachineView, PlanView } from '../../planning/messages.ts'
import { Table } from '../../ui/layout.tsx'
import { useFormat } from '../../words/format.ts'
import styles from './placement.module.css'

export function MachinesTable({ plan }: { readonly plan: PlanView }) {
  const { t } = useWords()
  const format = useFormat()
  const labels = new Map(plan.workloads.map(({ id, label }) => [id, label]))
  const placedOn = ({ workloads }: MachineView): string =>
    workloads
      .map(({ id, replicas }) => `${labels.get(id) ?? id}${replicas > 1 ? ` ×${replicas}` : ''}`)
      .join(', ')
  const gpusOf = ({ gpus }: MachineView): string =>
    gpus.length === 0
      ? '–'
      : `${gpus.filter(({ workload }) => workload !== undefined).length} / ${gpus.length}`
  return (
    <Table
      label={t('platform.table.label')}
      rows={plan.racks.flatMap(({ machines }) => machines)}
      rowKey={({ name }) => name}
      columns={[
        {
          key: 'machine',
          title: t('platform.table.machine'),
          cell: ({ name }) => short(name),
        },
        { key: 'rack', title: t('platform.table.rack'), cell: ({ rack }) => short(rack) },
        { key: 'gpus', title: t('platform.table.gpus'), isNumber: true, cell: gpusOf },
        {
          key: 'memory',
          title: t('platform.table.memory'),
          isNumber: true,
          cell: ({ memory }) =>
            memory.available === 0 ? '–' : format.percent(memory.used / memory.available),
        },
        {
          key: 'workloads',
          title: t('platform.table.workloads'),
          cell: (machine) => long(placedOn(machine)),
        },
      ]}
    />
  )
}

/** Names with dashes would break at each. */
const short = (text: string) => <span className={styles.short}>{text}</span>

const long = (text: string) => <span className={styles.long}>{text}</span>
