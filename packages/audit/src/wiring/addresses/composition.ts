// Looks a name up as the DNS of Compose does: among services, their containers and their aliases.

import type { Composition, Graph, Process } from '../../graph/graph.js'
import { namesOf, portsOf } from '../../read/compose-service.js'
import { remembered } from '../../graph/remembered.js'

/** Services by every name that other containers can use. */
export const namesInCompositions = remembered((graph: Graph): ReadonlyMap<string, Process> => {
  return new Map(
    graph.compositions.flatMap(({ processes }) =>
      processes.flatMap((process) =>
        namesOfService(process).map((name) => [name, process] as const),
      ),
    ),
  )
})

function namesOfService({ name, field }: Process): readonly string[] {
  const aliases = field
    .get('networks')
    .entries.flatMap(({ field: network }) => network.get('aliases').items)
  return [
    name,
    ...[field.get('container_name'), field.get('hostname'), ...aliases].flatMap(
      ({ text }) => text ?? [],
    ),
  ]
}

/** Names that a service adds for itself: links and hosts. */
export function ownNames({ field }: Process): ReadonlySet<string> {
  return new Set([
    ...[...namesOf(field.get('links')), ...namesOf(field.get('external_links'))].map(
      ({ name }) => name.split(':').at(-1) ?? '',
    ),
    ...namesOf(field.get('extra_hosts')).map(({ name }) => name.split(/[:=]/)[0] ?? ''),
  ])
}

/** Whether services may come from elsewhere: another file, a network of others, the network of the host. */
export function isOpen({ field }: Composition, process: Process): boolean {
  return (
    field.get('include').value !== undefined ||
    process.field.get('network_mode').value !== undefined ||
    field.get('networks').entries.some(({ field: network }) => {
      const external = network.get('external')
      return external.value !== undefined && external.text !== 'false'
    })
  )
}

/** The ports of a service inside, when `port` is one that it only has on the host. */
export function insideOf(service: Process, port: number): readonly string[] {
  const ports = portsOf(service.field)
  const inside = ports.filter(({ published }) => Number(published) === port)
  const targets = new Set(ports.map(({ target }) => target))
  const exposed = service.field.get('expose').items.some(({ text }) => Number(text) === port)
  if (targets.has(port) || exposed) return []
  return inside.flatMap(({ target }) => (target === undefined ? [] : [`${target}`]))
}
