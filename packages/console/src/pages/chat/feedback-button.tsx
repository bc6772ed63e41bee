// One of the two thumbs under an answer; pressed again it is taken back.

import type { ReactNode } from 'react'
import { ToggleButton, Tooltip, TooltipTrigger } from 'react-aria-components'
import styles from './answer-foot.module.css'

type FeedbackButtonProps = {
  readonly icon: ReactNode
  readonly label: string
  readonly isSelected: boolean
  readonly onPress: () => void
}

export function FeedbackButton({ icon, label, isSelected, onPress }: FeedbackButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <ToggleButton
        className={styles.thumb ?? ''}
        aria-label={label}
        isSelected={isSelected}
        onChange={onPress}
      >
        {icon}
      </ToggleButton>
      <Tooltip className={styles.tip ?? ''} offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  )
}
