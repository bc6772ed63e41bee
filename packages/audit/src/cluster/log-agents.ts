// Finds log agents that may not run, do not find their files, or collect too little.

import { diagnostic } from '@llmflow/spec'
import type { Configuration, Directive, Graph, KubernetesObject } from '../graph/graph.js'
import { ofKind } from '../graph/lookup.js'
import type { AuditRule } from '../rule.js'
import { enforcedLevels } from '../security/levels.js'

/** Where a node keeps the logs of its containers. */
const nodeLogs = /^\/var\/log\/(containers|pods)\//

export const logAgentsRefused: AuditRule = (graph) =>
  heldConfigurations(graph).flatMap(({ configuration, holder }) => {
    const level = enforcedLevels(graph).get(holder.namespace)?.level
    const isAgent = pathsOf(configuration).some(({ pattern }) => nodeLogs.test(pattern))
    if (!isAgent || (level !== 'restricted' && level !== 'baseline')) return []
    const { place } = holder.field.get('metadata', 'namespace')
    return [diagnostic('wiring/log-agent-refused', place, { namespace: holder.namespace, level })]
  })

/** Files that a configuration names and that would have to lie beside it. */
export const missingIncludes: AuditRule = (graph) =>
  heldConfigurations(graph).flatMap(({ configuration, holder }) => {
    const names = new Set(holder.field.get('data').entries.map(({ key }) => key))
    if (isMountedAlone(graph, holder)) return []
    return configuration.directives.flatMap(({ name, values }) => {
      const [word] = values
      const isInclude = /^(parsers_file|streams_file|plugins_file|@include)$/i.test(name)
      const isBeside = word !== undefined && /^[\w-]+\.(conf|ya?ml)$/.test(word.text)
      if (!isInclude || !isBeside || names.has(word.text)) return []
      const place = word.excerpt.place(0, word.text.length)
      const params = { file: word.text, holder: holder.name }
      return [diagnostic('wiring/missing-include', place, params)]
    })
  })

export const logsNotCollected: AuditRule = (graph) => {
  const paths = graph.configurations
    .filter(({ software }) => software === 'fluent-bit')
    .flatMap(pathsOf)
    .filter(({ pattern }) => nodeLogs.test(pattern))
  const [first] = paths
  if (first === undefined) return []
  const matchers = paths.map(({ pattern }) => matcherOf(pattern))
  const missed = logNames(graph)
    .filter(({ file }) => !matchers.some((matcher) => matcher.test(file)))
    .map(({ shown }) => shown)
  const pods = [...new Set(missed)].toSorted()
  if (pods.length === 0) return []
  const { pattern, directive } = first
  const word = directive.values[0]
  const place = word?.excerpt.place(0, word.text.length) ?? directive.place
  return [
    diagnostic('wiring/logs-not-collected', place, {
      pattern,
      pods: pods.length > shownMax ? [...pods.slice(0, shownMax), '…'] : pods,
    }),
  ]
}

/** More names than this say no more. */
const shownMax = 5

type Held = { readonly configuration: Configuration; readonly holder: KubernetesObject }

/** Configurations of Fluent Bit with the ConfigMaps that hold them. */
function heldConfigurations(graph: Graph): readonly Held[] {
  return graph.configurations
    .filter(({ software, namespace }) => software === 'fluent-bit' && namespace !== '')
    .flatMap((configuration) => {
      const holder = ofKind(graph, 'ConfigMap').find(
        ({ namespace, field }) =>
          namespace === configuration.namespace &&
          field
            .get('data')
            .entries.some(
              ({ key, field: text }) =>
                key === configuration.name && text.text === configuration.excerpt.text,
            ),
      )
      return holder === undefined ? [] : [{ configuration, holder }]
    })
}

/** A file that is mounted with subPath leaves the folder of the image as it is. */
function isMountedAlone({ pods }: Graph, { name, namespace }: KubernetesObject): boolean {
  return pods.some((pod) => {
    if (pod.namespace !== namespace) return false
    const volumes = new Set(
      pod.spec
        .get('volumes')
        .items.filter((volume) => volume.get('configMap', 'name').text === name)
        .map((volume) => volume.get('name').text),
    )
    return pod.processes
      .flatMap(({ field }) => field.get('volumeMounts').items)
      .some(
        (mount) => volumes.has(mount.get('name').text) && mount.get('subPath').value !== undefined,
      )
  })
}

type LogPath = { readonly pattern: string; readonly directive: Directive }

/** The patterns of `Path` in inputs, where several stand apart by commas. */
function pathsOf({ directives }: Configuration): readonly LogPath[] {
  return directives
    .filter(({ section, name }) => section === '[INPUT]' && name.toLowerCase() === 'path')
    .flatMap((directive) =>
      (directive.values[0]?.text ?? '')
        .split(',')
        .map((pattern) => ({ pattern: pattern.trim(), directive })),
    )
}

type LogName = { readonly file: string; readonly shown: string }

/** Names of files under `/var/log/containers`: of pods here, and of any pod in a namespace here. */
function logNames(graph: Graph): readonly LogName[] {
  const inhabited = new Set(graph.pods.map(({ namespace }) => namespace))
  const ofPods = graph.pods.flatMap(({ owner, namespace, processes }) =>
    processes.slice(0, 1).map(({ field }) => ({
      file: logName(owner.name, namespace, field.get('name').text ?? ''),
      shown: `${namespace}/${owner.name}`,
    })),
  )
  const ofNamespaces = ofKind(graph, 'Namespace')
    .filter(({ name }) => !inhabited.has(name))
    .map(({ name }) => ({ file: logName('pod', name, 'container'), shown: name }))
  return [...ofPods, ...ofNamespaces]
}

const logName = (pod: string, namespace: string, container: string): string =>
  `/var/log/containers/${pod}-0_${namespace}_${container}-0.log`

function matcherOf(pattern: string): RegExp {
  const text = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
  // Below pods/ the names are in another order; what they match is not judged.
  return pattern.startsWith('/var/log/pods/') ? /^/ : new RegExp(`^${text.replaceAll('?', '.')}$`)
}
