// Describes ClickHouse, which keeps the traces: one server with its own volume, user and metrics.

import { gibibytes, mebibytes, seconds, type Text, type Workload } from '@llmflow/spec'
import { backupEdges, backupTargetOf, backupVariables } from '../../backup.js'
import type { Context, PartSizes } from '../../component.js'
import { namespaces } from '../../endpoints.js'
import { buildWorkload } from '../../part.js'
import { httpProbe } from '../../probe.js'
import { traceBackupOf } from './backup.js'
import { clickhouseUser, clickhouseWorkload, clientVariables } from './names.js'

/**
 * One server: replicas would need a Keeper of three, and Langfuse takes what it could not write from its queue and its
 * bucket again. While the server is away traces wait, and nothing else of the platform does.
 */
export function clickhouseServer(context: Context, sizes: PartSizes): Workload {
  const { storageClass } = context.platform.components['langfuse'] ?? {}
  const hasBackup = traceBackupOf(context) !== undefined
  return buildWorkload(context, sizes, {
    id: clickhouseWorkload,
    component: 'langfuse',
    part: 'clickhouse',
    runsOn: 'cluster',
    namespace: namespaces.infra,
    kind: 'stateful',
    // The image’s own start writes the password into a file; the user is declared here instead.
    command: ['clickhouse-server', '--config-file=/etc/clickhouse-server/config.xml'],
    environment: {
      ...clientVariables,
      // A watchdog would be the first process, and it passes no signal on.
      CLICKHOUSE_WATCHDOG_ENABLE: ['0'],
      ...(hasBackup ? backupVariables(context) : {}),
    },
    files: [
      { path: '/etc/clickhouse-server/config.d/llmflow.xml', content: serverFile(context) },
      { path: '/etc/clickhouse-server/users.d/llmflow.xml', content: usersFile(context) },
    ],
    ports: [
      { name: 'http', number: 8123, scheme: 'http' },
      { name: 'native', number: 9000, scheme: 'tcp' },
      {
        name: 'metrics',
        number: 9363,
        scheme: 'http',
        metrics: { path: '/metrics', interval: seconds(30) },
      },
    ],
    volumes: [
      {
        kind: 'persistent',
        name: 'data',
        path: '/var/lib/clickhouse',
        size: sizes.storage?.value ?? gibibytes(50),
        ...(storageClass === undefined ? {} : { storageClass }),
        accessMode: 'ReadWriteOnce',
      },
      { kind: 'scratch', name: 'temporary', path: '/tmp', size: gibibytes(1) },
      { kind: 'scratch', name: 'logs', path: '/var/log/clickhouse-server', size: mebibytes(64) },
    ],
    probes: {
      startup: httpProbe('/ping', 'http', { failures: 60 }),
      ready: httpProbe('/ping', 'http'),
      live: httpProbe('/ping', 'http', { every: 20, failures: 6 }),
    },
    role: 'application',
    spread: { nodes: 'none', zones: 'none' },
    unavailableMax: 1,
    // Answers go on without it, and traces wait.
    optional: true,
    movable: true,
    security: { user: 101, group: 101, volumesGroup: 101, readOnlyRoot: true },
    edges: hasBackup ? backupEdges(context, 'backups of the traces') : [],
    stopWithin: seconds(120),
    priority: 500,
  })
}

/** Tables about the server itself grow without bound unless they are told not to; Langfuse reads none of them. */
const ownTables =
  'asynchronous_metric_log metric_log processors_profile_log text_log trace_log query_views_log'

function serverFile(context: Context): Text {
  const removed = ownTables.split(' ').map((table) => `  <${table} remove="1"/>`)
  return [
    `<clickhouse>
  <prometheus>
    <endpoint>/metrics</endpoint>
    <port>9363</port>
    <metrics>true</metrics>
    <events>true</events>
    <asynchronous_metrics>true</asynchronous_metrics>
  </prometheus>
  <query_log>
    <ttl>event_date + INTERVAL 7 DAY DELETE</ttl>
  </query_log>
  <part_log>
    <ttl>event_date + INTERVAL 7 DAY DELETE</ttl>
  </part_log>
${removed.join('\n')}
${collectionsOf(context)}</clickhouse>
`,
  ]
}

/** Keys come from variables, so that neither a query nor its log holds them. */
function collectionsOf(context: Context): string {
  const target = backupTargetOf(context)
  if (target === undefined || traceBackupOf(context) === undefined) return ''
  return `  <named_collections>
    <backup>
      <url>${target.endpoint}/${target.bucket}/clickhouse</url>
      <access_key_id from_env="AWS_ACCESS_KEY_ID"/>
      <secret_access_key from_env="AWS_SECRET_ACCESS_KEY"/>
    </backup>
  </named_collections>
`
}

/** Without control of the named collections a user may not use one either. */
const usersFile = (context: Context): Text => [
  `<clickhouse>
  <users>
    <default remove="1"/>
    <${clickhouseUser}>
      <password from_env="CLICKHOUSE_PASSWORD"/>
      <networks><ip>::/0</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
${traceBackupOf(context) === undefined ? '' : '      <named_collection_control>1</named_collection_control>\n'}    </${clickhouseUser}>
  </users>
</clickhouse>
`,
]
