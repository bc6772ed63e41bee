// The work of the queue that documents are: done again after what may pass, given up for what will not.

import type { JobHandler } from '../jobs/worker.js'
import { RuntimeError } from '../error.js'
import { giveUp, processDocument, type Pipeline } from './pipeline.js'
import { loadWork } from './work.js'

/** The kind of these jobs. */
export const documentJob = 'document'

export function documentHandler(pipeline: Pipeline): JobHandler {
  return {
    run: async ({ subject }, signal) => {
      try {
        await processDocument(pipeline, subject, signal)
      } catch (error) {
        // A newer revision or a deletion has asked for the work again already.
        if (isOvertaken(error) && !signal.aborted) return
        throw worthAnotherTry(error)
      }
    },
    // Nobody else would ever forget it, and its name would stay taken.
    isOwed: async ({ subject }) =>
      (await loadWork(pipeline.records, subject))?.stage === 'deleting',
    giveUp: async ({ subject }, failure) => {
      const work = await loadWork(pipeline.records, subject)
      if (work === undefined || work.stage === 'deleting') return
      const reason = failure instanceof Error ? failure.message : String(failure)
      await giveUp(pipeline, work, new RuntimeError('unavailable', reason, { cause: failure }))
    },
  }
}

const isOvertaken = (error: unknown): boolean =>
  error instanceof RuntimeError && error.code === 'cancelled'

/** The queue bounds the tries; what the file is to blame for never comes here. */
const worthAnotherTry = (error: unknown): unknown =>
  error instanceof RuntimeError && !error.isRetryable
    ? new RuntimeError(error.code, error.message, {
        isRetryable: true,
        cause: error,
        detail: error.detail,
      })
    : error
