// Asks every leg at once and reports what each gave; one that fails or is slow keeps nobody waiting.

import { RuntimeError } from '../error.js'
import type { Hit, SearchOptions } from '../ports/text-index.js'
import type { Ranking } from './fuse.js'
import type { LegName, LegReport } from './retriever.js'

export type Leg = {
  readonly name: LegName
  /** Absent where the leg is off. */
  readonly search?: (options: Required<SearchOptions>) => Promise<readonly Hit[]>
}

type LegAnswer = { readonly ranking: Ranking; readonly report: LegReport }

/** Throws when the caller has gone, or when every leg that is on failed: no answer is not an empty one. */
export async function askLegs(
  legs: readonly Leg[],
  limit: number,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<readonly LegAnswer[]> {
  const answers = await Promise.all(legs.map((leg) => askLeg(leg, limit, timeoutMs, signal)))
  if (signal.aborted) throw new RuntimeError('cancelled', 'the search was cancelled')
  const problems = answers
    .map(({ report }) => report.problem)
    .filter((problem) => problem !== 'off')
  if (problems.length > 0 && problems.every((problem) => problem !== undefined)) {
    const code = problems.includes('failed') ? 'unavailable' : 'timed-out'
    const message = 'the search does not answer; try again in a moment'
    throw new RuntimeError(code, message, { isRetryable: true })
  }
  return answers
}

async function askLeg(
  { name, search }: Leg,
  limit: number,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<LegAnswer> {
  const startMs = performance.now()
  const answer = (hits: readonly Hit[], problem?: LegReport['problem']): LegAnswer => {
    const durationMs = performance.now() - startMs
    const report = { leg: name, hits: hits.length, durationMs }
    return {
      ranking: { leg: name, hits },
      report: problem === undefined ? report : { ...report, problem },
    }
  }
  if (search === undefined) return answer([], 'off')
  const late = AbortSignal.timeout(timeoutMs)
  const either = AbortSignal.any([signal, late])
  try {
    return answer(await orAborted(search({ limit, signal: either }), either))
  } catch {
    return answer([], late.aborted ? 'timed-out' : 'failed')
  }
}

/** An engine that does not heed its signal keeps nobody waiting either. */
function orAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new RuntimeError('cancelled', 'the search was cancelled'))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
