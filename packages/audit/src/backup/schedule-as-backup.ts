// Finds restores from a backup that is called like a schedule here: backups of a schedule have longer names.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { Word } from '../graph/graph.js'
import { ofKind } from '../graph/lookup.js'
import { invocationsOf } from '../graph/invocations.js'
import type { AuditRule } from '../rule.js'

export const scheduleAsBackup: AuditRule = (graph) => {
  const namesOf = (kind: string): ReadonlySet<string> =>
    new Set(
      ofKind(graph, kind)
        .filter(({ apiVersion }) => apiVersion.startsWith('velero.io/'))
        .map(({ name }) => name),
    )
  const schedules = namesOf('Schedule')
  const backups = namesOf('Backup')
  if (schedules.size === 0) return []
  return graph.scripts
    .flatMap(invocationsOf)
    .filter(({ name }) => name === 'velero')
    .flatMap(({ arguments: words }) =>
      words.flatMap((word, index) => named(word, words[index + 1])),
    )
    .filter(({ backup }) => schedules.has(backup) && !backups.has(backup))
    .map(({ backup, option, isJoined }) => findingOf(backup, option, isJoined))
}

type Named = { readonly backup: string; readonly option: Word; readonly isJoined: boolean }

/** `--from-backup NAME` or `--from-backup=NAME`. */
function named(option: Word, next: Word | undefined): readonly Named[] {
  if (option.text === '--from-backup') {
    return next === undefined ? [] : [{ backup: next.text, option, isJoined: false }]
  }
  const [, backup] = /^--from-backup=(.+)$/.exec(option.text) ?? []
  return backup === undefined ? [] : [{ backup, option, isJoined: true }]
}

function findingOf(backup: string, option: Word, isJoined: boolean): Diagnostic {
  const remove = isJoined ? option.text : '--from-backup'
  const place = option.excerpt.place(0, remove.length)
  const add = remove.replace('--from-backup', '--from-schedule')
  return diagnostic(
    'backup/schedule-as-backup',
    place,
    { schedule: backup },
    { advice: [{ kind: 'diff', remove, add }] },
  )
}
