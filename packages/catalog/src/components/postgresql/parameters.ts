// Merges the parameters that the platform chooses into those that LLMFlow computes, and prints them.

import type { Context } from '../../component.js'

export type Parameters = { readonly [name: string]: string | number | boolean }

/** Patroni passes these to every member alike and takes them from `bootstrap.dcs` alone. */
const equalEverywhere = new Set(
  `max_connections max_worker_processes max_prepared_transactions max_locks_per_transaction max_wal_senders
  max_replication_slots wal_level track_commit_timestamp wal_log_hints hot_standby`.split(/\s+/),
)

/** `components.postgresql.config`: the parameters that are equal on every member, or the others. */
export function chosenParameters(context: Context, kind: 'all' | 'equal' | 'own'): Parameters {
  const config = context.platform.components['postgresql']?.config ?? {}
  return Object.fromEntries(
    Object.entries(config).filter(
      ([name]) => kind === 'all' || equalEverywhere.has(name) === (kind === 'equal'),
    ),
  )
}

/** Lines of YAML. A text is quoted: `on` would else become a truth value, which PostgreSQL does not read. */
export const parameterLines = (parameters: Parameters, indent: string): readonly string[] =>
  Object.entries(parameters).map(([name, value]) => `${indent}${name}: ${printed(value)}`)

const printed = (value: string | number | boolean): string =>
  typeof value === 'number' ? `${value}` : JSON.stringify(textOf(value))

const textOf = (value: string | boolean): string =>
  typeof value === 'string' ? value : value ? 'on' : 'off'
