// What can be done with files: open, begin with an example, new, save, close.

import { ChevronDown, FolderOpen } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { Button } from '../../ui/button.tsx'
import { Menu, type MenuAction } from '../../ui/menu.tsx'
import { exampleNames, type ExampleName } from './examples.ts'

type OpenMenuProps = {
  /** The file that is shown; empty when none is open. */
  readonly active: string
  readonly onPick: (kind: 'files' | 'folder') => void
  readonly onExample: ((name: ExampleName) => void) | undefined
  readonly onNew: () => void
  readonly onSave: () => void
  readonly onRemove: () => void
  readonly onClose: () => void
}

export function OpenMenu(props: OpenMenuProps) {
  const { active, onPick, onExample, onNew, onSave, onRemove, onClose } = props
  const { t } = useWords()
  const examples: readonly MenuAction[] =
    onExample === undefined
      ? []
      : exampleNames.map((name) => ({
          key: name,
          label: t('platform.open.example', { name }),
          run: () => onExample(name),
        }))
  const ofActive: readonly MenuAction[] = [
    { key: 'save', label: t('platform.open.save'), run: onSave },
    { key: 'remove', label: t('platform.files.remove', { name: active }), run: onRemove },
    { key: 'close', label: t('platform.open.closeAll'), isDangerous: true, run: onClose },
  ]
  return (
    <Menu
      label={t('platform.open.label')}
      actions={[
        { key: 'files', label: t('platform.open.files'), run: () => onPick('files') },
        { key: 'folder', label: t('platform.open.folder'), run: () => onPick('folder') },
        ...examples,
        { key: 'new', label: t('platform.open.new'), run: onNew },
        ...(active === '' ? [] : ofActive),
      ]}
    >
      <Button>
        <FolderOpen size={16} aria-hidden />
        {t('platform.open.label')}
        <ChevronDown size={14} aria-hidden />
      </Button>
    </Menu>
  )
}
