// Finds schedules without a time zone, and jobs that save data without bounds for their runs.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { Graph, KubernetesObject } from '../graph/graph.js'
import { ofKind } from '../graph/lookup.js'
import { invocationsOf } from '../graph/invocations.js'
import type { AuditRule } from '../rule.js'
import { hasFixedHour } from './cron.js'
import { savesData } from './dumps.js'

export const schedulesWithoutZone: AuditRule = (graph) =>
  [...ofKind(graph, 'CronJob'), ...veleroSchedules(graph)].flatMap(withoutZone)

export const unboundedJobs: AuditRule = (graph) => {
  const saving = savingJobs(graph)
  return ofKind(graph, 'CronJob')
    .filter((object) => saving.has(object))
    .flatMap(unbounded)
}

export function veleroSchedules(graph: Graph): readonly KubernetesObject[] {
  return ofKind(graph, 'Schedule').filter(({ apiVersion }) => apiVersion.startsWith('velero.io/'))
}

/** The objects whose scripts save data, and the first program that does. */
export function savingJobs({ scripts }: Graph): ReadonlyMap<KubernetesObject, string> {
  const jobs = new Map<KubernetesObject, string>()
  for (const script of scripts) {
    const owner = script.process?.pod?.owner
    const save = owner === undefined ? undefined : invocationsOf(script).find(savesData)
    if (owner !== undefined && save !== undefined && !jobs.has(owner)) jobs.set(owner, save.name)
  }
  return jobs
}

function withoutZone({ kind, field }: KubernetesObject): readonly Diagnostic[] {
  const schedule = field.get('spec', 'schedule')
  const text = schedule.text ?? ''
  if (!hasFixedHour(text) || field.get('spec', 'timeZone').text !== undefined) return []
  return [diagnostic('backup/no-time-zone', schedule.place, { kind, schedule: text })]
}

function unbounded({ field }: KubernetesObject): readonly Diagnostic[] {
  const spec = field.get('spec')
  const job = spec.get('jobTemplate', 'spec')
  // The default lets runs overlap; the rest is told along with it.
  if (spec.get('concurrencyPolicy').text !== undefined) return []
  const containers = job.get('template', 'spec', 'containers').items
  const missing = [
    'concurrencyPolicy',
    ...absent(spec, ['startingDeadlineSeconds']),
    ...absent(job, ['backoffLimit']),
    ...(containers.some((each) => each.get('resources', 'limits').value === undefined)
      ? ['resources.limits']
      : []),
  ]
  return [diagnostic('backup/job-unbounded', spec.keyPlace, { missing })]
}

const absent = (field: Field, keys: readonly string[]): readonly string[] =>
  keys.filter((key) => field.get(key).value === undefined)
