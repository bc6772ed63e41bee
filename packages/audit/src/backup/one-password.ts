// Finds scripts that log in to PostgreSQL as several users with the one password that PGPASSWORD holds.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { Script, Word } from '../graph/graph.js'
import { isTemplate } from '../graph/lookup.js'
import { invocationsOf, type Invocation } from '../graph/invocations.js'
import type { AuditRule } from '../rule.js'

export const onePassword: AuditRule = (graph) => graph.scripts.flatMap(inScript)

function inScript(script: Script): readonly Diagnostic[] {
  const names = new Set(script.process?.environment.map(({ name }) => name))
  if (names.has('PGPASSFILE')) return []
  const settings = script.commands
    .flatMap(({ words }) => words)
    .filter(({ text }) => text.startsWith('PGPASSWORD=')).length
  if (settings + (names.has('PGPASSWORD') ? 1 : 0) !== 1) return []
  const users = invocationsOf(script)
    .filter(({ isElsewhere, name }) => !isElsewhere && /^(pg_\w+|psql|createdb|dropdb)$/.test(name))
    .flatMap((call) => userOf(call) ?? [])
  const distinct = [...new Set(users.map(({ text }) => text))]
  const second = users.find(({ text }) => text === distinct[1])
  if (second === undefined) return []
  const place = second.excerpt.place(0, second.text.length)
  return [diagnostic('backup/one-password', place, { users: distinct })]
}

function userOf({ arguments: words }: Invocation): Word | undefined {
  const flag = words.findIndex(({ text }) => text === '-U' || text === '--username')
  const user = flag === -1 ? undefined : words[flag + 1]
  return user === undefined || isTemplate(user.text) ? undefined : user
}
