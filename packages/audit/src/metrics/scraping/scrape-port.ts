// Finds monitors that name a port which the Services or pods that they select lack.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { KubernetesObject } from '../../graph/graph.js'
import { isTemplate } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'
import { monitorsOf, podPortsOf, servicePorts, type Monitor } from './monitors.js'

export const scrapePort: AuditRule = (graph) =>
  monitorsOf(graph)
    .filter((monitor) => graph.isComplete || isMeant(monitor))
    .flatMap((monitor) =>
      monitor.endpoints.flatMap((endpoint) => missingPort(monitor, endpoint.get('port'))),
    )

/** Operators make Services with the same labels, so one found by labels is surely meant only when it is named so. */
function isMeant({ kind, selector, services, pods }: Monitor): boolean {
  const wanted = selector.get('matchLabels').entries.map(({ field }) => field.text)
  const names = (kind === 'PodMonitor' ? pods.map(({ owner }) => owner) : services).map(
    ({ name }) => name,
  )
  return names.some((name) => wanted.includes(name))
}

function missingPort(monitor: Monitor, port: Field): readonly Diagnostic[] {
  const name = port.text
  if (name === undefined || isTemplate(name)) return []
  const names = monitor.kind === 'PodMonitor' ? podPorts(monitor, name) : portsOf(monitor, name)
  if (names === undefined) return []
  const advice = names.length === 0 ? [] : [{ kind: 'list' as const, items: names }]
  const target = targetOf(monitor)
  return [diagnostic('metrics/no-such-port', port.place, { port: name, target }, { advice })]
}

/** The names that there are; undefined when the one asked for is among them, or nothing can be told. */
function portsOf({ services }: Monitor, name: string): readonly string[] | undefined {
  if (services.length === 0 || services.some((one) => servicePorts(one, name).length > 0)) {
    return undefined
  }
  return namesIn(services.flatMap((service) => service.field.get('spec', 'ports').items))
}

function podPorts({ pods }: Monitor, name: string): readonly string[] | undefined {
  if (pods.length === 0 || pods.some((pod) => podPortsOf(pod, name).length > 0)) return undefined
  return [
    ...new Set(
      pods.flatMap(({ processes }) =>
        processes.flatMap(({ ports }) => ports.flatMap((port) => port.name || [])),
      ),
    ),
  ]
}

const namesIn = (ports: readonly Field[]): readonly string[] => [
  ...new Set(ports.flatMap((port) => port.get('name').text ?? [])),
]

/** What was selected, by the name of the first. */
function targetOf({ kind, services, pods }: Monitor): string {
  const objects: readonly KubernetesObject[] =
    kind === 'PodMonitor' ? pods.map(({ owner }) => owner) : services
  const [first] = objects
  if (first === undefined) return ''
  return `${first.kind} ${first.name}`
}
