// Where files are dropped or picked, and how far those are that were.

import { FileUp } from 'lucide-react'
import { DropZone, FileTrigger, Text } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import { Button } from '../../ui/button.tsx'
import { consoleUploads } from './console-uploads.ts'
import { filesOf } from './dropped-files.ts'
import styles from './knowledge.module.css'
import { useWriteReason } from './rights.ts'
import { UploadList } from './upload-list.tsx'

export function UploadArea({ datasetId }: { readonly datasetId: string }) {
  const { t } = useWords()
  const reason = useWriteReason()
  const add = (files: readonly File[]): void => consoleUploads.add(datasetId, files)
  return (
    <section className={styles.uploads} aria-label={t('knowledge.upload.title')}>
      <DropZone
        className={styles.drop ?? ''}
        isDisabled={reason !== undefined}
        getDropOperation={() => 'copy'}
        onDrop={({ items }) => void filesOf(items).then(add)}
      >
        <span className={styles.dropIcon} aria-hidden>
          <FileUp size={20} />
        </span>
        <div className={styles.dropText}>
          <Text slot="label">{t('knowledge.upload.drop')}</Text>
          <p className={styles.quiet}>{t('knowledge.upload.formats')}</p>
        </div>
        <FileTrigger
          allowsMultiple
          onSelect={(list) => {
            if (list !== null) add([...list])
          }}
        >
          <Button look="primary" reason={reason}>
            {t('knowledge.upload.choose')}
          </Button>
        </FileTrigger>
      </DropZone>
      <UploadList datasetId={datasetId} />
    </section>
  )
}
