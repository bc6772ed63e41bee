// What can be unfolded: closed until somebody wants to see it.

import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Disclosure as AriaDisclosure, DisclosurePanel } from 'react-aria-components'
import styles from './disclosure.module.css'

type DisclosureProps = {
  readonly title: ReactNode
  readonly children: ReactNode
  readonly isOpenAtFirst?: boolean
}

export function Disclosure({ title, children, isOpenAtFirst = false }: DisclosureProps) {
  return (
    <AriaDisclosure className={styles.disclosure ?? ''} defaultExpanded={isOpenAtFirst}>
      <Button slot="trigger" className={styles.trigger ?? ''}>
        <ChevronRight size={16} aria-hidden className={styles.chevron} />
        <span className={styles.title}>{title}</span>
      </Button>
      <DisclosurePanel className={styles.panel ?? ''}>{children}</DisclosurePanel>
    </AriaDisclosure>
  )
}
