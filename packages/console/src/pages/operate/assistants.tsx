// Assistants of the tenant: who they answer as, from which datasets, with which model.

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Bot, Plus } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { meets, useSession } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/state.tsx'
import type { Assistant } from '../chat/conversation-queries.ts'
import { datasetsQuery } from '../knowledge/knowledge-queries.ts'
import { AssistantCard } from './assistant-card.tsx'
import { AssistantDialog } from './assistant-dialog.tsx'
import { assistantPagesQuery } from './assistant-queries.ts'
import { modelsQuery } from './operate-queries.ts'
import styles from './operate.module.css'
import { Paged } from './paged.tsx'

export function Assistants() {
  const { t } = useWords()
  const session = useSession()
  const query = useInfiniteQuery(assistantPagesQuery)
  const [edited, setEdited] = useState<Assistant | 'new' | undefined>(undefined)
  const reason = meets(session, 'admin') ? undefined : t('common.needsAdmin')
  return (
    <>
      <div className={styles.bar}>
        <h2>{t('operate.assistants.title', { tenant: session.tenant?.name ?? '' })}</h2>
        <Button look="primary" reason={reason} onPress={() => setEdited('new')}>
          <Plus size={16} aria-hidden />
          {t('operate.assistants.add')}
        </Button>
      </div>
      <Paged
        query={query}
        empty={
          <Empty
            icon={<Bot />}
            title={t('operate.assistants.empty')}
            text={t('operate.assistants.emptyText')}
          />
        }
      >
        {(assistants) => (
          <AssistantCards assistants={assistants} reason={reason} onEdit={setEdited} />
        )}
      </Paged>
      {edited === undefined ? null : (
        <AssistantDialog
          assistant={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  )
}

type AssistantCardsProps = {
  readonly assistants: readonly Assistant[]
  /** Why they can't be changed. */
  readonly reason: string | undefined
  readonly onEdit: (assistant: Assistant) => void
}

function AssistantCards({ assistants, reason, onEdit }: AssistantCardsProps) {
  const { t } = useWords()
  const { data: datasets } = useQuery(datasetsQuery)
  const { data: models } = useQuery(modelsQuery)
  return (
    <ul className={styles.cards} aria-label={t('operate.sections.assistants')}>
      {assistants.map((assistant) => (
        <AssistantCard
          key={assistant.id}
          assistant={assistant}
          datasets={datasets}
          models={models?.items}
          reason={reason}
          onEdit={() => onEdit(assistant)}
        />
      ))}
    </ul>
  )
}
