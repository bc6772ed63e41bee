// A few choices side by side, of which one holds.

import type { ReactNode } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import styles from './account.module.css'

type ChoiceGroupProps<Key extends string> = {
  readonly label: string
  readonly choices: readonly {
    readonly key: Key
    readonly label: string
    readonly icon?: ReactNode
  }[]
  readonly value: Key
  readonly onChange: (key: Key) => void
}

export function ChoiceGroup<Key extends string>(props: ChoiceGroupProps<Key>) {
  const { label, choices, value, onChange } = props
  return (
    <div className={styles.setting}>
      <span className={styles.label}>{label}</span>
      <ToggleButtonGroup
        className={styles.group ?? ''}
        aria-label={label}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[value]}
        onSelectionChange={(keys) => {
          const chosen = choices.find(({ key }) => keys.has(key))
          if (chosen !== undefined) onChange(chosen.key)
        }}
      >
        {choices.map(({ key, label: shown, icon }) => (
          <ToggleButton key={key} id={key} className={styles.choice ?? ''}>
            {icon}
            {shown}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  )
}
