// The racks with their machines and GPUs, drawn: who is placed where; a machine or a workload that is chosen says why.

import { memo } from 'react'
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import type { MachineView, PlanView, RackView } from '../../planning/messages.ts'
import { useFormat } from '../../words/format.ts'
import type { Hue } from './hues.ts'
import styles from './racks.module.css'

export type Chosen = { readonly kind: 'machine' | 'workload'; readonly name: string }

type Hues = ReadonlyMap<string, Hue>

type RacksProps = {
  readonly plan: PlanView
  readonly hues: Hues
  readonly chosen: Chosen | undefined
  readonly onChoose: (chosen: Chosen) => void
}

/** Drawn anew when the plan or the choice changes, not with every key. */
export const Racks = memo(({ plan, hues, chosen, onChoose }: RacksProps) => {
  const { t } = useWords()
  const lit = chosen?.kind === 'workload' ? chosen.name : undefined
  return (
    <ListBox
      aria-label={t('platform.racks.machines')}
      className={styles.racks ?? ''}
      selectionMode="single"
      selectionBehavior="replace"
      selectedKeys={chosen?.kind === 'machine' ? [chosen.name] : []}
      onSelectionChange={(keys) => {
        const [name] = keys === 'all' ? [] : keys
        if (name !== undefined) onChoose({ kind: 'machine', name: `${name}` })
      }}
    >
      {plan.racks.map((rack) => (
        <Rack key={rack.name} rack={rack} hues={hues} lit={lit} onChoose={onChoose} />
      ))}
    </ListBox>
  )
})

type RackProps = {
  readonly rack: RackView
  readonly hues: Hues
  readonly lit: string | undefined
  readonly onChoose: (chosen: Chosen) => void
}

function Rack({ rack, hues, lit, onChoose }: RackProps) {
  return (
    <ListBoxSection id={`rack ${rack.name}`} className={styles.rack ?? ''}>
      <Header className={styles.rackHead ?? ''}>
        <span>{rack.name}</span>
        <RackPower rack={rack} />
      </Header>
      {rack.machines.map((machine) => (
        <Machine key={machine.name} machine={machine} hues={hues} lit={lit} onChoose={onChoose} />
      ))}
    </ListBoxSection>
  )
}

const wattsPerKilowatt = 1000

function RackPower({ rack: { watts, wattsMax } }: { readonly rack: RackView }) {
  const { t } = useWords()
  const format = useFormat()
  if (watts === 0) return null
  const used = format.number(watts / wattsPerKilowatt, 1)
  return (
    <span className={styles.power}>
      {wattsMax === undefined
        ? t('platform.racks.drawsOnly', { used })
        : t('platform.racks.draws', {
            used,
            available: format.number(wattsMax / wattsPerKilowatt, 1),
          })}
    </span>
  )
}

type MachineProps = Omit<RackProps, 'rack'> & { readonly machine: MachineView }

function Machine({ machine, hues, lit, onChoose }: MachineProps) {
  const { t } = useWords()
  const format = useFormat()
  const { name, pool, gpus, memory, workloads } = machine
  const used = gpus.filter(({ workload }) => workload !== undefined).length
  const share = memory.available === 0 ? 0 : memory.used / memory.available
  const label = t('platform.racks.machine', {
    name,
    pool,
    gpus:
      gpus.length === 0
        ? t('platform.racks.noGpus')
        : t('platform.racks.gpusUsed', { used, available: gpus.length }),
    memory: format.percent(share),
  })
  const isLit = lit !== undefined && workloads.some(({ id }) => id === lit)
  return (
    <ListBoxItem
      id={name}
      textValue={name}
      className={`${styles.machine ?? ''} ${isLit ? (styles.lit ?? '') : ''}`}
      onHoverStart={() => onChoose({ kind: 'machine', name })}
    >
      <span className="visually-hidden">{label}</span>
      <span className={styles.name} aria-hidden>
        {name}
      </span>
      {gpus.length === 0 ? (
        <span className={styles.memory}>
          <span className={styles.memoryUsed} style={{ width: `${share * 100}%` }} />
        </span>
      ) : (
        <Gpus machine={machine} hues={hues} lit={lit} onChoose={onChoose} />
      )}
    </ListBoxItem>
  )
}

function Gpus({ machine, hues, lit, onChoose }: MachineProps) {
  return (
    <span className={styles.gpus} aria-hidden>
      {machine.gpus.map(({ workload }, index) => {
        const hue = workload === undefined ? undefined : hues.get(workload)
        const dimmed = lit !== undefined && workload !== lit ? (styles.dimmed ?? '') : ''
        const look = hue === undefined ? styles.free : styles[`hue${hue.index}`]
        return (
          <span
            key={index}
            className={`${styles.gpu ?? ''} ${look ?? ''} ${dimmed}`}
            onPointerEnter={() => {
              if (workload !== undefined) onChoose({ kind: 'workload', name: workload })
            }}
            onPointerLeave={() => onChoose({ kind: 'machine', name: machine.name })}
          >
            {hue?.mark}
          </span>
        )
      })}
    </span>
  )
}
