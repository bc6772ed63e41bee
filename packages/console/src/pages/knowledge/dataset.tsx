// One dataset: its documents, files on their way into it, and who may read it.

import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Ellipsis, FlaskConical, LockKeyhole, Users } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { Failure } from '../../api/failure.ts'
import { NotFound } from '../../shell/fallbacks.tsx'
import { Button, buttonClass, IconButton } from '../../ui/button.tsx'
import { Page } from '../../ui/layout.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Failed, Loading } from '../../ui/state.tsx'
import { Crumbs } from './crumbs.tsx'
import { useDatasetActions } from './dataset-actions.tsx'
import { Documents } from './documents.tsx'
import { datasetQuery, type Dataset } from './knowledge-queries.ts'
import { UploadArea } from './upload-area.tsx'

const route = getRouteApi('/signed-in/knowledge/$datasetId')

export function DatasetPage() {
  const { datasetId } = route.useParams()
  const { data, error, refetch } = useQuery(datasetQuery(datasetId))
  if (data !== undefined) return <Shown key={data.id} dataset={data} />
  if (error === null) return <Loading lines={8} />
  if (isNotFound(error)) return <NotFound />
  return <Failed failure={error} onRetry={() => void refetch()} />
}

/** An address that was never one is refused as such; to the reader it is the same. */
const isNotFound = (error: Error): boolean =>
  error instanceof Failure && (error.status === 404 || error.status === 400)

function Shown({ dataset }: { readonly dataset: Dataset }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const { id, name, description, isRestricted } = dataset
  const { actions, dialogs } = useDatasetActions(dataset, () => void navigate({ to: '/knowledge' }))
  const readers = actions.find(({ key }) => key === 'readers')
  return (
    <Page
      trail={<Crumbs />}
      title={name}
      {...(description === '' ? {} : { lead: description })}
      actions={
        <>
          <Button reason={readers?.reason} onPress={() => readers?.run()}>
            {isRestricted ? <LockKeyhole size={16} aria-hidden /> : <Users size={16} aria-hidden />}
            {t(isRestricted ? 'knowledge.readers.restricted' : 'knowledge.readers.all')}
          </Button>
          <Link to="/knowledge/retrieval-test" search={{ datasets: id }} className={buttonClass()}>
            <FlaskConical size={16} aria-hidden />
            {t('knowledge.retrieval.title')}
          </Link>
          <Menu label={t('knowledge.datasets.actions', { name })} actions={actions}>
            <IconButton
              look="plain"
              icon={<Ellipsis size={18} aria-hidden />}
              label={t('knowledge.datasets.actions', { name })}
            />
          </Menu>
        </>
      }
    >
      <UploadArea datasetId={id} />
      <Documents datasetId={id} />
      {dialogs}
    </Page>
  )
}
