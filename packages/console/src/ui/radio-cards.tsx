// A few ways of which one holds, each with a sentence on what it means.

import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components'
import styles from './radio-cards.module.css'

type RadioCardsProps<Key extends string> = {
  readonly label: string
  readonly isLabelHidden?: boolean
  readonly choices: readonly {
    readonly key: Key
    readonly name: string
    readonly text: string
  }[]
  readonly value: Key
  readonly onChange: (key: Key) => void
}

export function RadioCards<Key extends string>(props: RadioCardsProps<Key>) {
  const { label, isLabelHidden = false, choices, value, onChange } = props
  return (
    <RadioGroup
      className={styles.group ?? ''}
      value={value}
      onChange={(key) => {
        const chosen = choices.find((choice) => choice.key === key)
        if (chosen !== undefined) onChange(chosen.key)
      }}
    >
      <Label className={isLabelHidden ? 'visually-hidden' : (styles.label ?? '')}>{label}</Label>
      {choices.map(({ key, name, text }) => (
        <RadioField key={key} value={key}>
          <RadioButton className={styles.card ?? ''}>
            <span className={styles.name}>{name}</span>
            <span className={styles.text}>{text}</span>
          </RadioButton>
        </RadioField>
      ))}
    </RadioGroup>
  )
}
