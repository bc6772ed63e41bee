// Finds databases and roles that programs use on a PostgreSQL here and that nothing makes.

import { cut, diagnostic, type Diagnostic, type Excerpt, type Severity } from '@llmflow/spec'
import type { Composition, Graph, Process, Variable } from '../graph/graph.js'
import { hasLabels, isTemplate, ofKind } from '../graph/index.js'
import { labelsOf } from '../graph/objects.js'
import type { AuditRule } from '../rule.js'

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

/** What a program names, and where. */
type Name = { readonly text: string; readonly excerpt: Excerpt }
type Use = { readonly host: string; readonly database?: Name; readonly role?: Name }

/** A server as it makes itself at its first start. */
type Server = {
  readonly name: string
  readonly databases: ReadonlySet<string>
  readonly roles: ReadonlySet<string>
  /** The folder of init scripts, when it is not among the files. */
  readonly unread: string
}

/** Servers by what their clients call them: a compose service, or a Service with its namespace. */
function serversIn(graph: Graph): ReadonlyMap<string, Server> {
  const servers = new Map<string, Server>()
  for (const composition of graph.compositions) {
    for (const process of composition.processes) {
      const server = serverOf(process, graph)
      if (server !== undefined) servers.set(composeKey(composition, process.name), server)
    }
  }
  const pods = graph.pods.flatMap((pod) => {
    const process = pod.processes.find((each) => serverOf(each, graph) !== undefined)
    return process === undefined ? [] : [{ pod, process }]
  })
  if (pods.length === 0) return servers
  for (const service of ofKind(graph, 'Service')) {
    const selector = labelsOf(service.field.get('spec', 'selector'))
    const found = pods.find(
      ({ pod }) =>
        pod.namespace === service.namespace &&
        Object.keys(selector).length > 0 &&
        hasLabels(pod.labels, selector),
    )
    const server = found === undefined ? undefined : serverOf(found.process, graph)
    if (server !== undefined) servers.set(`${service.namespace}/${service.name}`, server)
  }
  return servers
}

const composeKey = ({ field }: Composition, name: string): string =>
  `${field.place.document}//${name}`

/** The same key from the client's side: `db`, `db.ns` or `db.ns.svc` for one of Kubernetes. */
function hostKey(process: Process, host: string): string {
  if (process.origin !== 'kubernetes') return `${process.field.place.document}//${host}`
  const [name = '', namespace = process.namespace] = host.split('.')
  return `${namespace}/${name}`
}

/** Undefined for other programs, and where it is unknown what the server makes. */
function serverOf(process: Process, graph: Graph): Server | undefined {
  const { software, environment, isEnvironmentKnown } = process
  if (software?.software.name !== 'postgresql' || software.part !== 'postgresql') return undefined
  const setting = (name: string): Variable | undefined =>
    environment.find((variable) => variable.name === name)
  const user = setting('POSTGRES_USER')
  const database = setting('POSTGRES_DB')
  const written = [user, database].flatMap((variable) => (variable ? [variable.value] : []))
  const isKnown = written.every((value) => value !== undefined && !isTemplate(value))
  if (!isEnvironmentKnown || !isKnown) return undefined
  const role = user?.value ?? 'postgres'
  return {
    name: process.name,
    databases: new Set(['postgres', 'template0', 'template1', database?.value ?? role]),
    roles: new Set([role]),
    unread: unreadFolder(process, graph),
  }
}

const initFolder = '/docker-entrypoint-initdb.d'

function unreadFolder({ field, files }: Process, graph: Graph): string {
  const bind = field
    .get('volumes')
    .items.map(({ text = '' }) => text)
    .find((text) => text.includes(`:${initFolder}`))
  const source = bind?.split(':')[0] ?? ''
  if (source !== '') {
    const path = source.replace(/^\.\//, '')
    const isHere = graph.files.some(({ document }) => `/${document}`.includes(`/${path}/`))
    return isHere ? '' : source
  }
  const mount = field
    .get('volumeMounts')
    .items.find((each) => each.get('mountPath').text?.startsWith(initFolder))
  const isHere = files.some(({ path }) => path.startsWith(initFolder))
  return mount === undefined || isHere ? '' : (mount.get('name').text ?? '')
}

const url =
  /^(?:jdbc:)?postgres(?:ql)?(?:\+\w+)?:\/\/(?:([^:@/\s]+)(?::[^@\s]*)?@)?([^:/\s,@]+)(?::\d+)?\/([\w-]+)/

/** Databases that a process names in URLs, or by host, name and user apart. */
function usesOf({ environment }: Process): readonly Use[] {
  const byName = new Map(environment.map((variable) => [variable.name, variable]))
  return environment.flatMap((variable) => [...inUrl(variable, byName), ...apart(variable, byName)])
}

type Variables = ReadonlyMap<string, Variable>

function inUrl({ name, value = '', excerpt }: Variable, byName: Variables): readonly Use[] {
  const match = url.exec(value)
  if (match === null || excerpt.text !== value) return []
  const [whole, user = '', host = '', database = ''] = match
  const end = whole.length
  const stem = name.replace(/_(URL|URI|DSN)$/, '')
  const role =
    user === ''
      ? nameIn(byName.get(`${stem}_USERNAME`) ?? byName.get(`${stem}_USER`))
      : nameAt(excerpt, whole.indexOf(`//${user}`) + 2, user.length)
  return [
    {
      host,
      ...named('database', nameAt(excerpt, end - database.length, database.length)),
      ...named('role', role),
    },
  ]
}

function apart({ name, value = '' }: Variable, byName: Variables): readonly Use[] {
  const [, stem] = /^(\w*(?:DB|PG|POSTGRES|DATABASE)\w*?)_?HOST$/.exec(name) ?? []
  if (stem === undefined || value === '') return []
  const find = (...names: readonly string[]): Name | undefined =>
    nameIn(
      names
        .flatMap((each) => [byName.get(`${stem}_${each}`), byName.get(`${stem}${each}`)])
        .find((each) => each !== undefined),
    )
  return [
    {
      host: value,
      ...named('database', find('DATABASE', 'DBNAME', 'DB', 'NAME')),
      ...named('role', find('USERNAME', 'USER')),
    },
  ]
}

const named = (key: 'database' | 'role', name: Name | undefined) =>
  name === undefined ? {} : { [key]: name }

function nameIn(variable: Variable | undefined): Name | undefined {
  if (variable?.value === undefined) return undefined
  return nameAt(variable.excerpt, 0, variable.excerpt.text.length)
}

function nameAt(excerpt: Excerpt, start: number, length: number): Name | undefined {
  const found = cut(excerpt, start, start + length)
  return found.text === '' || isTemplate(found.text)
    ? undefined
    : { text: found.text, excerpt: found }
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
