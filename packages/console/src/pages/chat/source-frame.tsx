// Where an open source stands: beside the answer, or over the page where there is no room.

import { useEffect, useRef, type ReactNode } from 'react'
import { Sheet } from '../../ui/sheet.tsx'
import styles from './source-frame.module.css'

type SourceFrameProps = {
  readonly label: string
  readonly isBeside: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

export function SourceFrame({ isBeside, ...props }: SourceFrameProps) {
  return isBeside ? <Beside {...props} /> : <Sheet place="whole" isOpen {...props} />
}

/** It takes the focus when it opens; Escape closes it. */
function Beside({ label, onClose, children }: Omit<SourceFrameProps, 'isBeside'>) {
  const panel = useRef<HTMLElement>(null)
  useEffect(() => panel.current?.focus(), [])
  useEffect(() => {
    const closeByKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') onClose()
    }
    const element = panel.current
    element?.addEventListener('keydown', closeByKey)
    return () => element?.removeEventListener('keydown', closeByKey)
  }, [onClose])
  return (
    <aside ref={panel} className={styles.panel} aria-label={label} tabIndex={-1}>
      {children}
    </aside>
  )
}
