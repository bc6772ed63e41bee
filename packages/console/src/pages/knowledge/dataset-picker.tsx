// Chooses some of the datasets; none chosen means all.

import { useQuery } from '@tanstack/react-query'
import { ChevronsUpDown } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import { buttonClass } from '../../ui/button.tsx'
import menuStyles from '../../ui/menu.module.css'
import { datasetsQuery } from './knowledge-queries.ts'
import styles from './knowledge.module.css'

type DatasetPickerProps = {
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

export function DatasetPicker({ chosen, onChange }: DatasetPickerProps) {
  const { t } = useWords()
  const { data = [] } = useQuery(datasetsQuery)
  const [first] = data.filter(({ id }) => chosen.includes(id))
  const shown =
    first === undefined
      ? t('knowledge.retrieval.allDatasets')
      : chosen.length === 1
        ? first.name
        : t('knowledge.retrieval.someDatasets', { name: first.name, count: chosen.length - 1 })
  return (
    <MenuTrigger>
      <Button
        className={`${buttonClass()} ${styles.picker ?? ''}`}
        aria-label={`${t('knowledge.retrieval.datasets')}: ${shown}`}
      >
        <span>{shown}</span>
        <ChevronsUpDown size={16} aria-hidden />
      </Button>
      <Popover className={menuStyles.popover ?? ''}>
        <Menu
          aria-label={t('knowledge.retrieval.datasets')}
          className={menuStyles.list ?? ''}
          selectionMode="multiple"
          selectedKeys={chosen}
          onSelectionChange={(keys) =>
            onChange(data.filter(({ id }) => keys === 'all' || keys.has(id)).map(({ id }) => id))
          }
        >
          {data.map(({ id, name }) => (
            <MenuItem key={id} id={id} textValue={name} className={menuStyles.item ?? ''}>
              {name}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
