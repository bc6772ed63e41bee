// Finds backups that run less often than the stated recovery point objective allows.

import { diagnostic, type Diagnostic, type Location } from '@llmflow/spec'
import type { Graph, KubernetesObject } from '../graph/graph.js'
import { ofKind } from '../graph/lookup.js'
import type { AuditRule } from '../rule.js'
import { intervalOf } from './cron.js'
import { savingJobs, veleroSchedules } from './schedules.js'

export const objectiveMissed: AuditRule = (graph) => {
  const objective = objectiveIn(graph)
  if (objective === undefined) return []
  const isLogKept = keepsLog(graph)
  const saving = savingJobs(graph)
  const jobs = ofKind(graph, 'CronJob').filter((object) => {
    const program = saving.get(object)
    return program !== undefined && !(isLogKept && program.startsWith('pg_'))
  })
  const backups = veleroSchedules(graph).filter(
    ({ field }) => field.get('spec', 'template', 'snapshotVolumes').text !== 'false',
  )
  return [...jobs, ...backups.filter(takesVolumes)].flatMap((object) => missed(object, objective))
}

type Objective = { readonly minutes: number; readonly place: Location }

/** A schedule that lists kinds without volumes saves no data. */
function takesVolumes({ field }: KubernetesObject): boolean {
  const listed = field.get('spec', 'template', 'includedResources').items
  return (
    listed.length === 0 || listed.some(({ text }) => /^(\*|persistentvolume)/i.test(text ?? ''))
  )
}

const minutesPer: { readonly [unit: string]: number } = {
  m: 1,
  분: 1,
  h: 60,
  시간: 60,
  d: 1440,
  일: 1440,
}

const stated =
  /\bRPO\b[^\n\d|]{0,60}?(\d{1,4})\s*(분|시간|일|(?:m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?)\b)/gi

/** The objective, when all texts that state one agree: otherwise each holds for data that nobody names. */
function objectiveIn({ files }: Graph): Objective | undefined {
  const found = files.flatMap(({ excerpt }) =>
    excerpt.text.includes('RPO')
      ? [...excerpt.text.matchAll(stated)].map((match) => ({
          minutes: Number(match[1]) * (minutesPer[unitOf(match[2] ?? '')] ?? 0),
          place: excerpt.place(match.index, match[0].length),
        }))
      : [],
  )
  const [first] = found
  return first !== undefined && found.every(({ minutes }) => minutes === first.minutes)
    ? first
    : undefined
}

const unitOf = (unit: string): string =>
  /^[a-z]/i.test(unit) ? unit.charAt(0).toLowerCase() : unit

/** Whether PostgreSQL's log is archived, so that dumps are not what bounds the loss. */
function keepsLog({ files }: Graph): boolean {
  return files.some(({ form, excerpt }) => {
    return (
      form !== 'markdown' &&
      /archive_mode\s*[:=]\s*['"]?(?:on|always)|barmanObjectStore|pgbackrest|wal-g|pg_receivewal/i.test(
        excerpt.text,
      )
    )
  })
}

function missed(
  { kind, name, field }: KubernetesObject,
  { minutes, place }: Objective,
): readonly Diagnostic[] {
  const schedule = field.get('spec', 'schedule')
  const every = intervalOf(schedule.text ?? '')
  if (every === undefined || minutes === 0 || every <= minutes) return []
  return [
    diagnostic(
      'backup/objective-missed',
      schedule.place,
      { job: `${kind} ${name}`, everyMinutes: every, objectiveMinutes: minutes },
      { advice: [{ kind: 'frame', location: place, label: 'RPO' }] },
    ),
  ]
}
