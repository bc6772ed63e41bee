// Writes the values of a chart: each leaf with what it means and counts, and of an environment what differs.

import { isObject, printYaml } from '@llmflow/spec'
import { canonicalJson, textOfValue } from '../template/canonical.js'
import type { Setting } from './settings.js'

/** Settings as values nest them. */
export type Node =
  | { readonly kind: 'branch'; readonly nodes: ReadonlyMap<string, Node> }
  | { readonly kind: 'leaf'; readonly setting: Setting }

/** What is for everybody comes first, and the switch of a component; the rest by name. */
export function treeOf(settings: readonly Setting[], depth = 0): Node {
  const groups = new Map<string, readonly Setting[]>()
  for (const setting of settings) {
    const key = setting.place[depth] ?? ''
    groups.set(key, [...(groups.get(key) ?? []), setting])
  }
  const nodes = [...groups].toSorted(forEverybodyFirst).map(([key, own]): [string, Node] => {
    const [only] = own
    return [
      key,
      only?.place.length === depth + 1 ? { kind: 'leaf', setting: only } : treeOf(own, depth + 1),
    ]
  })
  return { kind: 'branch', nodes: new Map(nodes) }
}

type Entry = readonly [key: string, own: readonly Setting[]]

function forEverybodyFirst([left]: Entry, [right]: Entry): number {
  const [before, after] = [rankOf(left), rankOf(right)]
  return before === after ? (left < right ? -1 : Number(left > right)) : before - after
}

const ranks = ['enabled', 'global', 'platform']

const rankOf = (key: string): number => (ranks.includes(key) ? ranks.indexOf(key) : ranks.length)

export function printValues(node: Node, margin = ''): string {
  if (node.kind === 'leaf') return ''
  return [...node.nodes]
    .map(([key, inner]) =>
      inner.kind === 'leaf'
        ? printLeaf(key, inner.setting, margin)
        : `${margin}${printYaml(key).trimEnd()}:\n${printValues(inner, `${margin}  `)}`,
    )
    .join('')
}

function printLeaf(key: string, { description, unit, value }: Setting, margin: string): string {
  const counted = unit === undefined ? '' : ` (${unit})`
  const lines = [
    `# ${description}${counted}.`,
    ...printYaml({ [key]: value })
      .trimEnd()
      .split('\n'),
  ]
  return lines.map((line) => `${margin}${line}\n`).join('')
}

/** The settings of an environment that are not those of the base. What a map lost is set to null. */
export function differing(base: readonly Setting[], own: readonly Setting[]): readonly Setting[] {
  const before = new Map(base.map((setting) => [setting.place.join('.'), setting.value]))
  return own.flatMap((setting) => {
    const old = before.get(setting.place.join('.'))
    if (old !== undefined && canonicalJson(old) === canonicalJson(setting.value)) return []
    return [{ ...setting, value: changeOf(old, setting.value) }]
  })
}

function changeOf(before: unknown, after: unknown): unknown {
  if (!isObject(before) || !isObject(after)) return after
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changed = keys.filter((key) => textOfKey(before, key) !== textOfKey(after, key))
  return Object.fromEntries(changed.map((key) => [key, after[key] ?? null]))
}

const textOfKey = (values: { readonly [key: string]: unknown }, key: string): string =>
  textOfValue(values[key] ?? null)
