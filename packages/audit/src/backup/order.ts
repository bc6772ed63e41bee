// Finds backup scripts that delete old backups too early, or do not come to it when something fails.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { Script } from '../graph/graph.js'
import { invocationsOf } from '../graph/invocations.js'
import type { AuditRule } from '../rule.js'
import { carriesData, deletesOld, savesData } from './dumps.js'

export const prunedFirst: AuditRule = (graph) => graph.scripts.flatMap(deletesFirst)
export const cleanupSkipped: AuditRule = (graph) => graph.scripts.flatMap(skipsCleanup)

function deletesFirst(script: Script): readonly Diagnostic[] {
  const calls = invocationsOf(script)
  const deletion = calls.findIndex(deletesOld)
  const before = calls.slice(0, Math.max(0, deletion))
  const upload = calls.slice(deletion + 1).find(carriesData)
  if (deletion === -1 || upload === undefined || before.some(carriesData)) return []
  const word = calls[deletion]?.program
  if (word === undefined) return []
  const place = word.excerpt.place(0, word.text.length)
  return [diagnostic('backup/pruned-first', place, { program: upload.name })]
}

/** Retries of a job write under a new name each, and the deletion of old names comes last. */
function skipsCleanup(script: Script): readonly Diagnostic[] {
  const calls = invocationsOf(script)
  const deletion = calls.findIndex(deletesOld)
  const save = calls.slice(0, Math.max(0, deletion)).findLast(savesData)
  const word = calls[deletion]?.program
  if (word === undefined || save === undefined || !stopsAtErrors(script) || !isRetried(script)) {
    return []
  }
  const isDated = calls.some(({ name }) => name === 'date')
  if (!isDated || calls.some(({ name }) => name === 'trap')) return []
  const place = word.excerpt.place(0, word.text.length)
  return [diagnostic('backup/cleanup-skipped', place, { program: save.name })]
}

function stopsAtErrors(script: Script): boolean {
  const words = [...(script.process?.command ?? []), ...(script.process?.args ?? [])]
  return (
    invocationsOf(script).some(
      ({ name, arguments: options }) =>
        name === 'set' && options.some(({ text }) => /^-[a-z]*e|^errexit$/.test(text)),
    ) || words.some(({ text }) => /^-[a-z]*e[a-z]*c?$/.test(text))
  )
}

function isRetried({ process }: Script): boolean {
  const owner = process?.pod?.owner
  if (owner?.kind !== 'Job' && owner?.kind !== 'CronJob') return false
  const path = owner.kind === 'Job' ? ['spec'] : ['spec', 'jobTemplate', 'spec']
  return owner.field.get(...path, 'backoffLimit').number !== 0
}
