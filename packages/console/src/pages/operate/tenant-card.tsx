// One tenant: its limits, what it used of them in the last minute, and its month.

import { Pencil } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { IconButton } from '../../ui/button.tsx'
import { Badge, UsageBar } from '../../ui/layout.tsx'
import { useFormat } from '../../words/format.ts'
import styles from './operate.module.css'

export type Tenant = {
  readonly id: string
  readonly name: string
  readonly requestsPerMinute: number
  readonly tokensPerMinute: number
  readonly models: readonly string[]
}

export type MinuteUsage = {
  readonly tenant: string
  readonly requests: number
  readonly tokens: number
  readonly requestsPerMinute: number
  readonly tokensPerMinute: number
}

type Month = {
  readonly requests: number
  readonly failures: number
  readonly promptTokens: number
  readonly completionTokens: number
}

type TenantCardProps = {
  readonly name: string
  readonly tenant?: Tenant
  readonly minute: MinuteUsage | undefined
  readonly month?: Month | undefined
  /** Absent where somebody may not. */
  readonly onEdit?: () => void
}

export function TenantCard({ name, tenant, minute, month, onEdit }: TenantCardProps) {
  const { t } = useWords()
  return (
    <li className={styles.component}>
      <div className={styles.componentHead}>
        <h3>{name}</h3>
        <IconButton
          icon={<Pencil size={16} aria-hidden />}
          label={t('operate.tenants.edit', { name })}
          size="small"
          reason={onEdit === undefined ? t('common.needsOperator') : undefined}
          {...(onEdit === undefined ? {} : { onPress: onEdit })}
        />
      </div>
      <MinuteBar
        label={t('operate.tenants.requests')}
        used={minute?.requests}
        limit={tenant?.requestsPerMinute ?? minute?.requestsPerMinute}
      />
      <MinuteBar
        label={t('operate.tenants.tokens')}
        used={minute?.tokens}
        limit={tenant?.tokensPerMinute ?? minute?.tokensPerMinute}
      />
      {tenant === undefined ? null : <Models models={tenant.models} />}
      {tenant === undefined ? null : <MonthLine month={month} />}
    </li>
  )
}

type MinuteBarProps = {
  readonly label: string
  readonly used: number | undefined
  readonly limit: number | undefined
}

function MinuteBar({ label, used = 0, limit = 0 }: MinuteBarProps) {
  const format = useFormat()
  const share = limit === 0 ? 0 : used / limit
  return (
    <UsageBar
      label={label}
      share={share}
      text={`${format.number(used)} / ${format.number(limit)}`}
      tone={share >= 0.95 ? 'bad' : share > 0.7 ? 'warn' : 'good'}
    />
  )
}

function Models({ models }: { readonly models: readonly string[] }) {
  const { t } = useWords()
  return (
    <div className={styles.badges}>
      {models.length === 0 ? (
        <Badge>{t('operate.tenants.allModels')}</Badge>
      ) : (
        models.map((model) => (
          <Badge key={model} tone="accent">
            {model}
          </Badge>
        ))
      )}
    </div>
  )
}

function MonthLine({ month }: { readonly month: Month | undefined }) {
  const { t } = useWords()
  const format = useFormat()
  return (
    <p className={styles.quiet}>
      {t('operate.tenants.month', {
        requests: format.number(month?.requests ?? 0),
        tokens: format.number((month?.promptTokens ?? 0) + (month?.completionTokens ?? 0)),
        failures: format.number(month?.failures ?? 0),
      })}
    </p>
  )
}
