// Dials for what changes most often; each turn writes the YAML.

import { useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import type { Dials as DialValues, ModelDial } from '../../planning/messages.ts'
import { Select } from '../../ui/field.tsx'
import { Slider } from '../../ui/slider.tsx'
import { useFormat } from '../../words/format.ts'
import styles from './dials.module.css'
import { dialRange } from './dial-range.ts'

type DialsProps = {
  readonly dials: DialValues
  readonly onSet: (path: string, value: string) => void
}

export function Dials({ dials, onSet }: DialsProps) {
  const { t } = useWords()
  return (
    <section className={styles.card} aria-label={t('platform.dials.title')}>
      <div>
        <h2 className={styles.heading}>{t('platform.dials.title')}</h2>
        <p className={styles.hint}>{t('platform.dials.hint')}</p>
      </div>
      <PeopleDial
        label={t('platform.dials.users')}
        value={dials.users}
        onSet={(value) => onSet('/demand/users', value)}
      />
      <PeopleDial
        label={t('platform.dials.concurrentUsers')}
        value={dials.concurrentUsers}
        onSet={(value) => onSet('/demand/concurrentUsers', value)}
      />
      {dials.chatModels.length === 0 ? null : <ModelDials dials={dials} onSet={onSet} />}
    </section>
  )
}

type PeopleProps = {
  readonly label: string
  readonly value: number
  readonly onSet: (value: string) => void
}

function PeopleDial({ label, value, onSet }: PeopleProps) {
  const format = useFormat()
  const { shown, turn, settle } = useTurned(value)
  const [kept, keep] = useState(() => dialRange(value))
  const range = kept.maximum < value ? dialRange(value) : kept
  return (
    <Slider
      label={label}
      value={shown}
      minimum={range.step}
      maximum={range.maximum}
      step={range.step}
      text={format.number(shown)}
      onChange={(next) => {
        turn(next)
        onSet(`${next}`)
      }}
      onEnd={() => {
        settle()
        keep(dialRange(value))
      }}
    />
  )
}

/** While a hand is on the dial, the dial leads; then what is written does. */
function useTurned(value: number) {
  const [turned, turn] = useState<number>()
  const [before, setBefore] = useState(value)
  if (before !== value) {
    setBefore(value)
    if (turned === value) turn(undefined)
  }
  return {
    shown: turned ?? value,
    turn,
    settle: () => turn((now) => (now === value ? undefined : now)),
  }
}

function ModelDials({ dials, onSet }: DialsProps) {
  const { t } = useWords()
  const [chosen, choose] = useState('0')
  const { chatModels } = dials
  const model = chatModels.find(({ index }) => `${index}` === chosen) ?? chatModels[0]
  if (model === undefined) return null
  const path = `/models/${model.index}`
  const known = dials.weights.includes(model.weights)
    ? dials.weights
    : [model.weights, ...dials.weights]
  return (
    <div className={styles.model}>
      <div className={styles.pair}>
        {chatModels.length < 2 ? null : (
          <Select
            label={t('platform.dials.model')}
            choices={chatModels.map(({ index, name }) => ({ key: `${index}`, label: name }))}
            value={`${model.index}`}
            onChange={choose}
          />
        )}
        <Select
          label={t('platform.dials.weights')}
          choices={known.map((weights) => ({
            key: weights,
            label: weights.split('/').at(-1) ?? weights,
            detail: weights,
          }))}
          value={model.weights}
          onChange={(weights) => onSet(`${path}/weights`, weights)}
        />
      </div>
      <ContextDial
        key={model.index}
        model={model}
        onSet={(value) => onSet(`${path}/context`, value)}
      />
    </div>
  )
}

const contextStep = 4096

function ContextDial({
  model: { context, contextMax },
  onSet,
}: {
  readonly model: ModelDial
  readonly onSet: (value: string) => void
}) {
  const { t } = useWords()
  const maximum = contextMax ?? context ?? contextStep
  const { shown, turn, settle } = useTurned(context ?? maximum)
  return (
    <Slider
      label={t('platform.dials.context')}
      value={shown}
      minimum={Math.min(contextStep, shown)}
      maximum={Math.max(maximum, shown)}
      step={contextStep}
      text={t('platform.dials.tokens', { count: shown })}
      onChange={(next) => {
        turn(next)
        onSet(`${next}`)
      }}
      onEnd={settle}
    />
  )
}
