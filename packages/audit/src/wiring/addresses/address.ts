// Gathers every address that a process, a configuration, values or a runbook uses, with where it is looked up.

import type { Excerpt, Field } from '@llmflow/spec'
import type {
  Composition,
  Configuration,
  Graph,
  KubernetesObject,
  Process,
  Script,
  Word,
} from '../../graph/graph.js'
import { groupOf } from '../../graph/kinds.js'
import { statedNamespace } from '../services/selection.js'
import { leavesOf } from '../../graph/walk.js'
import { isWhole } from '../../graph/whole.js'
import { blocksOfText } from './lines.js'
import { mountedFiles } from './mounted-file.js'
import { addressesIn, type Setting, type WrittenAddress } from './settings.js'

/** Where a name is looked up. */
export type Scope =
  /** `namespace` is undefined where nobody can tell: then only full names say something. */
  | { readonly kind: 'kubernetes'; readonly namespace: string | undefined; readonly pod?: Field }
  | { readonly kind: 'compose'; readonly composition: Composition; readonly process: Process }
  | { readonly kind: 'runbook' }

export type Address = WrittenAddress & { readonly scope: Scope }

export function addressesOf(graph: Graph): readonly Address[] {
  const addresses = [
    ...graph.processes.flatMap((process) => ofProcess(graph, process)),
    ...graph.configurations.flatMap(ofConfiguration),
    ...graph.objects.flatMap(ofObject),
    ...[
      ...graph.values.map(({ root }) => root),
      ...graph.addons.map(({ values }) => values),
    ].flatMap(ofValues),
    ...graph.scripts.flatMap(ofScript),
    ...mountedFiles(graph).flatMap(({ excerpt, scope }) => within(scope, blocksOfText(excerpt))),
  ]
  return withoutRepeats(addresses.toSorted(byPlace))
}

/** In the order of a file, so that the first use is where a finding stands. */
function byPlace({ place: left }: Address, { place: right }: Address): number {
  if (left.document !== right.document) return left.document < right.document ? -1 : 1
  return 'offset' in left && 'offset' in right ? left.offset - right.offset : 0
}

/** A value of a ConfigMap is read as a variable and as a line of it: it is one use. */
function withoutRepeats(addresses: readonly Address[]): readonly Address[] {
  const seen = new Set<string>()
  return addresses.filter(({ place, host }) => {
    const at = 'offset' in place ? place.offset : `${place.pointer} ${host}`
    const key = `${place.document} ${at}`
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}

const within = (scope: Scope, blocks: readonly (readonly Setting[])[]): readonly Address[] =>
  blocks.flatMap((block) => addressesIn(block).map((written) => ({ ...written, scope })))

function ofProcess(graph: Graph, process: Process): readonly Address[] {
  const scope = scopeOf(graph, process)
  if (scope === undefined) return []
  const variables = process.environment.flatMap(({ name, value, excerpt }) =>
    value === undefined ? [] : [settingOf(name, value, excerpt)],
  )
  return within(scope, [
    variables,
    ...flagsOf([...process.command, ...process.args]).map((setting) => [setting]),
  ])
}

function scopeOf(graph: Graph, process: Process): Scope | undefined {
  switch (process.origin) {
    case 'kubernetes':
      if (process.pod === undefined || !isWhole(process.pod)) return undefined
      return {
        kind: 'kubernetes',
        namespace: statedNamespace(process.pod.owner),
        pod: process.pod.spec,
      }
    case 'compose': {
      const composition = graph.compositions.find(({ processes }) => processes.includes(process))
      return composition === undefined ? undefined : { kind: 'compose', composition, process }
    }
    case 'values':
      return undefined
  }
}

/** Where defaults were filled in, positions no longer hold: then the value is one place. */
function settingOf(key: string, text: string, excerpt: Excerpt): Setting {
  const isSame = excerpt.text === text
  return {
    key,
    text,
    place: (start, length) =>
      isSame ? excerpt.place(start, length) : excerpt.place(0, Math.max(1, excerpt.text.length)),
  }
}

/** `--flag=value` and `--flag value`; a word without a flag says an address only as a URL. */
function flagsOf(words: readonly Word[]): readonly Setting[] {
  return words.flatMap(({ text, excerpt }, index): readonly Setting[] => {
    if (text.includes('\n')) return []
    const [, flag, value] = /^(-{1,2}[\w.-]+)=(.*)$/s.exec(text) ?? []
    if (flag !== undefined && value !== undefined) {
      const at = flag.length + 1
      return [
        {
          key: flag,
          text: value,
          place: (start, length) => excerpt.place(at + start, length),
        },
      ]
    }
    const before = words[index - 1]?.text ?? ''
    const key = before.startsWith('-') && !before.includes('=') ? before : ''
    return text.startsWith('-') ? [] : [settingOf(key, text, excerpt)]
  })
}

/** Directives of a section stand together; some programs write addresses in an order of their own. */
function ofConfiguration(configuration: Configuration): readonly Address[] {
  const { software, role, namespace, directives } = configuration
  const scope: Scope = { kind: 'kubernetes', namespace: namespace === '' ? undefined : namespace }
  const blocks = new Map<number, Setting[]>()
  for (const { name, values, sectionIndex } of directives) {
    const settings = blocks.get(sectionIndex) ?? []
    blocks.set(sectionIndex, settings)
    const position = `${software} ${role} ${name}`
    if (position === 'redis sentinel sentinel monitor') settings.push(...pairAt(values, 1))
    else if (name === 'replicaof' || name === 'slaveof') settings.push(...pairAt(values, 0))
    else if (software === 'haproxy') settings.push(...(name === 'server' ? serverOf(values) : []))
    else {
      for (const { text, excerpt } of values) settings.push(settingOf(name, text, excerpt))
    }
  }
  return within(scope, [...blocks.values()])
}

function pairAt(values: readonly Word[], index: number): readonly Setting[] {
  const host = values[index]
  const port = values[index + 1]
  if (host === undefined || port === undefined) return []
  return [
    settingOf('monitored host', host.text, host.excerpt),
    settingOf('monitored port', port.text, port.excerpt),
  ]
}

const serverOf = (values: readonly Word[]): readonly Setting[] =>
  values.slice(1, 2).map(({ text, excerpt }) => settingOf('server', text, excerpt))

/** Groups whose resources are read by an operator: it looks names up in a namespace of its own. */
const isRead = ({ apiVersion, kind }: KubernetesObject): boolean => {
  const group = groupOf(apiVersion)
  if (kind === 'PrometheusRule' || kind === 'CustomResourceDefinition') return false
  return group.includes('.') && !group.endsWith('.k8s.io')
}

function ofObject(object: KubernetesObject): readonly Address[] {
  if (object.kind === 'ConfigMap') return ofConfigMap(object)
  if (!isRead(object)) return []
  return within(
    { kind: 'kubernetes', namespace: undefined },
    blocksOfFields(object.field.get('spec')),
  )
}

const ofValues = (root: Field): readonly Address[] =>
  within({ kind: 'kubernetes', namespace: undefined }, blocksOfFields(root))

/** The scalars of each map belong together. */
function blocksOfFields(root: Field): readonly (readonly Setting[])[] {
  const blocks = new Map<Field, Setting[]>()
  for (const { path, field, around } of leavesOf(root)) {
    const settings = blocks.get(around) ?? []
    blocks.set(around, settings)
    const text = field.text ?? ''
    const { excerpt, place } = field
    settings.push({
      key: path.at(-1) ?? '',
      text,
      place: excerpt.text === text ? excerpt.place : () => place,
    })
  }
  return [...blocks.values()]
}

function ofConfigMap(object: KubernetesObject): readonly Address[] {
  const scope: Scope = { kind: 'kubernetes', namespace: statedNamespace(object) }
  const { entries } = object.field.get('data')
  const single = entries
    .filter(({ field }) => !(field.text ?? '').includes('\n'))
    .map(({ key, field }) => settingOf(key, field.text ?? '', field.excerpt))
  const texts = entries.filter(
    ({ key, field }) => (field.text ?? '').includes('\n') && isConfigurationText(key, field),
  )
  const blocks = texts.flatMap(({ key, field }) => {
    const found = blocksOfText(field.excerpt)
    return isProgram(key, field) ? found.map(withoutKeys) : found
  })
  return within(scope, [single, ...blocks])
}

/** Dashboards and documents name addresses that nobody dials. */
function isConfigurationText(key: string, { text = '' }: Field): boolean {
  return !/\.(md|txt|html?|sql|tpl)$/i.test(key) && !text.includes('"panels"')
}

/** What a program assigns may be a variable; only whole addresses in it are sure to be some. */
const isProgram = (key: string, { text = '' }: Field): boolean =>
  /\.(js|ts|py|sh|lua|rb|pl)$/i.test(key) || text.startsWith('#!')

const withoutKeys = (block: readonly Setting[]): readonly Setting[] =>
  block.map((setting) => ({ ...setting, key: '' }))

function ofScript({ commands, process, source }: Script): readonly Address[] {
  const scope: Scope | undefined =
    process === undefined
      ? source === 'runbook'
        ? { kind: 'runbook' }
        : undefined
      : process.origin === 'kubernetes' && process.pod !== undefined && isWhole(process.pod)
        ? {
            kind: 'kubernetes',
            namespace: statedNamespace(process.pod.owner),
            pod: process.pod.spec,
          }
        : undefined
  if (scope === undefined) return []
  const words = commands.flatMap((command) => command.words)
  return within(
    scope,
    words
      .filter(({ text }) => text.includes('://'))
      .map(({ text, excerpt }) => [settingOf('', text, excerpt)]),
  )
}
