// What is shown while no file is open: examples to begin with, and ways to open files of one's own.

import { FolderOpen, Laptop, Server, Warehouse } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import { Button } from '../../ui/button.tsx'
import { exampleNames, type ExampleName } from './examples.ts'
import styles from './start.module.css'

const icons = { laptop: Laptop, 'one-host': Server, 'guide-production': Warehouse } as const

type StartProps = {
  readonly onExample: (name: ExampleName) => void
  readonly onFolder: () => void
  readonly onFiles: () => void
}

export function Start({ onExample, onFolder, onFiles }: StartProps) {
  const { t } = useWords()
  return (
    <div className={styles.start}>
      <div>
        <h2>{t('platform.start.title')}</h2>
        <p className={styles.text}>{t('platform.start.text')}</p>
      </div>
      <div className={styles.cards}>
        {exampleNames.map((name) => {
          const Icon = icons[name]
          return (
            <AriaButton key={name} className={styles.card ?? ''} onPress={() => onExample(name)}>
              <Icon size={28} strokeWidth={1.5} aria-hidden className={styles.icon} />
              <span className={styles.name}>{name}</span>
              <span className={styles.text}>{t(`platform.start.${name}`)}</span>
            </AriaButton>
          )
        })}
      </div>
      <div className={styles.own}>
        <Button look="primary" onPress={onFolder}>
          <FolderOpen size={16} aria-hidden />
          {t('platform.open.folder')}
        </Button>
        <Button onPress={onFiles}>{t('platform.open.files')}</Button>
        <span className={styles.text}>{t('platform.start.drop')}</span>
      </div>
    </div>
  )
}
