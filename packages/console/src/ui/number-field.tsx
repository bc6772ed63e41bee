// A field for a whole number, with steps by arrow keys and the reader's own digits groups.

import {
  FieldError,
  Group,
  Input,
  Label,
  NumberField as AriaNumberField,
  Text,
} from 'react-aria-components'
import styles from './field.module.css'

type NumberFieldProps = {
  readonly label: string
  readonly value: number
  readonly onChange: (value: number) => void
  readonly minValue: number
  readonly maxValue: number
  readonly step?: number
  readonly hint?: string
}

export function NumberField({ label, hint, onChange, ...field }: NumberFieldProps) {
  return (
    <AriaNumberField
      className={styles.field ?? ''}
      isRequired
      isWheelDisabled
      formatOptions={{ maximumFractionDigits: 0 }}
      onChange={(value) => onChange(Number.isNaN(value) ? field.minValue : value)}
      {...field}
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      <Group>
        <Input className={styles.input ?? ''} />
      </Group>
      {hint === undefined ? null : (
        <Text slot="description" className={styles.hint ?? ''}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.error ?? ''} />
    </AriaNumberField>
  )
}
