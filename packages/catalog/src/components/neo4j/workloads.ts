// Describes the servers of Neo4j: one, or three that hold every database and choose who leads it.

import {
  edgeTo,
  gibibytes,
  seconds,
  type Edge,
  type Image,
  type Port,
  type Volume,
  type Workload,
} from '@llmflow/spec'
import { backupEdges } from '../../backup.js'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { namespaces, neo4jEndpoint } from '../../endpoints.js'
import { buildWorkload } from '../../part.js'
import { placeOfPart } from '../../pool.js'
import { tcpProbe } from '../../probe.js'
import { neo4jBackupWorkload } from './backup.js'
import { editionOf } from './edition.js'
import { environmentOf, hasNewDiscovery } from './environment.js'
import { pluginStart } from './plugins.js'
import { hasBackup } from './size.js'

export function neo4jWorkloads(context: Context, sizes: ComponentSizes): readonly Workload[] {
  const { server, backup } = sizes
  if (server === undefined) return []
  const copies = backup === undefined ? undefined : neo4jBackupWorkload(context, backup)
  return [serverWorkload(context, server), ...(copies === undefined ? [] : [copies])]
}

function serverWorkload(context: Context, sizes: PartSizes): Workload {
  const isCluster = context.topologyOf('neo4j') === 'cluster'
  return buildWorkload(context, sizes, {
    id: neo4jEndpoint.workload,
    component: 'neo4j',
    part: 'server',
    runsOn: placeOfPart(context, 'neo4j', 'server', 'vector', 'cluster'),
    namespace: namespaces.infra,
    kind: 'stateful',
    ...imageOf(context),
    ...pluginStart(context),
    environment: environmentOf(context, sizes),
    ports: portsOf(context, isCluster),
    volumes: volumesOf(context, sizes),
    probes: {
      // A server that recovers replays its log before it opens the port.
      startup: tcpProbe('bolt', { failures: 180 }),
      ready: tcpProbe('bolt'),
      live: tcpProbe('bolt', { every: 20, failures: 6 }),
    },
    role: 'vector',
    spread: { nodes: isCluster ? 'required' : 'none', zones: isCluster ? 'preferred' : 'none' },
    unavailableMax: 1,
    movable: !isCluster,
    // The start script writes the configuration below /var/lib/neo4j.
    security: { user: 7474, group: 7474, volumesGroup: 7474, readOnlyRoot: false },
    edges: edgesOf(context, isCluster),
    stopWithin: seconds(120),
    priority: 900,
  })
}

function imageOf(context: Context): { readonly image?: Image } {
  const { images } = context.factsOf('neo4j')
  const image = images[editionOf(context) === 'community' ? 'community' : 'server']
  return image === undefined ? {} : { image }
}

const bolt: Port = { name: neo4jEndpoint.port, number: 7687, scheme: 'tcp' }
const browser: Port = { name: 'http', number: 7474, scheme: 'http' }

const enterprisePorts: readonly Port[] = [
  { name: 'backup', number: 6362, scheme: 'tcp' },
  {
    name: 'metrics',
    number: 2004,
    scheme: 'http',
    metrics: { path: '/metrics', interval: seconds(30) },
  },
]

function portsOf(context: Context, isCluster: boolean): readonly Port[] {
  return [
    bolt,
    browser,
    ...(editionOf(context) === 'enterprise' ? enterprisePorts : []),
    ...(isCluster ? clusterPorts(context) : []),
  ]
}

const internal = (name: string, number: number): Port => ({
  name,
  number,
  scheme: 'tcp',
  internal: true,
})

const clusterPorts = (context: Context): readonly Port[] => [
  ...(hasNewDiscovery(context) ? [] : [internal('discovery', 5000)]),
  internal('cluster', 6000),
  internal('raft', 7000),
  internal('routing', 7688),
]

const purposes: { readonly [port: string]: string } = {
  discovery: 'servers find each other',
  cluster: 'transactions that followers catch up with',
  raft: 'consensus on who leads a database',
  routing: 'writes that reach a follower go on to the leader',
}

function edgesOf(context: Context, isCluster: boolean): readonly Edge[] {
  return [
    ...(isCluster
      ? clusterPorts(context).map(({ name }) => edgeTo('neo4j', name, purposes[name] ?? ''))
      : []),
    ...(hasBackup(context)
      ? backupEdges(context, 'the copy from which a database is made anew')
      : []),
  ]
}

function volumesOf(context: Context, sizes: PartSizes): readonly Volume[] {
  const storageClass = context.platform.components['neo4j']?.storageClass
  return [
    {
      kind: 'persistent',
      name: 'data',
      path: '/data',
      size: sizes.storage?.value ?? gibibytes(20),
      ...(storageClass === undefined ? {} : { storageClass }),
      accessMode: 'ReadWriteOnce',
    },
    { kind: 'scratch', name: 'logs', path: '/logs', size: gibibytes(5) },
    { kind: 'scratch', name: 'temporary', path: '/tmp', size: gibibytes(5) },
  ]
}
