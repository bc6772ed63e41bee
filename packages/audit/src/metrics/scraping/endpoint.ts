// Tells where a program serves its metrics, as far as its settings let us know.

import { volumesOf } from '../../read/compose-service.js'
import { findSoftware, type MetricsEndpoint, type Software } from '@llmflow/catalog'
import type { KnownSoftware, Process } from '../../graph/graph.js'
import { isTemplate } from '../../graph/lookup.js'

/** A program that a monitor is about. */
export type Served = {
  readonly software: Software
  /** Undefined when the program serves no metrics. */
  readonly endpoint: MetricsEndpoint | undefined
  readonly process: Process | undefined
  /** Whether version and settings are known, so that a contradiction is certain. */
  readonly isCertain: boolean
}

export function servedBy(process: Process): Served | undefined {
  const { software } = process
  return software === undefined ? undefined : servedOf(software, process)
}

function servedOf(known: KnownSoftware, process: Process | undefined): Served | undefined {
  const { software, version } = known
  // What holds for the newest known version may not hold for one that is not known.
  const facts = process === undefined || isUnstated(process) ? software.versions[0] : undefined
  const endpoint = (version ?? facts)?.metricsEndpoint
  if (endpoint === undefined) return undefined
  return {
    software,
    endpoint: endpoint === 'none' ? undefined : endpoint,
    process,
    isCertain: version !== undefined && process !== undefined && isTold(process),
  }
}

const isUnstated = ({ image }: Process): boolean =>
  image === undefined || !/\d/.test(image.tag) || isTemplate(image.tag)

/** A program of the catalog by its name alone: what is said of it is likely, not certain. */
export function servedByName(name: string): Served | undefined {
  const software = findSoftware(name)
  return software === undefined
    ? undefined
    : servedOf({ software, part: '', version: undefined }, undefined)
}

/** A command of one's own may start anything, variables from elsewhere may set a port, and so may a file. */
const isTold = (process: Process): boolean =>
  process.command.length === 0 && process.isEnvironmentKnown && !isConfigured(process)

/** Whether a ConfigMap or a Secret is mounted: both may hold settings. */
function isConfigured({ field, files, pod }: Process): boolean {
  if (files.length > 0 || pod === undefined) return true
  const mounted = new Set(field.get('volumeMounts').items.map((mount) => mount.get('name').text))
  return pod.spec
    .get('volumes')
    .items.some(
      (volume) =>
        mounted.has(volume.get('name').text) &&
        ['configMap', 'secret', 'projected'].some((kind) => volume.get(kind).value !== undefined),
    )
}

/** Ports where the metrics may be: the usual one, and any that a setting of the process names. */
export function portsServing({ endpoint, process }: Served): readonly number[] {
  if (endpoint === undefined) return []
  const usual = [endpoint.port, ...(endpoint.otherPorts ?? [])]
  return process === undefined ? usual : [...usual, ...portsSet(process)]
}

/** Numbers that arguments and variables called something with `port` or `address` are given. */
function portsSet({ args, command, environment }: Process): readonly number[] {
  const words = [...command, ...args].map(({ text }) => text)
  const spoken = words.flatMap((word, index) =>
    /^--?[\w.-]*(?:port|addr|address|listen|bind|url|urls|host)\b/i.test(word)
      ? numbersIn(word.includes('=') ? word : `=${words[index + 1] ?? ''}`)
      : [],
  )
  const variables = environment.flatMap(({ name, value }) =>
    /PORT|ADDR|LISTEN|BIND/i.test(name) && value !== undefined ? numbersIn(`=${value}`) : [],
  )
  return [...spoken, ...variables]
}

const numbersIn = (setting: string): readonly number[] =>
  (setting.slice(setting.indexOf('=') + 1).match(/(?<![\d.])\d{2,5}(?![\d.])/g) ?? []).map(Number)

/** Whether a setting of the process may move its paths. */
export function saysPath({ process }: Served): boolean {
  return process !== undefined && settingsOf(process).some((one) => /path|prefix|uri\b/i.test(one))
}

/** Whether an endpoint that is off by default stays off, as far as the process tells. */
export function isLeftOff({ endpoint, process }: Served): boolean {
  if (endpoint?.needs === undefined) return false
  if (process === undefined) return true
  if (!process.isEnvironmentKnown || process.files.length > 0) return false
  // A file of a form that is not read may say it.
  if (volumesOf(process.field).some(({ source }) => source.startsWith('./'))) return false
  return !settingsOf(process).some((setting) => /metrics|prometheus/i.test(setting))
}

/** Words of the command line and variables with their values. */
const settingsOf = ({ command, args, environment }: Process): readonly string[] => [
  ...[...command, ...args].map(({ text }) => text),
  ...environment.map(({ name, value }) => `${name}=${value ?? ''}`),
]
