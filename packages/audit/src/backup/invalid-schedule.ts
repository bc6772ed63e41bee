// Finds schedules of jobs and backups that no cron parser takes, so that nothing ever runs.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { KubernetesObject } from '../graph/graph.js'
import { isTemplate, ofKind } from '../graph/lookup.js'
import type { AuditRule } from '../rule.js'
import { cronFaultOf } from './cron-faults.js'
import { veleroSchedules } from './schedules.js'

export const invalidSchedule: AuditRule = (graph) => [
  ...ofKind(graph, 'CronJob')
    .filter(({ apiVersion }) => apiVersion.startsWith('batch/'))
    .flatMap(judge),
  ...veleroSchedules(graph).flatMap(judge),
]

function judge({ kind, field }: KubernetesObject): readonly Diagnostic[] {
  const schedule = field.get('spec', 'schedule')
  const text = schedule.text ?? ''
  if (isTemplate(text)) return []
  const found = cronFaultOf(text)
  if (found === undefined) return []
  const { fault, part, start } = found
  const place = schedule.excerpt.place(start, part.length)
  return [diagnostic('backup/invalid-schedule', place, { kind, schedule: text, fault, part })]
}
