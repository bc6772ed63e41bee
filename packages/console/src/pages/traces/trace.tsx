// The page of one trace: the whole path of one answer, as a person reads it.

import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft, Lock, Route } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { Failure } from '../../api/failure.ts'
import { meets, useSession } from '../../api/session.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Page } from '../../ui/layout.tsx'
import { Empty, Failed, Loading } from '../../ui/state.tsx'
import { useFormat } from '../../words/format.ts'
import { answerPathOf, type AnswerPath } from './answer-path.ts'
import { PathSteps } from './path-steps.tsx'
import { RawAttributes } from './raw-attributes.tsx'
import type { Span } from './span.ts'
import { useStepName } from './step-name.ts'
import { traceQuery } from './trace-queries.ts'
import styles from './trace.module.css'
import { Waterfall } from './waterfall.tsx'

export function TracePage() {
  const { t } = useWords()
  const { traceId } = useParams({ from: '/signed-in/traces/$traceId' })
  const isAdmin = meets(useSession(), 'admin')
  const { data, error, refetch } = useQuery({ ...traceQuery(traceId), enabled: isAdmin })
  if (!isAdmin) {
    return <Empty icon={<Lock />} title={t('traces.title')} text={t('common.needsAdmin')} />
  }
  if (data !== undefined) return <Trace traceId={traceId} spans={data} />
  if (error instanceof Failure && error.status < 500 && error.status !== 429) return <Missing />
  return error === null ? (
    <Loading lines={8} />
  ) : (
    <Failed failure={error} onRetry={() => void refetch()} />
  )
}

function Missing() {
  const { t } = useWords()
  return (
    <Empty icon={<Route />} title={t('traces.trace.missing')} text={t('traces.trace.missingText')}>
      <Link to="/traces" className={buttonClass()}>
        {t('traces.trace.back')}
      </Link>
    </Empty>
  )
}

function Trace({ traceId, spans }: { readonly traceId: string; readonly spans: readonly Span[] }) {
  const { t } = useWords()
  const format = useFormat()
  const stepName = useStepName()
  const path = answerPathOf(spans)
  const first = spans[0]
  return (
    <>
      <div className={styles.back}>
        <Link to="/traces" className={buttonClass('quiet', 'small')}>
          <ArrowLeft size={16} aria-hidden />
          {t('traces.trace.back')}
        </Link>
      </div>
      <Page
        title={path.question ?? stepName(first?.name ?? '')}
        lead={`${first === undefined ? '' : format.dateTime(first.startMs)} · ${t('traces.trace.number', { id: traceId })}`}
      >
        <Facts path={path} />
        <Waterfall spans={spans} />
        <PathSteps path={path} />
        <RawAttributes spans={spans} />
      </Page>
    </>
  )
}

const modes = ['extractive', 'generative', 'none'] as const

function useOutcome({ refusal, status, mode, state }: AnswerPath): string {
  const { t } = useWords()
  if (refusal !== undefined) return t('traces.outcomes.refused')
  if (status !== undefined && status >= 400) return t('traces.outcomes.failed', { status })
  if (state === 'stopped') return t('traces.outcomes.stopped')
  const known = modes.find((each) => each === mode)
  return t(`traces.outcomes.${known ?? 'whole'}`)
}

function Facts({ path }: { readonly path: AnswerPath }) {
  const { t } = useWords()
  const format = useFormat()
  const { inputTokens, outputTokens, passages } = path
  const cited = passages.filter(({ citedAs }) => citedAs !== undefined).length
  const facts = [
    { name: t('traces.trace.outcome'), value: useOutcome(path) },
    { name: t('traces.trace.duration'), value: format.duration(path.durationMs) },
    {
      name: t('traces.trace.tokens'),
      value: t('traces.trace.tokensInOut', {
        input: format.number(inputTokens ?? 0),
        output: format.number(outputTokens ?? 0),
      }),
    },
    { name: t('traces.trace.citations'), value: format.number(cited) },
  ]
  return (
    <dl className={styles.factRow}>
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
