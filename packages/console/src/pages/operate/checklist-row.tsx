// One item of a checklist: its state, who can settle it, and where to look.

import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import type { ChecklistItem } from '../../planning/messages.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Badge } from '../../ui/layout.tsx'
import { shownStateOf } from './checklist-state.ts'
import styles from './operate.module.css'

const icons = { done: CircleCheck, attention: CircleAlert, open: CircleDashed } as const

export function ChecklistRow({ item }: { readonly item: ChecklistItem }) {
  const { t } = useWords()
  const { title, how, kind, codes, commands, alerts } = item
  const state = shownStateOf(item)
  const Icon = icons[state]
  return (
    <li className={styles.checklistRow} data-state={state}>
      <Icon size={20} aria-hidden />
      <div className={styles.checklistBody}>
        <div className={styles.badges}>
          <strong>{title}</strong>
          <Badge tone={state === 'done' ? 'good' : state === 'attention' ? 'warn' : 'plain'}>
            {t(`operate.checklists.states.${state}`)}
          </Badge>
          <Badge>{t(`operate.checklists.kinds.${kind}`)}</Badge>
        </div>
        <p className={styles.quiet}>{how}</p>
        {codes.length === 0 ? null : (
          <div className={styles.badges}>
            {codes.map((code) => (
              <Badge key={code} tone="warn">
                {code}
              </Badge>
            ))}
          </div>
        )}
        {commands.length + alerts.length === 0 ? null : (
          <Disclosure title={t('operate.checklists.look', { count: commands.length })}>
            {commands.map((command) => (
              <div key={command} className={styles.command}>
                <code>{command}</code>
                <CopyButton text={command} label={t('operate.checklists.copy')} />
              </div>
            ))}
            {alerts.length === 0 ? null : (
              <p className={styles.quiet}>
                {t('operate.checklists.alerts', { alerts: alerts.join(', ') })}
              </p>
            )}
          </Disclosure>
        )}
      </div>
    </li>
  )
}
