// A menu of things that can be done, behind a button.

import type { ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components'
import styles from './menu.module.css'

export type MenuAction = {
  readonly key: string
  readonly label: string
  readonly isDangerous?: boolean
  /** Why it can't be done now. */
  readonly reason?: string | undefined
  readonly run: () => void
}

type MenuProps = {
  /** The button that opens it. */
  readonly children: ReactNode
  readonly label: string
  readonly actions: readonly MenuAction[]
}

export function Menu({ children, label, actions }: MenuProps) {
  return (
    <MenuTrigger>
      {children}
      <Popover className={styles.popover ?? ''}>
        <AriaMenu
          aria-label={label}
          className={styles.list ?? ''}
          disabledKeys={actions.flatMap(({ key, reason }) => (reason === undefined ? [] : [key]))}
        >
          {actions.map(({ key, label: shown, isDangerous = false, reason, run }) => (
            <MenuItem
              key={key}
              id={key}
              textValue={shown}
              className={`${styles.item ?? ''} ${isDangerous ? (styles.danger ?? '') : ''}`}
              onAction={run}
            >
              <Text slot="label">{shown}</Text>
              {reason === undefined ? null : (
                <Text slot="description" className={styles.detail ?? ''}>
                  {reason}
                </Text>
              )}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
