// The plan in five numbers, each with how much of it is left.

import { Cpu, MemoryStick, Hourglass, Server, Zap } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '../../words/use-words.ts'
import type { PlanView, Used } from '../../planning/messages.ts'
import { UsageBar } from '../../ui/layout.tsx'
import { useFormat } from '../../words/format.ts'
import styles from './tiles.module.css'

const wattsPerKilowatt = 1000

export function Tiles({ plan }: { readonly plan: PlanView }) {
  const { t } = useWords()
  return (
    <section className={styles.tiles} aria-label={t('platform.tiles.label')}>
      <GpuTile plan={plan} />
      <MemoryTile plan={plan} />
      <NodeTile plan={plan} />
      <PowerTile plan={plan} />
      <WaitingTile plan={plan} />
    </section>
  )
}

type TileProps = {
  readonly icon: ReactNode
  readonly title: string
  readonly value: string
  readonly detail: string
  readonly share?: number | undefined
  readonly tone?: 'good' | 'warn' | 'bad' | undefined
}

function Tile({ icon, title, value, detail, share, tone }: TileProps) {
  return (
    <div className={styles.tile}>
      <h3 className={styles.title}>
        {icon}
        {title}
      </h3>
      <p className={`${styles.value ?? ''} ${tone === undefined ? '' : (styles[tone] ?? '')}`}>
        {value}
      </p>
      {share === undefined ? null : (
        <div className={styles.bar}>
          <UsageBar label={title} share={share} text={value} {...toneFor(share)} />
        </div>
      )}
      <p className={styles.detail}>{detail}</p>
    </div>
  )
}

const nearlyFull = 0.9
const toneFor = (share: number) => (share > nearlyFull ? ({ tone: 'warn' } as const) : {})
const shareOf = ({ used, available }: Used): number | undefined =>
  available === 0 ? undefined : used / available

function GpuTile({ plan: { gpus } }: { readonly plan: PlanView }) {
  const { t } = useWords()
  const format = useFormat()
  const of = { used: format.number(gpus.used), available: format.number(gpus.available) }
  return (
    <Tile
      icon={<Cpu size={15} aria-hidden />}
      title={t('platform.tiles.gpus')}
      value={gpus.available === 0 ? t('platform.tiles.none') : t('platform.tiles.of', of)}
      share={shareOf(gpus)}
      detail={t('platform.tiles.gpusDetail', { count: gpus.atMaximum })}
    />
  )
}

function MemoryTile({ plan: { memory } }: { readonly plan: PlanView }) {
  const { t } = useWords()
  const format = useFormat()
  const share = shareOf(memory)
  return (
    <Tile
      icon={<MemoryStick size={15} aria-hidden />}
      title={t('platform.tiles.memory')}
      value={share === undefined ? t('platform.tiles.none') : format.percent(share)}
      share={share}
      detail={
        share === undefined
          ? t('platform.tiles.noInventory')
          : t('platform.tiles.of', {
              used: format.bytes(memory.used),
              available: format.bytes(memory.available),
            })
      }
    />
  )
}

function NodeTile({ plan: { nodes, racks } }: { readonly plan: PlanView }) {
  const { t } = useWords()
  const format = useFormat()
  return (
    <Tile
      icon={<Server size={15} aria-hidden />}
      title={t('platform.tiles.nodes')}
      value={nodes === 0 ? t('platform.tiles.none') : format.number(nodes)}
      detail={
        nodes === 0
          ? t('platform.tiles.noInventory')
          : t('platform.tiles.racks', { count: racks.length })
      }
    />
  )
}

function PowerTile({ plan: { power } }: { readonly plan: PlanView }) {
  const { t } = useWords()
  const format = useFormat()
  const kilowatts = (watts: number): string => format.number(watts / wattsPerKilowatt, 1)
  const left = power?.wattsMax === undefined ? undefined : power.wattsMax - power.watts
  return (
    <Tile
      icon={<Zap size={15} aria-hidden />}
      title={t('platform.tiles.power')}
      value={
        power === undefined ? '–' : t('platform.tiles.kilowatts', { value: kilowatts(power.watts) })
      }
      share={power?.wattsMax === undefined ? undefined : power.watts / power.wattsMax}
      detail={
        power === undefined
          ? t('platform.tiles.powerUnknown')
          : left === undefined
            ? t('platform.tiles.powerNoLimit')
            : t('platform.tiles.powerFree', { value: kilowatts(left) })
      }
    />
  )
}

function WaitingTile({ plan: { waiting } }: { readonly plan: PlanView }) {
  const { t } = useWords()
  const format = useFormat()
  const sum = (of: (one: PlanView['waiting'][number]) => number): number =>
    waiting.reduce((total, one) => total + of(one), 0)
  const gpus = sum((one) => one.gpus)
  const cost =
    gpus > 0
      ? t('platform.tiles.gpuCount', { count: gpus })
      : format.bytes(sum((one) => one.memoryBytes))
  const replicas = sum((one) => one.replicas)
  return (
    <Tile
      icon={<Hourglass size={15} aria-hidden />}
      title={t('platform.tiles.waiting')}
      value={format.number(replicas)}
      tone={replicas === 0 ? undefined : 'warn'}
      detail={
        replicas === 0 ? t('platform.tiles.waitingNone') : t('platform.tiles.waitingCost', { cost })
      }
    />
  )
}
