// Finds clients that do not follow Sentinel, and Sentinels that have nobody to promote.

import { diagnostic, type Excerpt, type Field } from '@llmflow/spec'
import type { Graph, Word } from '../graph/graph.js'
import { ofKind } from '../graph/lookup.js'
import type { AuditRule } from '../rule.js'

export const sentinelBypassed: AuditRule = (graph) => {
  const primaries = watchedIn(graph)
  if (primaries.length === 0) return []
  const names = new Set(primaries.map(({ text }) => text))
  return addressesIn(graph).flatMap((excerpt) => {
    const host = hostIn(excerpt.text)
    const primary = host.split('.')[0] ?? ''
    if (!names.has(host) && !(names.has(primary) && /^[a-z]/i.test(primary))) return []
    const start = excerpt.text.indexOf(host)
    const place = excerpt.place(start, host.length)
    return [diagnostic('wiring/sentinel-bypassed', place, { host, primary })]
  })
}

export const sentinelWithoutReplica: AuditRule = (graph) => {
  const [primary] = watchedIn(graph)
  const [place] = graph.configurations
    .filter(({ software, role }) => software === 'redis' && role === 'redis')
    .map(({ directives }) => directives[0]?.place)
  if (primary === undefined || place === undefined || hasReplica(graph)) return []
  return [diagnostic('wiring/no-replica', place, { primary: primary.text })]
}

/** By a directive, an argument, a command, or the variable of an image that makes one. */
const hasReplica = ({ files }: Graph): boolean =>
  files.some(
    ({ form, excerpt: { text } }) =>
      form !== 'markdown' &&
      /^[^#\n]*(?:\b(?:replica|slave)of\b|REDIS_REPLICATION_MODE)/im.test(text),
  )

/** The hosts in `sentinel monitor NAME HOST PORT QUORUM`. */
function watchedIn({ configurations }: Graph): readonly Word[] {
  return configurations
    .filter(({ software, role }) => software === 'redis' && role === 'sentinel')
    .flatMap(({ directives }) => directives)
    .flatMap(({ name, values }) => (name === 'sentinel monitor' ? (values[1] ?? []) : []))
}

/** Texts that say where a client connects: variables, keys of values, and triggers of KEDA. */
function addressesIn(graph: Graph): readonly Excerpt[] {
  const variables = graph.processes
    .filter(({ software }) => software?.software.name !== 'redis')
    .filter(({ environment }) => !environment.some(({ name }) => /SENTINEL/i.test(name)))
    .flatMap(({ environment }) => environment)
    .filter(({ name, value = '' }) => addressKey.test(name) && value !== '')
    .map(({ excerpt }) => excerpt)
  const values = graph.values
    .flatMap(({ root }) => root.entries)
    .flatMap(({ key, field }) => (/redis|sentinel/i.test(key) ? [] : addressesBelow(field, 0)))
  const triggers = ofKind(graph, 'ScaledObject')
    .flatMap(({ field }) => field.get('spec', 'triggers').items)
    .filter((trigger) => !/sentinel/.test(trigger.get('type').text ?? ''))
    .flatMap((trigger) => ['address', 'host'].map((key) => trigger.get('metadata', key).excerpt))
  return [...variables, ...values, ...triggers].filter(({ text }) => text !== '')
}

const addressKey = /(host|hostname|addr|address|addresses|url|uri|endpoint|broker|backend)$/i
const depthMax = 12

/** A block that names Sentinels follows them. */
function addressesBelow(field: Field, depth: number): readonly Excerpt[] {
  const { entries } = field
  if (depth > depthMax || entries.some(({ key }) => /sentinel/i.test(key))) return []
  return entries.flatMap(({ key, field: value }) => [
    ...(addressKey.test(key) && value.text !== undefined ? [value.excerpt] : []),
    ...addressesBelow(value, depth + 1),
    ...value.items.flatMap((item) => addressesBelow(item, depth + 1)),
  ])
}

/** The host of `redis://user:password@host:6379/0` and of `host:6379`. */
function hostIn(text: string): string {
  const [, rest = ''] = /^(?:\w+:\/\/)?(?:[^@/]*@)?(.*)$/s.exec(text) ?? []
  return /^[\w.-]+/.exec(rest)?.[0] ?? ''
}
