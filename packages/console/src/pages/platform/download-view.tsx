// The files of a target, as a tree to look at and an archive to take.

import { Download } from 'lucide-react'
import { useState } from 'react'
import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import { archiveOf } from '../../planning/client.ts'
import type { Folder, Rendered, Target } from '../../planning/messages.ts'
import { Button } from '../../ui/button.tsx'
import { Empty, FailureNote, Loading } from '../../ui/state.tsx'
import { useFormat } from '../../words/format.ts'
import { save } from './disk.ts'
import styles from './download-view.module.css'
import { FileTree } from './file-tree.tsx'
import { Findings } from './findings.tsx'
import { useRendered, useSettled } from './planning-queries.ts'
import type { GoTo } from './use-visit.ts'

const targets = ['kubernetes', 'helm', 'compose', 'hosts'] as const

type DownloadProps = {
  readonly folder: Folder
  readonly onGoTo: GoTo
}

export function DownloadView({ folder, onGoTo }: DownloadProps) {
  const { t } = useWords()
  const [target, choose] = useState<Target>('kubernetes')
  const settled = useSettled(folder)
  const { data, error } = useRendered(settled, target)
  if (folder.files.length === 0) return <Empty title={t('platform.download.noPlatform')} />
  return (
    <div className={styles.view}>
      <p className={styles.hint}>{t('platform.download.lead')}</p>
      <Targets target={target} onChange={choose} />
      <FailureNote failure={error} text={t('platform.findings.failed')} />
      {data === undefined ? (
        <div role="status" aria-label={t('platform.download.rendering')}>
          <Loading lines={6} />
        </div>
      ) : (
        <Result rendered={data} folder={settled} target={target} onGoTo={onGoTo} />
      )}
    </div>
  )
}

type TargetsProps = { readonly target: Target; readonly onChange: (target: Target) => void }

function Targets({ target, onChange }: TargetsProps) {
  const { t } = useWords()
  return (
    <RadioGroup
      className={styles.targets ?? ''}
      value={target}
      onChange={(value) => onChange(targets.find((known) => known === value) ?? target)}
    >
      <Label className="visually-hidden">{t('platform.download.target')}</Label>
      <div className={styles.choices}>
        {targets.map((name) => (
          <RadioField key={name} value={name} className={styles.choice ?? ''}>
            <RadioButton className={styles.target ?? ''}>
              <span className={styles.name}>{t(`platform.download.targets.${name}`)}</span>
              <span className={styles.hint}>{t(`platform.download.details.${name}`)}</span>
            </RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  )
}

type ResultProps = DownloadProps & { readonly rendered: Rendered; readonly target: Target }

function Result({ rendered, folder, target, onGoTo }: ResultProps) {
  const { t } = useWords()
  switch (rendered.kind) {
    case 'no-machines':
      return <p className={styles.note}>{t('platform.download.noMachines')}</p>
    case 'findings':
      return (
        <section className={styles.card}>
          <h2 className={styles.heading}>{t('platform.download.blocked')}</h2>
          <Findings findings={rendered.findings} onGoTo={onGoTo} onRepair={undefined} />
        </section>
      )
    case 'files':
      return <Archive files={rendered.files} folder={folder} target={target} />
  }
}

type ArchiveProps = {
  readonly files: Extract<Rendered, { readonly kind: 'files' }>['files']
  readonly folder: Folder
  readonly target: Target
}

function Archive({ files, folder, target }: ArchiveProps) {
  const { t } = useWords()
  const format = useFormat()
  const { isBusy, failure, get } = useArchive(folder, target)
  const bytes = files.reduce((total, file) => total + file.bytes, 0)
  return (
    <section className={styles.card}>
      <div className={styles.head}>
        <h2 className={styles.heading}>
          {t('platform.download.files', { count: files.length, size: format.bytes(bytes) })}
        </h2>
        <Button look="primary" isBusy={isBusy} onPress={get}>
          <Download size={16} aria-hidden />
          {t('platform.download.get', { name: nameOf(target) })}
        </Button>
      </div>
      <FailureNote failure={failure} />
      <FileTree files={files} />
    </section>
  )
}

const nameOf = (target: Target): string => `llmflow-${target}.zip`

function useArchive(folder: Folder, target: Target) {
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const get = (): void => {
    setBusy(true)
    setFailure(undefined)
    archiveOf(folder, target)
      .then((bytes) => {
        if (bytes !== undefined)
          save(nameOf(target), new Blob([bytes], { type: 'application/zip' }))
        return bytes
      })
      .catch(setFailure)
      .finally(() => setBusy(false))
  }
  return { isBusy, failure, get }
}
