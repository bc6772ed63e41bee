// What was held before, what was used in the end, and what was left of the minute.

import { useWords } from '../../../words/use-words.ts'
import { UsageBar } from '../../../ui/layout.tsx'
import { useFormat } from '../../../words/format.ts'
import type { AnswerPath, PathRefusal } from '../answer-path.ts'
import styles from '../trace.module.css'
import { Facts, NotRecorded } from './facts.tsx'

export function LimitsStep({ path }: { readonly path: AnswerPath }) {
  const { t } = useWords()
  const format = useFormat()
  const { limits, refusal, inputTokens, outputTokens } = path
  const { tokensReserved } = limits
  const settled =
    inputTokens === undefined && outputTokens === undefined
      ? undefined
      : (inputTokens ?? 0) + (outputTokens ?? 0)
  const tokens = (count: number): string =>
    t('traces.list.tokens', { count, formatted: format.number(count) })
  if (refusal !== undefined) return <Refused refusal={refusal} />
  return (
    <>
      <div className={styles.bars}>
        <LimitBar
          label={t('traces.path.limits.requests')}
          limit={limits.requests}
          left={limits.requestsLeft}
        />
        <LimitBar
          label={t('traces.path.limits.tokens')}
          limit={limits.tokens}
          left={limits.tokensLeft}
        />
      </div>
      <Facts
        facts={[
          {
            name: t('traces.path.limits.reserved'),
            value: tokensReserved === undefined ? undefined : tokens(tokensReserved),
          },
          {
            name: t('traces.path.limits.settled'),
            value: settled === undefined ? undefined : tokens(settled),
          },
        ]}
      />
    </>
  )
}

function Refused({ refusal }: { readonly refusal: PathRefusal }) {
  const { t } = useWords()
  const format = useFormat()
  const { by, perMinute, tokensAsked, retryAfterMs } = refusal
  const isTooLarge = by === 'tokens' && tokensAsked > perMinute
  return (
    <p>
      {t(`traces.path.limits.refused.${isTooLarge ? 'tooLarge' : by}`, {
        limit: format.number(perMinute),
        asked: format.number(tokensAsked),
        wait: format.duration(retryAfterMs),
      })}
    </p>
  )
}

type LimitBarProps = {
  readonly label: string
  readonly limit: number | undefined
  readonly left: number | undefined
}

function LimitBar({ label, limit, left }: LimitBarProps) {
  const { t } = useWords()
  const format = useFormat()
  if (limit === undefined || left === undefined) {
    return (
      <div>
        {label}: <NotRecorded />
      </div>
    )
  }
  const share = limit === 0 ? 1 : (limit - left) / limit
  return (
    <UsageBar
      label={label}
      share={share}
      text={t('traces.path.limits.left', {
        left: format.number(left),
        limit: format.number(limit),
      })}
      tone={share > 0.9 ? 'bad' : share > 0.7 ? 'warn' : 'good'}
    />
  )
}
