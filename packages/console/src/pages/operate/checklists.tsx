// The checklists of operation, judged by the platform that is open; what only people or the cluster can tell stays open.

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ClipboardCheck, FolderOpen } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { checklistOf } from '../../planning/client.ts'
import type { ChecklistItem, ChecklistName, Folder } from '../../planning/messages.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Card } from '../../ui/layout.tsx'
import { Empty, Failed, Loading } from '../../ui/state.tsx'
import { filesOfExample } from '../platform/examples.ts'
import { pickFiles } from '../platform/disk.ts'
import { usePlatform } from '../platform/use-workspace.ts'
import { folderOf, opened, type Workspace } from '../platform/workspace.ts'
import { ChecklistRow } from './checklist-row.tsx'
import styles from './operate.module.css'

const lists: readonly ChecklistName[] = ['pre', 'daily', 'weekly', 'monthly']

export function Checklists() {
  const { workspace, change } = usePlatform()
  if (workspace.files.length === 0) return <NoFiles onOpen={(files) => change(() => files)} />
  return <Judged workspace={workspace} />
}

function NoFiles({ onOpen }: { readonly onOpen: (workspace: Workspace) => void }) {
  const { t } = useWords()
  return (
    <Card>
      <Empty
        icon={<ClipboardCheck />}
        title={t('operate.checklists.noFilesTitle')}
        text={t('operate.checklists.noFilesText')}
      >
        <div className={styles.badges}>
          <Button
            look="primary"
            onPress={() => void pickFiles('files').then(({ files }) => onOpen(opened(files)))}
          >
            <FolderOpen size={16} aria-hidden />
            {t('operate.checklists.open')}
          </Button>
          <Button
            onPress={() =>
              void filesOfExample('guide-production').then((files) => onOpen(opened(files)))
            }
          >
            {t('operate.checklists.example')}
          </Button>
        </div>
      </Empty>
    </Card>
  )
}

function Judged({ workspace }: { readonly workspace: Workspace }) {
  const { t } = useWords()
  const [list, setList] = useState<ChecklistName>('pre')
  return (
    <>
      <div className={styles.bar}>
        <div className={styles.badges} role="group" aria-label={t('operate.checklists.which')}>
          {lists.map((name) => (
            <Button
              key={name}
              size="small"
              look={name === list ? 'primary' : 'plain'}
              onPress={() => setList(name)}
            >
              {t(`operate.checklists.lists.${name}`)}
              {name === list ? (
                <span className="visually-hidden">{t('operate.checklists.chosen')}</span>
              ) : null}
            </Button>
          ))}
        </div>
        <div className={styles.badges}>
          <span className={styles.quiet}>
            {t('operate.checklists.judgedBy', {
              files: workspace.files.map(({ name }) => name).join(', '),
            })}
          </span>
          <Link to="/platform" className={buttonClass('plain', 'small')}>
            {t('operate.checklists.others')}
          </Link>
        </div>
      </div>
      <Items folder={folderOf(workspace)} list={list} />
    </>
  )
}

function Items({ folder, list }: { readonly folder: Folder; readonly list: ChecklistName }) {
  const { t, language } = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['checklist', list, folder, language],
    queryFn: ({ signal }) => checklistOf(folder, list, language, signal),
    staleTime: Infinity,
    retry: false,
  })
  if (data === undefined) {
    if (error === null) return <Loading lines={8} />
    return <Failed failure={error} onRetry={() => void refetch()} />
  }
  if (data === null) {
    return (
      <Empty
        title={t('operate.checklists.unplannedTitle')}
        text={t('operate.checklists.unplannedText')}
      />
    )
  }
  return (
    <>
      <Counts items={data} />
      <Card isPadded={false}>
        <ul className={styles.rows} aria-label={t(`operate.checklists.lists.${list}`)}>
          {data.map((item) => (
            <ChecklistRow key={item.id} item={item} />
          ))}
        </ul>
      </Card>
    </>
  )
}

function Counts({ items }: { readonly items: readonly ChecklistItem[] }) {
  const { t } = useWords()
  const of = (state: ChecklistItem['state']): number =>
    items.filter((item) => item.state === state).length
  return (
    <div className={styles.tiles}>
      {(['done', 'attention', 'open'] as const).map((state) => (
        <div key={state} className={styles.tile} data-bad={state === 'attention' && of(state) > 0}>
          <span className={styles.quiet}>{t(`operate.checklists.states.${state}`)}</span>
          <strong>{of(state)}</strong>
        </div>
      ))}
    </div>
  )
}
