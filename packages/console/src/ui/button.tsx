// Buttons and links that look like them; one that is disabled says why.

import { useId, type ReactNode } from 'react'
import { Button as AriaButton, Focusable, Tooltip, TooltipTrigger } from 'react-aria-components'
import styles from './button.module.css'

type Look = 'plain' | 'primary' | 'quiet' | 'danger'

type ButtonProps = {
  readonly children: ReactNode
  readonly look?: Look
  readonly size?: 'usual' | 'small'
  readonly type?: 'button' | 'submit'
  readonly isBusy?: boolean
  /** Why it can't be pressed now; it is disabled when there is a reason. */
  readonly reason?: string | undefined
  readonly onPress?: () => void
}

/** The classes of a button, for links that look like one. */
export const buttonClass = (look: Look = 'plain', size: 'usual' | 'small' = 'usual'): string =>
  [styles.button, look === 'plain' ? '' : styles[look], size === 'small' ? styles.small : '']
    .filter(Boolean)
    .join(' ')

export function Button({ children, look, size, type, isBusy, reason, onPress }: ButtonProps) {
  const className = buttonClass(look, size)
  if (reason !== undefined) return <Disabled {...{ className, reason }}>{children}</Disabled>
  return (
    <AriaButton className={className} type={type ?? 'button'} {...pressOf(isBusy, onPress)}>
      {children}
    </AriaButton>
  )
}

type IconButtonProps = Omit<ButtonProps, 'children' | 'type'> & {
  readonly icon: ReactNode
  /** What it does: read out, and shown beside the pointer. */
  readonly label: string
}

export function IconButton(props: IconButtonProps) {
  const { icon, label, look = 'quiet', size, isBusy, reason, onPress } = props
  const className = `${buttonClass(look, size)} ${styles.icon ?? ''}`
  if (reason !== undefined) {
    return <Disabled {...{ className, reason, label }}>{icon}</Disabled>
  }
  return (
    <TooltipTrigger delay={500}>
      <AriaButton className={className} aria-label={label} {...pressOf(isBusy, onPress)}>
        {icon}
      </AriaButton>
      <Tooltip className={styles.tip ?? ''} offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  )
}

/** While it is busy it keeps the focus, and another press does nothing. */
const pressOf = (isBusy = false, onPress?: () => void) =>
  isBusy ? { type: 'button' as const, 'data-busy': true } : onPress === undefined ? {} : { onPress }

type DisabledProps = {
  readonly className: string
  readonly reason: string
  readonly label?: string
  readonly children: ReactNode
}

/** Browsers give no focus to a disabled button, so this one is none of theirs: it can be reached, and tells why. */
function Disabled({ className, reason, label, children }: DisabledProps) {
  const description = useId()
  return (
    <TooltipTrigger delay={200}>
      <Focusable>
        <span
          className={className}
          role="button"
          tabIndex={0}
          aria-disabled="true"
          aria-label={label}
          aria-describedby={description}
          data-disabled
        >
          {children}
        </span>
      </Focusable>
      <span id={description} hidden>
        {reason}
      </span>
      <Tooltip className={styles.tip ?? ''} offset={6}>
        {reason}
      </Tooltip>
    </TooltipTrigger>
  )
}
