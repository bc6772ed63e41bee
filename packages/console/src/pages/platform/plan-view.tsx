// Plan as you type: the files on one side, and what they come to on the other.

import { useCallback, useDeferredValue, useMemo } from 'react'
import { useWords } from '../../words/use-words.ts'
import type { Edit, Finding } from '../../planning/messages.ts'
import { Select } from '../../ui/field.tsx'
import { FailureNote } from '../../ui/state.tsx'
import { Desk } from './desk.tsx'
import type { Visit } from './editor.tsx'
import { Findings } from './findings.tsx'
import { FindingCounts } from './finding-counts.tsx'
import { Outcome } from './outcome.tsx'
import styles from './plan-view.module.css'
import { useJudgement, useSettled } from './planning-queries.ts'
import { useSetting } from './use-setting.ts'
import { useVisit } from './use-visit.ts'
import type { OpenWorkspace } from './use-workspace.ts'
import { environmentsOf, folderOf, withEdit } from './workspace.ts'

const noFindings: readonly Finding[] = []

type PlanProps = {
  readonly open: OpenWorkspace
  /** The place that another view leads to. */
  readonly arrival: Visit | undefined
}

export function PlanView({ open, arrival }: PlanProps) {
  const { t } = useWords()
  const { workspace, change } = open
  const { files, environment } = workspace
  const folder = useMemo(() => folderOf({ files, environment, active: '' }), [files, environment])
  const settled = useSettled(folder)
  const { data: latest, isFetching, error } = useJudgement(settled)
  // A plan is drawn while nothing more urgent is to be drawn.
  const data = useDeferredValue(latest)
  const isBusy = isFetching || settled !== folder || data !== latest
  const judged = data?.folder ?? settled
  const { visit, goTo } = useVisit(change, arrival)
  const onSet = useSetting(folder, change)
  const onRepair = useCallback(
    (edit: Edit) => {
      change((before) => withEdit(before, judged, edit) ?? before)
      goTo(edit.file, { offset: edit.from })
    },
    [change, goTo, judged],
  )
  const findings = data?.findings ?? noFindings
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
          <FindingCounts findings={findings} isBusy={isBusy} />
          <FailureNote failure={error} text={t('platform.findings.failed')} />
          <div className={styles.scroll}>
            {data === undefined ? null : (
              <Findings findings={findings} onGoTo={goTo} onRepair={onRepair} />
            )}
          </div>
        </section>
      </div>
      <Outcome
        plan={data?.plan}
        dials={data?.dials}
        folder={judged}
        isKnown={data !== undefined}
        onSet={onSet}
        onGoTo={goTo}
      />
    </div>
  )
}

/** No environment has this name. */
const none = '-'

function Environment({ open: { workspace, change } }: { readonly open: OpenWorkspace }) {
  const { t } = useWords()
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
