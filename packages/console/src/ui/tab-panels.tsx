// Tabs inside a page, for views of one thing that have no address of their own.

import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import styles from './tab-panels.module.css'

type View<Key extends string> = {
  readonly key: Key
  readonly label: string
  readonly content: ReactNode
}

type TabPanelsProps<Key extends string> = {
  readonly label: string
  readonly views: readonly View<Key>[]
  readonly value: Key
  readonly onChange: (key: Key) => void
}

export function TabPanels<Key extends string>(props: TabPanelsProps<Key>) {
  const { label, views, value, onChange } = props
  return (
    <Tabs
      className={styles.views ?? ''}
      selectedKey={value}
      onSelectionChange={(key) => {
        const chosen = views.find((view) => view.key === key)
        if (chosen !== undefined) onChange(chosen.key)
      }}
    >
      <TabList aria-label={label} className={styles.tabs ?? ''}>
        {views.map(({ key, label: shown }) => (
          <Tab key={key} id={key} className={styles.tab ?? ''}>
            {shown}
          </Tab>
        ))}
      </TabList>
      {views.map(({ key, content }) => (
        <TabPanel key={key} id={key} className={styles.panel ?? ''}>
          {content}
        </TabPanel>
      ))}
    </Tabs>
  )
}
