// Builds the Job of a workload that runs once.

import type { Plan, Workload } from '@llmflow/spec'
import type { Job } from 'kubernetes-types/batch/v1.js'
import { composed, hashed } from '../template/template.js'
import { metadataOf, type Named } from './object.js'
import { podTemplateOf } from './pod/template.js'

/** Tries wait 10 s, 20 s … 6 min: ten of them give what a job needs first about half an hour to come up. */
const retriesMax = 10

/** A Job cannot be changed once it exists: one that would run something else gets another name. */
export function buildJob(plan: Plan, workload: Workload): Named<Job> | undefined {
  if (workload.runsOn !== 'cluster' || workload.kind !== 'job') return undefined
  const spec = { backoffLimit: retriesMax, template: podTemplateOf(plan, workload) }
  const name = composed([`${workload.id}-`, hashed(spec, 8)])
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: metadataOf(workload, name), spec }
}
