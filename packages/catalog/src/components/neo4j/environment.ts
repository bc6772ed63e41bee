// Writes the settings of a Neo4j server as the variables that its image turns into a configuration.

import { fieldOf, mebibytes, membersOf, secretOf, secretText, type SecretText } from '@llmflow/spec'
import type { Context, PartSizes } from '../../component.js'
import { reads } from '../../options.js'
import { acceptanceOf, editionOf } from './edition.js'
import { pluginSettings } from './plugins.js'

type Settings = { readonly [setting: string]: SecretText }

export function environmentOf(
  context: Context,
  sizes: PartSizes,
): { readonly [name: string]: SecretText } {
  const isEnterprise = editionOf(context) === 'enterprise'
  const settings: Settings = {
    ...memorySettings(sizes),
    'server.default_advertised_address': [fieldOf('member-host')],
    'client.allow_telemetry': ['false'],
    ...(isEnterprise ? enterprise : {}),
    ...(context.topologyOf('neo4j') === 'cluster' ? clusterSettings(context, sizes) : {}),
    ...pluginSettings(context),
    ...configured(context),
  }
  return {
    NEO4J_AUTH: secretText`neo4j/${secretOf('neo4j', 'password')}`,
    ...licenceVariables(context),
    ...Object.fromEntries(
      Object.entries(settings).map(([setting, value]) => [variableOf(setting), value]),
    ),
  }
}

/** Nobody accepts a licence for somebody else: without the option the image refuses to start. */
export function licenceVariables(context: Context): { readonly [name: string]: SecretText } {
  const acceptance = acceptanceOf(context)
  return acceptance === undefined ? {} : { NEO4J_ACCEPT_LICENSE_AGREEMENT: [acceptance] }
}

/** `server.memory.heap.max_size` is NEO4J_server_memory_heap_max__size. */
const variableOf = (setting: string): string =>
  `NEO4J_${setting.replaceAll('_', '__').replaceAll('.', '_')}`

function memorySettings({ figures }: PartSizes): Settings {
  const mebibytesOf = (figure: string): string =>
    `${Math.floor((figures[figure]?.value.value ?? 2 ** 31) / mebibytes(1))}m`
  return {
    'server.memory.heap.initial_size': [mebibytesOf('heap')],
    'server.memory.heap.max_size': [mebibytesOf('heap')],
    'server.memory.pagecache.size': [mebibytesOf('pageCache')],
  }
}

/**
 * The default filter was last brought up to date for Neo4j 4 and hides who leads, how far followers are and the largest
 * heap; every alert and panel reads one of these.
 */
const watched = [
  '*bolt.connections*',
  '*bolt.messages*',
  '*cluster.raft*',
  '*cluster.discovery*',
  '*check_point.duration',
  '*db.query.execution*',
  '*db.state.count*',
  '*ids_in_use*',
  '*page_cache.hit*',
  '*page_cache.page_faults',
  '*page_cache.usage_ratio',
  '*store.size*',
  '*transaction.active*',
  '*transaction.committed*',
  '*transaction.last_committed_tx_id',
  '*transaction.rollbacks*',
  '*vm.file.descriptors*',
  '*vm.gc.time*',
  '*vm.heap*',
  '*vm.pause_time',
]

const enterprise: Settings = {
  'server.metrics.prometheus.enabled': ['true'],
  'server.metrics.prometheus.endpoint': ['0.0.0.0:2004'],
  'server.metrics.csv.enabled': ['false'],
  'server.metrics.filter': [watched.join(',')],
  // Loopback alone by default, where no backup client runs.
  'server.backup.listen_address': ['0.0.0.0:6362'],
  // A copy comes back from an https address that the backup store signs.
  'dbms.databases.seed_from_uri_providers': ['URLConnectionSeedProvider'],
}

/** The image would advertise bare host names, which other pods cannot resolve. */
function clusterSettings(context: Context, { replicas }: PartSizes): Settings {
  const at = (port: number): SecretText => secretText`${fieldOf('member-host')}:${port}`
  return {
    'server.cluster.advertised_address': at(6000),
    'server.cluster.raft.advertised_address': at(7000),
    'server.routing.advertised_address': at(7688),
    'dbms.cluster.minimum_initial_system_primaries_count': [`${replicas.minimum.value}`],
    // One primary by default, so that a lost server would take its database with it.
    'initial.dbms.default_primaries_count': [`${replicas.minimum.value}`],
    ...(hasNewDiscovery(context)
      ? {
          'dbms.cluster.discovery.version': ['V2_ONLY'],
          'dbms.cluster.discovery.v2.endpoints': [membersOf('neo4j', 'cluster', 'host-port')],
        }
      : {
          'server.discovery.advertised_address': at(5000),
          'dbms.cluster.discovery.endpoints': [membersOf('neo4j', 'discovery', 'host-port')],
        }),
  }
}

/** From 5.23 on servers find each other on the port of cluster traffic, and the old way is deprecated. */
export const hasNewDiscovery = (context: Context): boolean =>
  reads(context.factsOf('neo4j').config, 'dbms.cluster.discovery.v2.endpoints')

function configured({ platform }: Context): Settings {
  return Object.fromEntries(
    Object.entries(platform.components['neo4j']?.config ?? {}).map(([setting, value]) => [
      setting,
      [`${value}`],
    ]),
  )
}
