// The way back up: knowledge, and the dataset that a document is in.

import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import styles from './knowledge.module.css'

type CrumbsProps = {
  readonly dataset?: { readonly id: string; readonly name: string } | undefined
}

export function Crumbs({ dataset }: CrumbsProps) {
  const { t } = useWords()
  return (
    <nav className={styles.crumbs} aria-label={t('knowledge.crumbs')}>
      <Link to="/knowledge" activeOptions={{ exact: true }}>
        {t('knowledge.title')}
      </Link>
      {dataset === undefined ? null : (
        <>
          <ChevronRight size={14} aria-hidden />
          <Link to="/knowledge/$datasetId" params={{ datasetId: dataset.id }} search={{}}>
            {dataset.name}
          </Link>
        </>
      )}
    </nav>
  )
}
