// Finds the PostgreSQL servers of the files, what each makes at its first start, and how clients call it.

import type { Composition, Graph, Process, Variable } from '../graph/graph.js'
import { hasLabels, isTemplate, ofKind } from '../graph/lookup.js'
import { labelsOf } from '../graph/objects.js'

/** A server as it makes itself at its first start. */
export type Server = {
  readonly name: string
  readonly databases: ReadonlySet<string>
  readonly roles: ReadonlySet<string>
  /** The folder of init scripts, when it is not among the files. */
  readonly unread: string
}

/** Servers by what their clients call them: a compose service, or a Service with its namespace. */
export function serversIn(graph: Graph): ReadonlyMap<string, Server> {
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
export function hostKey(process: Process, host: string): string {
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
