// Tells whose configuration a text is: by its file name first, then by words that only one program has.

import type { Excerpt, Field } from '@llmflow/spec'
import type { Directive } from '../../graph/graph.js'
import {
  fluentBitDirectives,
  haproxyDirectives,
  iniDirectives,
  keepalivedDirectives,
  redisDirectives,
} from './formats.js'

/** A program's configuration: how it is recognised and read. */
export type ConfigurationKind = {
  readonly software: string
  readonly role: string
  readonly names: RegExp
  /** Lines that give the program away, each counted once, and how many different ones it takes. */
  readonly words: RegExp
  readonly wordsMin: number
  readonly read: (excerpt: Excerpt) => readonly Directive[]
}

const redisWords =
  /^[ \t]*(requirepass|masterauth|masteruser|appendonly|appendfsync|maxmemory|maxmemory-policy|replicaof|slaveof|replica-[a-z-]+|repl-[a-z-]+|auto-aof-rewrite-[a-z-]+|aclfile|cluster-enabled|min-replicas-to-write|tls-port|tcp-keepalive|databases|save|loglevel|protected-mode)[ \t]+\S/gim

/** Sentinel before Redis: both share directives. */
export const configurationKinds: readonly ConfigurationKind[] = [
  {
    software: 'redis',
    role: 'sentinel',
    names: /sentinel[\w.-]*\.(conf|ini)$/i,
    words: /^[ \t]*sentinel[ \t]+(monitor)[ \t]+\S/gim,
    wordsMin: 1,
    read: redisDirectives,
  },
  {
    software: 'redis',
    role: 'redis',
    names: /(^|[\w.-])(redis|valkey)[\w.-]*\.conf$/i,
    words: redisWords,
    wordsMin: 2,
    read: redisDirectives,
  },
  {
    software: 'haproxy',
    role: 'haproxy',
    names: /haproxy[\w.-]*\.(cfg|conf)$/i,
    words: /^(frontend|backend|listen|defaults)\b[^:=\n]*$/gim,
    wordsMin: 2,
    read: haproxyDirectives,
  },
  {
    software: 'fluent-bit',
    role: 'fluent-bit',
    names: /fluent-?bit[\w.-]*\.conf$/i,
    words: /^[ \t]*\[(SERVICE|INPUT|FILTER|OUTPUT)\][ \t]*$/gim,
    wordsMin: 2,
    read: fluentBitDirectives,
  },
  {
    software: 'fluent-bit',
    role: 'parsers',
    names: /^parsers[\w.-]*\.conf$/i,
    words: /^[ \t]*\[(PARSER|MULTILINE_PARSER)\][ \t]*$/gim,
    wordsMin: 1,
    read: fluentBitDirectives,
  },
  {
    software: 'keepalived',
    role: 'keepalived',
    names: /keepalived[\w.-]*\.conf$/i,
    words: /^[ \t]*(vrrp_instance|virtual_ipaddress|vrrp_script)\b.*\{[ \t]*$/gim,
    wordsMin: 2,
    read: keepalivedDirectives,
  },
  {
    software: 'postgresql',
    role: 'pgbouncer',
    names: /pgbouncer[\w.-]*\.ini$/i,
    words: /^[ \t]*(\[pgbouncer\]|auth_file|pool_mode|listen_port)/gim,
    wordsMin: 2,
    read: iniDirectives,
  },
  {
    software: 'postgresql',
    role: 'postgresql',
    names: /postgresql[\w.-]*\.conf$/i,
    words:
      /^[ \t]*(shared_buffers|effective_cache_size|wal_level|max_wal_senders|archive_mode|hba_file)[ \t]*=/gim,
    wordsMin: 2,
    read: iniDirectives,
  },
]

/** Whose YAML it is that holds no object of Kubernetes. */
export function softwareOfYaml(name: string, root: Field): string | undefined {
  if (root.get('kind').text !== undefined && root.get('apiVersion').text !== undefined) {
    return undefined
  }
  if (isPatroni(name, root)) return 'patroni'
  return isFluentBit(root) ? 'fluent-bit' : undefined
}

const isPatroni = (name: string, root: Field): boolean =>
  (root.get('scope').text !== undefined &&
    (root.get('restapi').entries.length > 0 || root.get('bootstrap', 'dcs').entries.length > 0)) ||
  (/^(patroni|postgres\d*)[\w.-]*\.ya?ml$/i.test(name) && root.get('restapi').entries.length > 0)

const isFluentBit = (root: Field): boolean =>
  ['inputs', 'outputs'].some((list) => root.get('pipeline', list).items.length > 0)
