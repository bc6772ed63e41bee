// How the ranks of each leg became one order of passages, and which of them the answer cites.

import { useWords } from '../../../words/use-words.ts'
import { Badge, Table, type Column } from '../../../ui/layout.tsx'
import { useFormat } from '../../../words/format.ts'
import { legNames, type AnswerPath, type LegName, type RankedPassage } from '../answer-path.ts'
import styles from '../trace.module.css'
import { DocumentLink } from './document-link.tsx'

export function FusionStep({ path }: { readonly path: AnswerPath }) {
  const { t } = useWords()
  const format = useFormat()
  const { passages, retrieval } = path
  if (retrieval === undefined) return <p>{t('traces.path.legs.notSearched')}</p>
  if (passages.length === 0) return <p>{t('traces.path.fusion.none')}</p>
  return (
    <>
      <Ranks passages={passages} hasRerank={retrieval.rerankMs !== undefined} />
      <p className={styles.quiet}>
        {retrieval.fusionMs === undefined
          ? null
          : t('traces.path.fusion.took', { duration: format.duration(retrieval.fusionMs) })}
        {' · '}
        {t('traces.path.rerank.title')}:{' '}
        {retrieval.rerankMs === undefined
          ? t('traces.path.rerank.off')
          : format.duration(retrieval.rerankMs)}
      </p>
    </>
  )
}

type RanksProps = { readonly passages: readonly RankedPassage[]; readonly hasRerank: boolean }

function Ranks({ passages, hasRerank }: RanksProps) {
  const { t } = useWords()
  const format = useFormat()
  const number = (value: number | undefined): string =>
    value === undefined ? '–' : format.number(value, 3)
  const columns: readonly Column<RankedPassage>[] = [
    {
      key: 'passage',
      title: t('traces.path.fusion.passage'),
      cell: passageOf,
    },
    ...legNames.map((leg) => ({
      key: leg,
      title: t(`traces.path.legs.${leg}`),
      isNumber: true,
      cell: rankBy(leg),
    })),
    {
      key: 'score',
      title: t('traces.path.fusion.score'),
      isNumber: true,
      cell: ({ score }) => number(score),
    },
    ...(hasRerank
      ? [
          {
            key: 'rerank',
            title: t('traces.path.fusion.rerank'),
            isNumber: true,
            cell: ({ rerankScore }: RankedPassage) => number(rerankScore),
          },
        ]
      : []),
  ]
  return (
    <div className={styles.ranks}>
      <Table
        label={t('traces.path.fusion.label')}
        columns={columns}
        rows={passages}
        rowKey={({ chunkId }) => chunkId}
      />
    </div>
  )
}

const rankBy =
  (leg: LegName) =>
  ({ ranks }: RankedPassage) =>
    rankCell(ranks[leg])

const passageOf = (row: RankedPassage) => <Passage row={row} />

const rankCell = (rank: number | undefined) => <Rank rank={rank} />

function Rank({ rank }: { readonly rank: number | undefined }) {
  if (rank === undefined) return <span className={styles.quiet}>–</span>
  return <span className={rank === 1 ? styles.firstRank : undefined}>{rank}</span>
}

function Passage({ row }: { readonly row: RankedPassage }) {
  const { t } = useWords()
  const { documentId, documentName, chunkId, page, citedAs } = row
  const part = Number(chunkId.split('.').at(-1)) + 1
  return (
    <div className={styles.passage}>
      <span>
        <DocumentLink documentId={documentId} name={documentName} chunkId={chunkId} />{' '}
        {citedAs === undefined ? null : (
          <Badge tone="accent">
            {t('traces.path.fusion.cited')} {citedAs}
          </Badge>
        )}
      </span>
      <span className={styles.quiet}>
        {[
          Number.isNaN(part) ? undefined : t('traces.path.fusion.part', { part }),
          page === undefined ? undefined : t('traces.path.fusion.page', { page }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </div>
  )
}
