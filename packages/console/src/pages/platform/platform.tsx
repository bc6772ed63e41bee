// The platform: planned, audited and packed in the browser; nothing that is written here leaves it.

import { useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { Page } from '../../ui/layout.tsx'
import { TabPanels } from '../../ui/tab-panels.tsx'
import { AuditView } from './audit-view.tsx'
import { DropHere } from './desk.tsx'
import { DownloadView } from './download-view.tsx'
import { FileNotes } from './file-notes.tsx'
import { NewFile } from './new-file.tsx'
import { OpenMenu } from './open-menu.tsx'
import { PlanView } from './plan-view.tsx'
import { Start } from './start.tsx'
import type { Visit } from './editor.tsx'
import { useFiles } from './use-files.ts'
import type { GoTo } from './use-visit.ts'
import { usePlatform, useWorkspace } from './use-workspace.ts'
import { folderOf } from './workspace.ts'

type View = 'plan' | 'audit' | 'download'

export function PlatformPage() {
  const { t } = useWords()
  const [view, setView] = useState<View>('plan')
  const [arrival, arrive] = useState<Visit>()
  const [isNaming, setNaming] = useState(false)
  const platform = usePlatform()
  // Manifests of others may hold secrets: they are gone with the page.
  const manifests = useWorkspace(undefined)
  const platformActs = useFiles(platform)
  const manifestActs = useFiles(manifests)
  const isAudit = view === 'audit'
  const show = (next: View): void => {
    arrive(undefined)
    setView(next)
  }
  const goTo: GoTo = (file, place) => {
    platform.change((before) => ({ ...before, active: file }))
    arrive({ file, place })
    setView('plan')
  }
  const open = isAudit ? manifests : platform
  const acts = isAudit ? manifestActs : platformActs
  return (
    <Page
      title={t('platform.title')}
      lead={t('platform.lead')}
      isWide
      actions={
        view === 'download' ? undefined : (
          <OpenMenu
            active={open.workspace.active}
            onPick={acts.pick}
            onExample={isAudit ? undefined : acts.begin}
            onNew={() => setNaming(true)}
            onSave={acts.saveActive}
            onRemove={acts.removeActive}
            onClose={acts.close}
          />
        )
      }
    >
      <DropHere onFiles={acts.take} onFailure={acts.fail}>
        <FileNotes acts={acts} />
        <TabPanels
          label={t('platform.views.label')}
          value={view}
          onChange={show}
          views={[
            {
              key: 'plan',
              label: t('platform.views.plan'),
              content:
                platform.workspace.files.length === 0 ? (
                  <Start
                    onExample={platformActs.begin}
                    onFolder={() => platformActs.pick('folder')}
                    onFiles={() => platformActs.pick('files')}
                  />
                ) : (
                  <PlanView open={platform} arrival={arrival} />
                ),
            },
            {
              key: 'audit',
              label: t('platform.views.audit'),
              content: <AuditView open={manifests} acts={manifestActs} />,
            },
            {
              key: 'download',
              label: t('platform.views.download'),
              content: <DownloadView folder={folderOf(platform.workspace)} onGoTo={goTo} />,
            },
          ]}
        />
      </DropHere>
      <NewFile
        isOpen={isNaming}
        taken={open.workspace.files.map(({ name }) => name)}
        onClose={() => setNaming(false)}
        onMake={(name) => acts.make(name, '')}
      />
    </Page>
  )
}
