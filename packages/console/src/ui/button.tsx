// Buttons and links that look like them; one that is disabled says why.

import type { ReactNode } from 'react'
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
  const button = (
    <AriaButton
      className={buttonClass(look, size)}
      type={type ?? 'button'}
      isDisabled={reason !== undefined}
      isPending={isBusy ?? false}
      {...(onPress === undefined ? {} : { onPress })}
    >
      {children}
    </AriaButton>
  )
  return reason === undefined ? button : <WithReason reason={reason}>{button}</WithReason>
}

type IconButtonProps = Omit<ButtonProps, 'children' | 'type'> & {
  readonly icon: ReactNode
  /** What it does: read out, and shown beside the pointer. */
  readonly label: string
}

export function IconButton({
  icon,
  label,
  look = 'quiet',
  size,
  isBusy,
  reason,
  onPress,
}: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton
        className={`${buttonClass(look, size)} ${styles.icon ?? ''}`}
        aria-label={reason === undefined ? label : `${label}: ${reason}`}
        isDisabled={reason !== undefined}
        isPending={isBusy ?? false}
        {...(onPress === undefined ? {} : { onPress })}
      >
        {icon}
      </AriaButton>
      <Tooltip className={styles.tip ?? ''} offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  )
}

/** Browsers tell nothing of a disabled button, so what stands around it takes the focus and tells why. */
function WithReason({
  reason,
  children,
}: {
  readonly reason: string
  readonly children: ReactNode
}) {
  return (
    <TooltipTrigger delay={200}>
      <Focusable>
        <span className={styles.reason} role="note" tabIndex={0} aria-label={reason}>
          {children}
        </span>
      </Focusable>
      <Tooltip className={styles.tip ?? ''} offset={6}>
        {reason}
      </Tooltip>
    </TooltipTrigger>
  )
}
