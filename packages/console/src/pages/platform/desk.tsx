// The files that are open, in tabs over one editor; more can be dropped on it.

import type { ReactNode } from 'react'
import { useMemo, useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import type { Edit, Finding, TextFile } from '../../planning/messages.ts'
import styles from './desk.module.css'
import { readDropped, type ReadFiles } from './disk.ts'
import { Editor, type Visit } from './editor.tsx'
import { useSchema } from './planning-queries.ts'
import { textOf, withText } from './workspace.ts'
import type { OpenWorkspace } from './use-workspace.ts'

type Judged = { readonly files: readonly TextFile[]; readonly findings: readonly Finding[] }

type DeskProps = {
  readonly open: OpenWorkspace
  /** Findings with the texts that they were made for. */
  readonly judged: Judged
  readonly visit: Visit | undefined
  readonly hasSchema: boolean
  readonly onRepair: (edit: Edit) => void
  /** What stands at the end of the tabs. */
  readonly aside?: ReactNode
}

export function Desk({ open, judged, visit, hasSchema, onRepair, aside }: DeskProps) {
  const { t } = useWords()
  const { workspace, memory, change, isLost } = open
  const { files, active } = workspace
  const text = textOf(workspace, active) ?? ''
  const { data: schema } = useSchema(hasSchema ? kindOf(active, text) : undefined)
  const findings = useMemo(
    () => findingsFor(active, text, { files: judged.files, findings: judged.findings }),
    [active, text, judged.files, judged.findings],
  )
  const [onChange] = useState(() => (name: string, next: string) => {
    change((before) => withText(before, name, next))
  })
  return (
    <div className={styles.desk}>
      <Tabs
        className={styles.tabs ?? ''}
        selectedKey={active}
        onSelectionChange={(key) => change((before) => ({ ...before, active: `${key}` }))}
      >
        <div className={styles.bar}>
          <TabList aria-label={t('platform.files.label')} className={styles.list ?? ''}>
            {files.map(({ name }) => (
              <Tab key={name} id={name} className={styles.tab ?? ''}>
                {name}
                <WorstMark findings={judged.findings.filter((one) => one.file === name)} />
              </Tab>
            ))}
          </TabList>
          {aside}
        </div>
        <TabPanel id={active} className={styles.panel ?? ''}>
          <Editor
            name={active}
            text={text}
            memory={memory}
            schema={schema}
            findings={findings}
            visit={visit}
            onChange={onChange}
            onRepair={onRepair}
          />
        </TabPanel>
      </Tabs>
      <p className={styles.foot}>
        {isLost ? t('platform.files.notKept') : t('platform.files.leave')}
      </p>
    </div>
  )
}

/** Undefined while the text is newer than what was judged: the marks move with it until then. */
function findingsFor(
  name: string,
  text: string,
  { files, findings }: Judged,
): readonly Finding[] | undefined {
  const isSame = files.some((file) => file.name === name && file.text === text)
  return isSame ? findings.filter(({ file }) => file === name) : undefined
}

function kindOf(name: string, text: string): 'platform' | 'inventory' | undefined {
  if (name === 'inventory.yaml' || /^kind:\s*Inventory\s*$/m.test(text)) return 'inventory'
  return name === 'llmflow.yaml' || name.startsWith('env/') ? 'platform' : undefined
}

function WorstMark({ findings }: { readonly findings: readonly Finding[] }) {
  const { t } = useWords()
  const worst = (['error', 'warning'] as const).find((severity) =>
    findings.some((one) => one.severity === severity),
  )
  if (worst === undefined) return null
  return (
    <span
      className={`${styles.mark ?? ''} ${styles[worst] ?? ''}`}
      role="img"
      aria-label={t(`platform.findings.severity.${worst}`)}
    />
  )
}

type DropProps = {
  readonly children: ReactNode
  readonly onFiles: (read: ReadFiles) => void
  readonly onFailure: (failure: unknown) => void
}

/** Files dropped anywhere on the view are opened. */
export function DropHere({ children, onFiles, onFailure }: DropProps) {
  const { t } = useWords()
  const [isOver, setOver] = useState(false)
  return (
    <div
      className={`${styles.drop ?? ''} ${isOver ? (styles.over ?? '') : ''}`}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (event.currentTarget === event.target) setOver(false)
      }}
      onDrop={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(false)
        readDropped(event.dataTransfer).then(onFiles, onFailure)
      }}
    >
      {children}
      {isOver ? <p className={styles.banner}>{t('platform.open.dropHere')}</p> : null}
    </div>
  )
}
