// Plan as you type: the files on one side, and what they come to on the other.

import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Edit, Folder, Judgement } from '../../planning/messages.ts'
import { Select } from '../../ui/field.tsx'
import { FailureNote, Loading } from '../../ui/state.tsx'
import { Breaks } from './breaks.tsx'
import { Desk } from './desk.tsx'
import { Dials } from './dials.tsx'
import type { Visit } from './editor.tsx'
import { Findings } from './findings.tsx'
import { FindingCounts } from './finding-counts.tsx'
import { Placement } from './placement.tsx'
import styles from './plan-view.module.css'
import { useJudgement, useSettled } from './planning-queries.ts'
import { Tiles } from './tiles.tsx'
import { useSetting } from './use-setting.ts'
import type { OpenWorkspace } from './use-workspace.ts'
import { environmentsOf, folderOf, textOf, withEdit } from './workspace.ts'

export function PlanView({ open }: { readonly open: OpenWorkspace }) {
  const { t } = useTranslation()
  const { workspace, change } = open
  const { files, environment } = workspace
  const folder = useMemo(() => folderOf({ files, environment, active: '' }), [files, environment])
  const settled = useSettled(folder)
  const { data, isFetching, error } = useJudgement(settled)
  const judged = data?.folder ?? settled
  const { visit, goTo, goToLine } = useVisit(open)
  const onSet = useSetting(folder, change)
  const onRepair = useCallback(
    (edit: Edit) => change((before) => withEdit(before, judged, edit) ?? before),
    [change, judged],
  )
  const findings = data?.findings ?? []
  return (
    <div className={styles.view}>
      <div className={styles.source}>
        <div className={styles.desk}>
          <Desk
            open={open}
            judged={{ files: judged.files, findings }}
            visit={visit}
            hasSchema
            onRepair={onRepair}
            aside={<Environment open={open} />}
          />
        </div>
        <section className={styles.findings} aria-label={t('platform.findings.title')}>
          <FindingCounts findings={findings} isBusy={isFetching || settled !== folder} />
          <FailureNote failure={error} text={t('platform.findings.failed')} />
          <div className={styles.scroll}>
            {data === undefined ? null : (
              <Findings findings={findings} onGoTo={goTo} onRepair={onRepair} />
            )}
          </div>
        </section>
      </div>
      <Outcome judgement={data} folder={judged} onSet={onSet} onGoToLine={goToLine} />
    </div>
  )
}

type OutcomeProps = {
  readonly judgement: Judgement | undefined
  readonly folder: Folder
  readonly onSet: (path: string, value: string) => void
  readonly onGoToLine: (file: string, line: number) => void
}

function Outcome({ judgement, folder, onSet, onGoToLine }: OutcomeProps) {
  const { t } = useTranslation()
  if (judgement === undefined) return <Loading lines={8} />
  const { plan, dials } = judgement
  return (
    <div className={styles.outcome}>
      {plan === undefined ? null : <Tiles plan={plan} />}
      <div className={styles.pair}>
        {dials === undefined ? null : <Dials dials={dials} onSet={onSet} />}
        <Breaks folder={folder} />
      </div>
      {plan === undefined ? (
        <p className={styles.hint}>{t('platform.breaks.impossible')}</p>
      ) : (
        <Placement plan={plan} folder={folder} onGoToLine={onGoToLine} />
      )}
    </div>
  )
}

/** Goes to a place in a file, whichever is shown. */
function useVisit({ workspace, change }: OpenWorkspace) {
  const [visit, setVisit] = useState<Visit>()
  const goTo = (file: string, offset: number): void => {
    change((before) => (textOf(before, file) === undefined ? before : { ...before, active: file }))
    setVisit((before) => ({ file, offset, count: (before?.count ?? 0) + 1 }))
  }
  const goToLine = (file: string, line: number): void => {
    const lines = (textOf(workspace, file) ?? '').split('\n').slice(0, line - 1)
    goTo(file, lines.join('\n').length + (lines.length === 0 ? 0 : 1))
  }
  return { visit, goTo, goToLine }
}

/** No environment has this name. */
const none = '-'

function Environment({ open: { workspace, change } }: { readonly open: OpenWorkspace }) {
  const { t } = useTranslation()
  const names = environmentsOf(workspace)
  if (names.length === 0) return null
  return (
    <div className={styles.environment}>
      <Select
        label={t('platform.files.overlay')}
        isLabelHidden
        choices={[
          { key: none, label: t('platform.files.noOverlay') },
          ...names.map((name) => ({ key: name, label: name })),
        ]}
        value={workspace.environment === '' ? none : workspace.environment}
        onChange={(key) =>
          change((before) => ({ ...before, environment: key === none ? '' : key }))
        }
      />
    </div>
  )
}
