// A dataset at a glance: what it holds, how far its documents are, who may read it.

import { Link } from '@tanstack/react-router'
import { Ellipsis, FileText, LockKeyhole, Users } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { IconButton } from '../../ui/button.tsx'
import { Badge } from '../../ui/layout.tsx'
import { Menu } from '../../ui/menu.tsx'
import { useFormat } from '../../words/format.ts'
import { useDatasetActions } from './dataset-actions.tsx'
import { workingOf, type CountedDataset } from './knowledge-queries.ts'
import styles from './knowledge.module.css'

export function DatasetCard({ dataset }: { readonly dataset: CountedDataset }) {
  const { t } = useWords()
  const { actions, dialogs } = useDatasetActions(dataset)
  const { id, name, description, isRestricted } = dataset
  return (
    <li className={styles.card}>
      <div className={styles.cardHead}>
        <span className={styles.cardIcon} aria-hidden>
          <FileText size={18} />
        </span>
        <h2 className={styles.cardName}>
          <Link
            to="/knowledge/$datasetId"
            params={{ datasetId: id }}
            search={{}}
            className={styles.cardLink}
          >
            {name}
          </Link>
        </h2>
        <Menu label={t('knowledge.datasets.actions', { name })} actions={actions}>
          <IconButton
            size="small"
            icon={<Ellipsis size={18} aria-hidden />}
            label={t('knowledge.datasets.actions', { name })}
          />
        </Menu>
      </div>
      <p className={styles.cardText}>
        {description === '' ? t('knowledge.datasets.noDescription') : description}
      </p>
      <div className={styles.badges}>
        <Badge>
          {isRestricted ? <LockKeyhole size={13} aria-hidden /> : <Users size={13} aria-hidden />}
          {t(isRestricted ? 'knowledge.readers.restricted' : 'knowledge.readers.all')}
        </Badge>
        <DatasetState dataset={dataset} />
      </div>
      {dialogs}
    </li>
  )
}

/** How many documents, and of them what somebody should know of. */
function DatasetState({ dataset: { documents, stages } }: { readonly dataset: CountedDataset }) {
  const { t } = useWords()
  const format = useFormat()
  const working = workingOf(stages)
  const { failed } = stages
  return (
    <>
      <Badge>
        {t('knowledge.documentCount', { count: documents, shown: format.number(documents) })}
      </Badge>
      {working > 0 ? (
        <Badge tone="accent">
          {t('knowledge.workingCount', { shown: format.number(working) })}
        </Badge>
      ) : null}
      {failed > 0 ? (
        <Badge tone="bad">{t('knowledge.failedCount', { shown: format.number(failed) })}</Badge>
      ) : null}
    </>
  )
}
