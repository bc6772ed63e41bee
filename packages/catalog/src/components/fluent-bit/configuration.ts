// Writes the configuration of Fluent Bit: which logs it reads, what it adds and takes away, and where they go.

import type { JsonObject } from '@llmflow/spec'
import { serviceHost, textsIn } from '../../addon.js'
import type { Context } from '../../component.js'
import { namespaces, opensearchEndpoint } from '../../endpoints.js'
import { lokiHost, lokiPort } from '../loki/chart.js'
import {
  certificatePath,
  fluentUser,
  indexPrefix,
  inputAlias,
  metricsPort,
  outputAlias,
  statePath,
} from './chart.js'
import { logStoreOf } from './store.js'

type Directive = readonly [name: string, value: string]

/** The chart passes each text through its template engine, which the text must not wake: no double braces. */
export function configurationOf(context: Context): JsonObject {
  return {
    service: section('SERVICE', service),
    inputs: section('INPUT', inputOf(context)),
    filters: [kubernetes, redaction, originOf(context)]
      .map((filter) => section('FILTER', filter))
      .join('\n'),
    outputs: section('OUTPUT', outputOf(context)),
    customParsers: '',
  }
}

function section(name: string, directives: readonly Directive[]): string {
  const lines = directives.map(([key, value]) => `    ${key} ${value}\n`)
  return `[${name}]\n${lines.join('')}`
}

const service: readonly Directive[] = [
  ['Daemon', 'Off'],
  ['Flush', '1'],
  ['Log_Level', 'info'],
  ['Parsers_File', '/fluent-bit/etc/parsers.conf'],
  ['HTTP_Server', 'On'],
  ['HTTP_Listen', '0.0.0.0'],
  ['HTTP_Port', `${metricsPort}`],
  ['Health_Check', 'On'],
  ['storage.path', `${statePath}/chunks`],
  ['storage.sync', 'normal'],
  ['storage.metrics', 'On'],
  ['storage.backlog.mem_limit', '32M'],
  ['scheduler.base', '5'],
  ['scheduler.cap', '300'],
]

/** Namespaces whose containers are read: the platform's, the tenants', the cluster's own and those of the option. */
function namespacesRead({ platform }: Context): readonly string[] {
  const chosen = textsIn(platform.components['fluent-bit']?.options?.['namespaces'])
  return [...new Set(['llmflow-*', 'tenant-*', 'kube-system', ...chosen])]
}

const inputOf = (context: Context): readonly Directive[] => [
  ['Name', 'tail'],
  ['Alias', inputAlias],
  ['Tag', 'kube.*'],
  [
    'Path',
    namespacesRead(context)
      .map((name) => `/var/log/containers/*_${name}_*.log`)
      .join(','),
  ],
  // containerd and CRI-O write lines of their own form; the docker parser would leave them raw.
  ['multiline.parser', 'cri'],
  ['DB', `${statePath}/containers.db`],
  ['DB.locking', 'true'],
  ['Buffer_Max_Size', '1M'],
  ['Skip_Long_Lines', 'On'],
  ['Refresh_Interval', '10'],
  // On disk: while the store is away, memory alone would pause reading, and rotation would take the rest.
  ['storage.type', 'filesystem'],
]

const kubernetes: readonly Directive[] = [
  ['Name', 'kubernetes'],
  ['Match', 'kube.*'],
  ['Merge_Log', 'On'],
  // Under a key of its own, so that no program's fields collide with another's or with those added here.
  ['Merge_Log_Key', 'fields'],
  ['Keep_Log', 'Off'],
  ['K8S-Logging.Parser', 'On'],
  ['K8S-Logging.Exclude', 'On'],
  ['Annotations', 'Off'],
  ['Buffer_Size', '0'],
]

const redaction: readonly Directive[] = [
  ['Name', 'lua'],
  ['Match', 'kube.*'],
  ['script', '/fluent-bit/scripts/redact.lua'],
  ['call', 'redact'],
]

const originOf = ({ platform }: Context): readonly Directive[] => [
  ['Name', 'record_modifier'],
  ['Match', 'kube.*'],
  ['Record', `cluster ${platform.metadata.name}`],
  ['Record', `domain ${platform.domain}`],
]

/**
 * Waiting grows to five minutes, so sixty retries outlast about two and a half hours without the store; then a chunk
 * that it refuses for what is in it is let go, and counted. Up to 5 GB wait on each node.
 */
const patience: readonly Directive[] = [
  ['Retry_Limit', '60'],
  ['storage.total_limit_size', '5G'],
]

function outputOf(context: Context): readonly Directive[] {
  const store = logStoreOf(context)
  if (store === undefined)
    return [
      ['Name', 'null'],
      ['Match', '*'],
    ]
  return [...(store === 'opensearch' ? toOpensearch(context) : toLoki(context)), ...patience]
}

const toOpensearch = (context: Context): readonly Directive[] => [
  ['Name', 'opensearch'],
  ['Alias', outputAlias],
  ['Match', 'kube.*'],
  ['Host', serviceHost(context, opensearchEndpoint, namespaces.infra)],
  ['Port', '9200'],
  ['HTTP_User', fluentUser],
  ['HTTP_Passwd', '${OPENSEARCH_PASSWORD}'],
  ['Logstash_Format', 'On'],
  ['Logstash_Prefix', indexPrefix],
  // A chunk that is sent twice is stored once.
  ['Generate_ID', 'On'],
  ['Suppress_Type_Name', 'On'],
  ['Replace_Dots', 'On'],
  ['Buffer_Size', '1M'],
  ['tls', 'On'],
  ['tls.verify', 'On'],
  ['tls.verify_hostname', 'On'],
  ['tls.ca_file', `${certificatePath}/ca.crt`],
]

const toLoki = (context: Context): readonly Directive[] => [
  ['Name', 'loki'],
  ['Alias', outputAlias],
  ['Match', 'kube.*'],
  ['Host', lokiHost(context)],
  ['Port', `${lokiPort}`],
  // Every combination of values is a stream with chunks of its own: pods come and go, so they are no label.
  [
    'labels',
    "job=fluent-bit, namespace=$kubernetes['namespace_name'], container=$kubernetes['container_name']",
  ],
  ['structured_metadata', "pod=$kubernetes['pod_name'], node=$kubernetes['host']"],
  ['remove_keys', 'kubernetes'],
  ['line_format', 'json'],
]
