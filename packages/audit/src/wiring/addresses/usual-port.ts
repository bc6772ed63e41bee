// Tells that a compose service does not listen on a port: its program is known, and nothing gives it another port.

import type { Graph, Process } from '../../graph/graph.js'
import { leavesOf } from '../../graph/leaves.js'
import { portsOf, volumesOf } from '../../read/compose-service.js'

/** The ports of a service whose program does not listen on `port`; nothing when it may. */
export function usualPortsOf(graph: Graph, service: Process, port: number): readonly number[] {
  const known = service.software
  const usual = known?.software.ports
  if (usual === undefined || usual.part !== known?.part || usual.numbers.includes(port)) return []
  const isPublished = portsOf(service.field).some(({ target }) => target === port)
  if (isPublished || isToldMore(service, port) || isShared(graph, service)) return []
  return usual.numbers
}

/** Keys behind which a configuration may stand that nobody reads here. */
const unread = ['entrypoint', 'build', 'extends', 'env_file', 'configs', 'network_mode'] as const

function isToldMore(service: Process, port: number): boolean {
  const { field } = service
  const isRead = unread.every((key) => field.get(key).value === undefined)
  // A folder or a file of the host may be its configuration.
  if (!isRead || volumesOf(field).some(({ source, isNamed }) => source !== '' && !isNamed))
    return true
  // Sentinel is Redis with a port of its own.
  return leavesOf(field).some(
    ({ path, field: { text = '' } }) =>
      text.includes(`${port}`) ||
      (path[0] !== 'ports' && /port|sentinel/i.test([...path.slice(1), text].join(' '))),
  )
}

/** Other containers may listen in its network, and another file may say more of it. */
function isShared({ compositions }: Graph, service: Process): boolean {
  const all = compositions.flatMap(({ processes }) => processes)
  return all.some(
    (other) =>
      other.field.get('network_mode').value !== undefined ||
      (other !== service && other.name === service.name),
  )
}
