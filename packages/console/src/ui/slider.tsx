// A slider with its label and what it stands at; it tells where it is while it moves.

import {
  Label,
  Slider as AriaSlider,
  SliderOutput,
  SliderThumb,
  SliderTrack,
} from 'react-aria-components'
import styles from './slider.module.css'

type SliderProps = {
  readonly label: string
  readonly value: number
  readonly minimum: number
  readonly maximum: number
  readonly step: number
  /** The value as people read it. */
  readonly text: string
  readonly onChange: (value: number) => void
  readonly onEnd?: (value: number) => void
}

/** A slider of one thumb has one value. */
const onlyOf = (value: number | readonly number[]): number =>
  typeof value === 'number' ? value : (value[0] ?? 0)

export function Slider(props: SliderProps) {
  const { label, value, minimum, maximum, step, text, onChange, onEnd } = props
  return (
    <AriaSlider
      className={styles.slider ?? ''}
      value={value}
      minValue={minimum}
      maxValue={maximum}
      step={step}
      onChange={(next) => onChange(onlyOf(next))}
      onChangeEnd={(next) => onEnd?.(onlyOf(next))}
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      <SliderOutput className={styles.output ?? ''}>{text}</SliderOutput>
      <SliderTrack className={styles.track ?? ''}>
        <div
          className={styles.fill}
          style={{ width: `${((value - minimum) / Math.max(1, maximum - minimum)) * 100}%` }}
        />
        <SliderThumb className={styles.thumb ?? ''} />
      </SliderTrack>
    </AriaSlider>
  )
}
