// Finds settings of Redis that belong to another topology than the one chosen.

import { diagnostic, pointer, type Diagnostic, type Pointer } from '@llmflow/spec'
import type { Subject } from '../input.js'
import { flagsIn } from './arguments.js'
import { choicesIn } from './choices.js'
import type { Rule } from './rule.js'

type Setting = {
  readonly name: string
  readonly value: string
  readonly at: Pointer
  readonly on: 'key' | 'value'
}

export const redisTopologyMixed: Rule = (subject) => {
  if (!subject.context.enabled.has('redis')) return []
  const topology = subject.context.topologyOf('redis')
  return settingsOf(subject)
    .filter((setting) => !belongs(setting, topology))
    .map(({ name, at, on }): Diagnostic =>
      diagnostic('wiring/redis-topology-mixed', subject.inPlatform(at, on), {
        topology,
        setting: name,
      }),
    )
}

function settingsOf({ platform }: Subject): readonly Setting[] {
  return choicesIn(platform)
    .filter(({ name }) => name === 'redis')
    .flatMap(({ part, choice, at }) => [
      ...keysIn(choice.env, `${at}/env`),
      ...(part === undefined ? keysIn(platform.components['redis']?.config, `${at}/config`) : []),
      ...flagsIn(choice.args ?? []).map(({ name, value, index }): Setting => ({
        name,
        value: value ?? '',
        at: `${at}${pointer('args', index)}`,
        on: 'value',
      })),
    ])
}

function keysIn(
  settings: { readonly [name: string]: string | number | boolean } | undefined,
  at: Pointer,
): readonly Setting[] {
  return Object.entries(settings ?? {}).map(([name, value]) => ({
    name,
    value: `${value}`,
    at: `${at}${pointer(name)}`,
    on: 'key',
  }))
}

/** `cluster-enabled`, REDIS_CLUSTER_ENABLED and `--cluster-enabled` are one setting. */
const normalized = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^--?/, '')
    .replaceAll('_', '-')
    .replace(/^redis-/, '')

/** Neither topology is Redis Cluster; only `sentinel` has Sentinels and replicas. */
function belongs({ name, value }: Setting, topology: string): boolean {
  const setting = normalized(name)
  if (setting === 'cluster-enabled') return ['no', 'false', '0'].includes(value.toLowerCase())
  if (setting.startsWith('cluster-')) return false
  const isReplicated =
    /^(sentinel|replicaof$|slaveof$|masterauth$|masteruser$|min-replicas-|min-slaves-)/
  return topology === 'sentinel' || !isReplicated.test(setting)
}
