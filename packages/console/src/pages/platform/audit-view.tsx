// Audits manifests of anybody: what was read, and everything that is to be said about it, with its place.

import { useCallback } from 'react'
import { FileSearch } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import type { AuditResult, Edit, Finding } from '../../planning/messages.ts'
import { Button } from '../../ui/button.tsx'
import { Empty, FailureNote } from '../../ui/state.tsx'
import { Desk } from './desk.tsx'
import { FindingCounts } from './finding-counts.tsx'
import { Findings } from './findings.tsx'
import styles from './plan-view.module.css'
import auditStyles from './audit-view.module.css'
import { useAudit, useSettled } from './planning-queries.ts'
import type { FileActs } from './use-files.ts'
import type { OpenWorkspace } from './use-workspace.ts'
import { useVisit } from './use-visit.ts'
import { withEdit } from './workspace.ts'

type AuditProps = { readonly open: OpenWorkspace; readonly acts: FileActs }

export function AuditView({ open, acts }: AuditProps) {
  const { t } = useWords()
  const { files } = open.workspace
  if (files.length > 0) return <Audited open={open} />
  return (
    <Empty
      icon={<FileSearch />}
      title={t('platform.audit.startTitle')}
      text={`${t('platform.audit.lead')} ${t('platform.audit.startText')}`}
    >
      <div className={auditStyles.acts}>
        <Button look="primary" onPress={() => acts.pick('folder')}>
          {t('platform.open.folder')}
        </Button>
        <Button onPress={() => acts.pick('files')}>{t('platform.open.files')}</Button>
        <Button onPress={() => acts.make(t('platform.audit.pasted'), '')}>
          {t('platform.audit.paste')}
        </Button>
      </div>
    </Empty>
  )
}

const noFindings: readonly Finding[] = []

function Audited({ open }: { readonly open: OpenWorkspace }) {
  const { t } = useWords()
  const { workspace, change } = open
  const { files } = workspace
  const settled = useSettled(files)
  const { data, isFetching, error } = useAudit(settled)
  const { visit, goTo } = useVisit(change)
  const asked = data?.asked ?? settled
  const onRepair = useCallback(
    (edit: Edit) => {
      const made = { files: asked, environment: undefined }
      change((before) => withEdit(before, made, edit) ?? before)
      goTo(edit.file, { offset: edit.from })
    },
    [asked, change, goTo],
  )
  const findings = data?.findings ?? noFindings
  return (
    <div className={styles.view}>
      <div className={styles.source}>
        <div className={styles.desk}>
          <Desk
            open={open}
            judged={{ files: asked, findings }}
            visit={visit}
            hasSchema={false}
            onRepair={onRepair}
          />
        </div>
      </div>
      <section className={auditStyles.card} aria-label={t('platform.findings.title')}>
        <FindingCounts findings={findings} isBusy={isFetching || settled !== files} />
        <FailureNote failure={error} text={t('platform.findings.failed')} />
        {data === undefined ? null : (
          <>
            <Summary result={data} />
            <Findings findings={findings} onGoTo={goTo} onRepair={onRepair} />
          </>
        )}
      </section>
    </div>
  )
}

function Summary({ result }: { readonly result: AuditResult }) {
  const { t } = useWords()
  const { files, objects, expressions, unknownKinds, unreadTemplates } = result
  return (
    <div className={auditStyles.summary}>
      <p>{t('platform.audit.read', { files, objects, expressions })}</p>
      {unknownKinds.length === 0 ? null : (
        <p>{t('platform.audit.unknownKinds', { kinds: unknownKinds.join(', ') })}</p>
      )}
      {unreadTemplates === 0 ? null : (
        <p>{t('platform.audit.unreadTemplates', { count: unreadTemplates })}</p>
      )}
    </div>
  )
}
