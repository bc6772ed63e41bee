// Builds the CronJob of a workload that runs by the clock.

import type { Plan, Workload } from '@llmflow/spec'
import type { CronJob } from 'kubernetes-types/batch/v1.js'
import { assert } from '../assert.js'
import { metadataOf, type Named } from './object.js'
import { podTemplateOf } from './pod/template.js'

/** A start that was missed by more, because the control plane was away, waits for the next one. */
const lateSecondsMax = 3600

export function buildCronJob(plan: Plan, workload: Workload): Named<CronJob> | undefined {
  if (workload.runsOn !== 'cluster' || workload.kind !== 'schedule') return undefined
  assert(workload.schedule !== undefined, `the scheduled workload ${workload.id} has a schedule`)
  const { cron, timeZone } = workload.schedule
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadataOf(workload, workload.id),
    spec: {
      schedule: cron,
      timeZone,
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: lateSecondsMax,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: { spec: { backoffLimit: 2, template: podTemplateOf(plan, workload) } },
    },
  }
}
