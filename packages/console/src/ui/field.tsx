// Fields of forms: each has a label, and room for a hint and for what is wrong with it.

import { Check, ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Button,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
  TextArea,
  TextField as AriaTextField,
} from 'react-aria-components'
import styles from './field.module.css'
import menuStyles from './menu.module.css'

type TextFieldProps = {
  readonly label: string
  readonly name?: string
  readonly value?: string
  readonly defaultValue?: string
  readonly onChange?: (value: string) => void
  readonly type?: 'text' | 'password' | 'email' | 'search' | 'url' | 'number'
  readonly hint?: string
  readonly placeholder?: string
  readonly autoComplete?: string
  readonly isRequired?: boolean
  readonly isReadOnly?: boolean
  readonly isLabelHidden?: boolean
  readonly autoFocus?: boolean
  readonly minLength?: number
  readonly maxLength?: number
  /** What is wrong with a value; undefined where nothing is. */
  readonly validate?: (value: string) => string | undefined
  /** Lines of a text that has several. */
  readonly rows?: number
}

export function TextField(props: TextFieldProps) {
  const { label, hint, placeholder, isLabelHidden = false, rows, ...field } = props
  return (
    <AriaTextField className={styles.field ?? ''} {...field}>
      <Label className={isLabelHidden ? 'visually-hidden' : (styles.label ?? '')}>{label}</Label>
      {rows === undefined ? (
        <Input className={styles.input ?? ''} placeholder={placeholder ?? ''} />
      ) : (
        <TextArea className={styles.input ?? ''} placeholder={placeholder ?? ''} rows={rows} />
      )}
      {hint === undefined ? null : (
        <Text slot="description" className={styles.hint ?? ''}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.error ?? ''} />
    </AriaTextField>
  )
}

type Choice<Key extends string> = {
  readonly key: Key
  readonly label: string
  readonly detail?: string
}

type SelectProps<Key extends string> = {
  readonly label: string
  readonly choices: readonly Choice<Key>[]
  readonly value: Key
  readonly onChange: (key: Key) => void
  readonly isLabelHidden?: boolean
}

export function Select<Key extends string>(props: SelectProps<Key>) {
  const { label, choices, value, onChange, isLabelHidden = false } = props
  return (
    <AriaSelect
      className={styles.field ?? ''}
      value={value}
      onChange={(key) => {
        const chosen = choices.find((choice) => choice.key === key)
        if (chosen !== undefined) onChange(chosen.key)
      }}
    >
      <Label className={isLabelHidden ? 'visually-hidden' : (styles.label ?? '')}>{label}</Label>
      <Button className={styles.select ?? ''}>
        <SelectValue />
        <ChevronsUpDown size={16} aria-hidden />
      </Button>
      <Popover className={menuStyles.popover ?? ''}>
        <ListBox className={menuStyles.list ?? ''}>
          {choices.map(({ key, label: shown, detail }) => (
            <ListBoxItem key={key} id={key} textValue={shown} className={menuStyles.item ?? ''}>
              <Text slot="label">{shown}</Text>
              {detail === undefined ? null : (
                <Text slot="description" className={menuStyles.detail ?? ''}>
                  {detail}
                </Text>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}

type CheckboxProps = {
  readonly children: ReactNode
  readonly isSelected: boolean
  readonly onChange: (isSelected: boolean) => void
  readonly isDisabled?: boolean
}

/** The browser's own, drawn as ours: a list has one in each of its rows. */
export function Checkbox({ children, isSelected, onChange, isDisabled = false }: CheckboxProps) {
  return (
    <label className={styles.choice}>
      <input
        className="visually-hidden"
        type="checkbox"
        checked={isSelected}
        disabled={isDisabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span className={styles.box} aria-hidden>
        {isSelected ? <Check size={14} strokeWidth={3} /> : null}
      </span>
      <span>{children}</span>
    </label>
  )
}

/** What stands in a field of a form that is sent; the empty text where there is none. */
export function textIn(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
