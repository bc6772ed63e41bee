// Finds databases and roles that programs use on a PostgreSQL here and that nothing makes.

import { diagnostic, type Diagnostic, type Severity } from '@llmflow/spec'
import type { Graph } from '../graph/graph.js'
import type { AuditRule } from '../rule.js'
import { hostKey, serversIn, type Server } from './database-servers.js'
import { usesOf, type Name, type Use } from './database-uses.js'

export const databasesNeverMade: AuditRule = (graph) => {
  const servers = serversIn(graph)
  if (servers.size === 0) return []
  const uses = graph.processes.flatMap((process) =>
    usesOf(process).flatMap((use) => {
      const server = servers.get(hostKey(process, use.host))
      return server === undefined ? [] : [{ use, server }]
    }),
  )
  if (uses.length === 0) return []
  const made = madeIn(graph)
  return made === undefined ? [] : uses.flatMap(({ use, server }) => missing(use, server, made))
}

const making = [
  /\bcreate\s+(?:database|role|user)\s+(?:if\s+not\s+exists\s+)?["'`]?([^\s"'`;,]+)/gi,
  /\b(?:createdb|createuser)\b(?:\s+-\S+(?:\s+\w+)??)*\s+["']?([^\s"'`;|&]+)/g,
]

/** Names that any text makes; undefined when a name is only known to a script that runs. */
function madeIn({ files }: Graph): ReadonlySet<string> | undefined {
  const made = new Set<string>()
  for (const { excerpt } of files) {
    if (!/create/i.test(excerpt.text)) continue
    for (const pattern of making) {
      for (const [, name = ''] of excerpt.text.matchAll(pattern)) made.add(name)
    }
  }
  return [...made].some((name) => /[$%{:]/.test(name)) ? undefined : made
}

function missing(
  { database, role }: Use,
  server: Server,
  made: ReadonlySet<string>,
): readonly Diagnostic[] {
  const isMissing = (name: Name | undefined, has: ReadonlySet<string>): name is Name =>
    name !== undefined && !has.has(name.text) && !made.has(name.text)
  // Whoever logs in as superuser may make its database itself, as some programs do.
  const isSuperuser = role !== undefined && server.roles.has(role.text)
  return [
    ...(isMissing(database, server.databases)
      ? [findingOf('database', database, server, isSuperuser ? 'info' : 'warning')]
      : []),
    ...(isMissing(role, server.roles) ? [findingOf('role', role, server, 'warning')] : []),
  ]
}

function findingOf(
  thing: 'database' | 'role',
  { text, excerpt }: Name,
  { name, unread }: Server,
  severity: Severity,
): Diagnostic {
  const params = { thing, name: text, on: name, unread }
  return diagnostic('wiring/never-created', excerpt.place(0, text.length), params, { severity })
}
