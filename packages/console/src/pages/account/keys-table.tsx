// The table of keys; those that open nothing any more stay to be seen.

import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useWords } from '../../words/use-words.ts'
import { Button } from '../../ui/button.tsx'
import { Badge, Table, type Column, type Tone } from '../../ui/layout.tsx'
import { useFormat } from '../../words/format.ts'
import { assistantsQuery } from '../chat/conversation-queries.ts'
import styles from './account.module.css'
import type { ApiKey } from './key-queries.ts'
import { keyStateOf, type KeyState } from './key-state.ts'
import { scopeWords } from './scope-words.ts'

type KeysTableProps = {
  readonly keys: readonly ApiKey[]
  readonly nowMs: number
  readonly onRevoke: (key: ApiKey) => void
}

export function KeysTable({ keys, nowMs, onRevoke }: KeysTableProps) {
  const { t } = useWords()
  const columns = columnsOf(t, nowMs, onRevoke)
  return (
    <Table label={t('account.keys.title')} columns={columns} rows={keys} rowKey={({ id }) => id} />
  )
}

const columnsOf = (
  t: TFunction,
  nowMs: number,
  onRevoke: (key: ApiKey) => void,
): readonly Column<ApiKey>[] => [
  { key: 'name', title: t('common.name'), cell: (key) => <Name apiKey={key} /> },
  { key: 'scopes', title: t('account.keys.scopes'), cell: (key) => <Scopes apiKey={key} /> },
  {
    key: 'assistant',
    title: t('account.keys.assistant'),
    cell: ({ assistantId }) => <AssistantName id={assistantId} />,
  },
  {
    key: 'made',
    title: t('account.keys.made'),
    cell: ({ createdAtMs }) => <DateOf epochMs={createdAtMs} />,
  },
  {
    key: 'state',
    title: t('account.keys.ends'),
    cell: (key) => <State apiKey={key} state={keyStateOf(key, nowMs)} />,
  },
  {
    key: 'acts',
    title: t('common.actions'),
    cell: (key) => <Revoke apiKey={key} onRevoke={onRevoke} />,
  },
]

type CellProps = { readonly apiKey: ApiKey }

function Name({ apiKey: { name, shown } }: CellProps) {
  return (
    <span className={styles.who}>
      <strong>{name}</strong>
      <code className={styles.quiet}>{shown}</code>
    </span>
  )
}

function Scopes({ apiKey: { scopes } }: CellProps) {
  const { t } = useWords()
  return (
    <span className={styles.badges}>
      {scopes.map((scope) => (
        <Badge key={scope}>{t(`account.scopes.${scopeWords[scope]}.name`)}</Badge>
      ))}
    </span>
  )
}

function AssistantName({ id }: { readonly id: string | null }) {
  const { t } = useWords()
  const { data: assistants = [] } = useQuery(assistantsQuery)
  return assistants.find((one) => one.id === id)?.name ?? t('account.keys.anyAssistant')
}

function DateOf({ epochMs }: { readonly epochMs: number }) {
  const format = useFormat()
  return <span className={styles.line}>{format.date(epochMs)}</span>
}

function Revoke({ apiKey, onRevoke }: CellProps & Pick<KeysTableProps, 'onRevoke'>) {
  const { t } = useWords()
  if (apiKey.revokedAtMs !== null) return null
  return (
    <Button size="small" look="danger" onPress={() => onRevoke(apiKey)}>
      {t('account.keys.revoke')}
      <span className="visually-hidden">{apiKey.name}</span>
    </Button>
  )
}

const tones: { readonly [state in KeyState]: Tone } = {
  live: 'plain',
  ending: 'warn',
  expired: 'plain',
  revoked: 'bad',
}

function State({ apiKey, state }: { readonly apiKey: ApiKey; readonly state: KeyState }) {
  const { t } = useWords()
  const format = useFormat()
  const { expiresAtMs } = apiKey
  if (state === 'live' || state === 'ending') {
    const text = expiresAtMs === null ? t('account.keys.never') : format.date(expiresAtMs)
    return state === 'live' ? (
      <span className={styles.line}>{text}</span>
    ) : (
      <Badge tone={tones[state]}>{text}</Badge>
    )
  }
  return <Badge tone={tones[state]}>{t(`account.keys.states.${state}`)}</Badge>
}
